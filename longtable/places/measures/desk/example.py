"""An example file to fill: the indicator's own places and groups, in the reader's language."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from longtable.core.spreadsheets.defusing import defused
from longtable.measures import queries as measures
from longtable.measures.models import Definition, Indicator
from longtable.places.measures.desk.found import MAY_SEND
from longtable.web.access import members
from longtable.web.requests import Request
from longtable.web.spoken import spoken

MOST_ROWS = 2_000
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@members(*MAY_SEND, private=True)
def example(request: Request, initiative: str, indicator: str, ending: str) -> HttpResponse:
    """Give a file that already has the places and groups; only numbers are to be filled in."""
    room = request.room
    found = measures.indicators_of(room.initiative).filter(code=indicator).first()
    if found is None or ending not in TYPES:
        raise Http404
    rows = [headings(found.definition), *rows_to_fill(found)]
    content = _workbook(found, rows) if ending == "xlsx" else _text(rows)
    response = HttpResponse(content, content_type=TYPES[ending])
    response["Content-Disposition"] = f'attachment; filename="{found.code}.{ending}"'
    return response


def headings(definition: Definition) -> list[str]:
    """Return the headings, in words by which the columns are found again."""
    first = [_("Period"), _("Place code"), _("Place"), _("Group type"), _("Group")]
    match definition.estimator:
        case Definition.Estimator.RATE:
            top = spoken(definition.numerator) or _("who are counted")
            bottom = spoken(definition.denominator) or _("of whom")
            numbers = [
                _("Count: %(who)s") % {"who": top},
                _("Total number: %(who)s") % {"who": bottom},
            ]
        case Definition.Estimator.MEAN:
            numbers = [_("Sum: %(who)s") % {"who": definition}, _("Total number: people")]
        case _:
            numbers = [
                _("Estimate: %(what)s") % {"what": definition},
                _("Lower limit"),
                _("Upper limit"),
            ]
    return [*first, *(defused(number) for number in numbers)]


def rows_to_fill(indicator: Indicator) -> Iterator[list[str]]:
    """Yield a row for everybody and for each published group of each place, numbers left empty."""
    initiative, cuts = indicator.initiative, indicator.definition.cuts
    breakdowns = {each.code: each for each in measures.breakdowns_of(initiative)}
    left = MOST_ROWS
    for place in measures.places_of(initiative):
        wanted = [cut for cut in cuts if cut.get("level") == place.level]
        if cuts and not wanted:
            continue
        codes = {code for cut in wanted for code in cut.get("by", ())} if cuts else set(breakdowns)
        groups = [("", _("All students"))] + [
            (str(breakdowns[code]), str(category))
            for code in sorted(codes & set(breakdowns))
            for category in breakdowns[code].categories.all()
            if not category.retired
        ]
        for kind, group in groups[: max(left, 0)]:
            yield ["", place.code, str(place), kind or _("All"), group]
        left -= len(groups)


def _text(rows: list[list[str]]) -> str:
    stream = io.StringIO()
    stream.write("\ufeff")
    csv.writer(stream).writerows([[defused(text) for text in row] for row in rows])
    return stream.getvalue()


def _workbook(indicator: Indicator, rows: list[list[str]]) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, safe) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(_("Numbers"))
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write_string(at, column, value, bold if at == 0 else text)
        sheet.freeze_panes(1, 5)
        for column, width in enumerate((10, 14, 32, 22, 28, 24, 24, 24)):
            sheet.set_column(column, column, width)
        _instructions(book.add_worksheet(_("How to fill it in")), indicator, bold)
    return stream.getvalue()


def _instructions(sheet: Any, indicator: Indicator, bold: Any) -> None:
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, str(indicator), bold)
    for at, line in enumerate(instructions(indicator), start=2):
        sheet.write_string(at, 0, line)


def instructions(indicator: Indicator) -> list[str]:
    """Return what whoever fills the file in has to know, one line each."""
    definition = indicator.definition
    return [
        spoken(definition.question),
        _("Counted: %(who)s") % {"who": spoken(definition.numerator)},
        _("Out of: %(who)s") % {"who": spoken(definition.denominator)},
        "",
        _("Fill in the period (such as 2025 or 2024-25) and the numbers. Delete rows you lack."),
        _("Leave a cell empty where you have no number. Never write 0 for “unknown”."),
        _("Where your rules hide a small number, write * instead. It stays hidden."),
        _("Send counts of people, not percentages. Never send names or numbers of single people."),
    ]
