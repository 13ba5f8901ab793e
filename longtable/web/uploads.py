"""What is said of a file that somebody sends: its plain name, and why it is not taken."""

import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePath

from django.utils.translation import gettext as _

from longtable.core.spreadsheets import wording

ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt")
_BLANK = re.compile(r"%\((\w+)\)s")


def plain_name(name: str) -> str:
    """Return a file's name without folders and signs that no name should have."""
    name = PurePath(name.replace("\\", "/")).name
    name = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C").strip()
    stem, ending = os.path.splitext(name)
    return (stem[: 250 - len(ending)] or "file") + ending


def not_taken(name: str, size: int, *, most: int, instead: str) -> str:
    """Return why a file is not even opened, "" for nothing: its ending, or its size in bytes.

    `instead` says what to do about a file that is too large.
    """
    if PurePath(name).suffix.lower() not in ENDINGS:
        return _("“%(name)s” is not a spreadsheet. Send XLSX, XLS, ODS or CSV.") % {"name": name}
    if not size:
        return _("“%(name)s” is empty. Save it again and send it.") % {"name": name}
    if size > most:
        said = _("“%(name)s” has %(size)s MB; at most %(most)s MB are taken.")
        sizes = {"name": name, "size": size // 2**20 + 1, "most": most // 2**20}
        return f"{said % sizes} {instead}"
    return ""


def in_words(trouble: str, *, also: Iterable[str] = ()) -> str:
    """Return why a file can't be read, in the reader's language, its blanks filled alike.

    The limited process knows no reader and says it in English; `also` are other texts to know.
    """
    for text in (*also, *_texts()):
        found = _shape(text).fullmatch(trouble)
        if found:
            return _(text) % found.groupdict() if found.groupdict() else _(text)
    return trouble


def _texts() -> list[str]:
    return [text for name, text in vars(wording).items() if name.isupper()]


def _shape(text: str) -> re.Pattern[str]:
    """Return a pattern for a text with its blanks filled in."""
    pieces = _BLANK.split(text)
    said = [
        f"(?P<{piece}>.*?)" if number % 2 else re.escape(piece)
        for number, piece in enumerate(pieces)
    ]
    return re.compile("".join(said), re.DOTALL)
