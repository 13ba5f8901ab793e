"""All that is understood of a file: its tables and what is wrong with them."""

from collections.abc import Sequence

from longtable.core.spreadsheets.checks import sheet_problems
from longtable.core.spreadsheets.detection import read_sheet
from longtable.core.spreadsheets.reading import Reading
from longtable.core.spreadsheets.sheets import Sheet


def read_sheets(sheets: Sequence[Sheet]) -> Reading:
    """Return the tables of every sheet and the problems in them."""
    readings = [read_sheet(sheet) for sheet in sheets]
    problems = [
        problem
        for sheet, reading in zip(sheets, readings, strict=True)
        for problem in sheet_problems(sheet, reading)
    ]
    return Reading(tuple(readings), tuple(problems))
