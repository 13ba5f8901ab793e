"""Open a file that somebody sends as a list: in the limited process, and kept nowhere."""

import tempfile
from pathlib import Path, PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from longtable.core.spreadsheets.limited import read_cells, read_file
from longtable.core.spreadsheets.trouble import CannotRead
from longtable.record.acting import Refusal
from longtable.tables.roster.layout import ReadSheet
from longtable.tables.roster.proposing import read_sheet
from longtable.web.uploads import in_words, not_taken

LARGEST_BYTES = 2 * 2**20
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS, LONGEST_TEXT = 2_000, 60, 12, 1_000


def opened(file: "UploadedFile[Any]", *, name: str) -> list[ReadSheet]:
    """Return the visible sheets of a file; it is deleted again before this returns.

    Raises Refusal for a file that is empty, too large, of another type, or that can't be read.
    """
    instead = _(
        "A list of %(rows)s rows is smaller. Save only its sheet as CSV, without pictures and with "
        "only the columns that are needed; send a longer list in parts."
    ) % {"rows": f"{MOST_ROWS:,}"}
    why = not_taken(name, file.size or 0, most=LARGEST_BYTES, instead=instead)
    if why:
        raise Refusal(why)
    with tempfile.NamedTemporaryFile(suffix=PurePath(name).suffix.lower()) as stored:
        for piece in file.chunks():
            stored.write(piece)
        stored.flush()
        try:
            return _sheets(Path(stored.name), PurePath(name).stem[:100])
        except CannotRead as trouble:
            raise Refusal(in_words(str(trouble))) from trouble


def _sheets(path: Path, name: str) -> list[ReadSheet]:
    reading = read_file(path, name=name)
    seen = [one for one in reading.sheets if one.visible == "visible" and one.rows]
    found = []
    for about in seen[:MOST_SHEETS]:
        if about.rows > MOST_ROWS:
            said = _("The sheet “%(name)s” has more than %(most)s rows. Split the list.")
            raise Refusal(said % {"name": about.name, "most": f"{MOST_ROWS:,}"})
        rows = read_cells(path, sheet=about.name, last=MOST_ROWS, name=name)
        cut = [[_clean(text) for text in row[:MOST_COLUMNS]] for row in rows]
        found.append(read_sheet(about, cut))
    if not found:
        raise Refusal(_("This file has no rows that can be seen."))
    return found


def _clean(text: str) -> str:
    """Return a text as any database keeps it."""
    plain = text.replace("\x00", "").encode("utf-8", "replace").decode()
    return plain[:LONGEST_TEXT]
