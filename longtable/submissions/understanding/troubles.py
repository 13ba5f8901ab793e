"""Why a file can't be read, in the reader's language.

Whoever reads the file, a limited process or the worker, knows no reader: it is kept in English.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from longtable.core.spreadsheets import wording

GONE = noop("The file is no longer there. Send it again.")
FAULT = noop(
    "Reading this file failed by a fault in Longtable. The file is kept, and whoever runs "
    "this installation finds the fault in its log. Another format, such as CSV, may work."
)
_BLANK = re.compile(r"%\((\w+)\)s")


def in_words(trouble: str) -> str:
    """Return what was kept about a file in the reader's language, its blanks filled alike."""
    for text in (GONE, FAULT, *_texts()):
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
