"""An example list to fill, in the reader's language, with the initiative's own tables."""

import csv
import io
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from longtable.core.spreadsheets.defusing import defused
from longtable.initiative.models import Organization, Role
from longtable.tables import queries
from longtable.tables.models.table import Constituency
from longtable.web.access import members
from longtable.web.requests import Request

ROWS = 200
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@members(Role.FACILITATOR, private=True)
def example(request: Request, initiative: str, ending: str) -> HttpResponse:
    """Give a file with the headings; in XLSX the choices are offered cell by cell."""
    if ending not in TYPES:
        raise Http404
    tables = [one.name for one in queries.tables_run_by(request.user, request.room.initiative)]
    content = _workbook(tables) if ending == "xlsx" else _text()
    response = HttpResponse(content, content_type=TYPES[ending])
    response["Content-Disposition"] = f'attachment; filename="people.{ending}"'
    return response


def headings() -> list[str]:
    """Return the headings, in words by which the columns are found again."""
    return [
        *(_("Name"), _("E-mail"), _("Organization"), _("Size"), _("Table"), _("Seat name")),
        *(_("Constituency"), _("Alternate name"), _("Alternate e-mail"), _("Term from")),
        _("Term until"),
    ]


def instructions() -> list[str]:
    """Return what whoever fills the file in has to know, one line each."""
    return [
        _("One row is one person, one organization, or one seat. Leave empty what you lack."),
        _("Whoever has an address is invited by mail once you have looked at the list."),
        _("A name without an address holds a seat, and can’t sign in."),
        _("A seat without a name is an empty chair."),
        _("Write days as 2026-09-01."),
    ]


def _text() -> str:
    stream = io.StringIO()
    stream.write("\ufeff")
    csv.writer(stream).writerow(headings())
    return stream.getvalue()


def _workbook(tables: list[str]) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, safe) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(_("People"))
        for at, heading in enumerate(headings()):
            sheet.write_string(0, at, heading, bold)
            sheet.set_column(at, at, 24, text)
        sheet.freeze_panes(1, 1)
        choices = {
            3: [str(label) for label in Organization.Tier.labels],
            4: [defused(name) for name in tables],
            6: [str(label) for label in Constituency.labels],
        }
        _offer(book, sheet, choices)
        about = book.add_worksheet(_("How to fill it in"))
        about.set_column(0, 0, 100)
        for at, line in enumerate(instructions()):
            about.write_string(at, 0, line)
    return stream.getvalue()


def _offer(book: Any, sheet: Any, choices: dict[int, list[str]]) -> None:
    """Offer the choices of a column in each of its cells, from a sheet of their own."""
    words = book.add_worksheet(_("Words"))
    words.hide()
    for at, (column, texts) in enumerate(choices.items()):
        for row, text in enumerate(texts):
            words.write_string(row, at, text)
        if texts:
            letter = "ABC"[at]
            source = f"='{_('Words')}'!${letter}$1:${letter}${len(texts)}"
            rule = {"validate": "list", "source": source, "error_type": "warning"}
            sheet.data_validation(1, column, ROWS, column, rule)
