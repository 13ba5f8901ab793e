"""A list that can be taken away: CSV that no spreadsheet takes for formulas."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils import timezone

from longtable.core.spreadsheets.defusing import defused


def csv_text(header: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """Return a list as CSV: days as 2026-03-10, nothing as an empty cell, numbers as they are."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([cell(name) for name in header])
    writer.writerows([cell(said) for said in row] for row in rows)
    return text.getvalue()


def csv_answer(
    name: str, header: Sequence[object], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """Return a list as a file of this name."""
    response = HttpResponse(csv_text(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def cell(said: object) -> object:
    """Return a cell as it stands in the file."""
    match said:
        case None:
            return ""
        case bool():
            return "yes" if said else "no"
        case int() | float():
            return said
        case dt.datetime():
            return timezone.localtime(said).date().isoformat()
        case dt.date() | dt.time():
            return said.isoformat()
        case _:
            return defused(str(said))
