"""All that is understood of a file: its tables and what is wrong with them."""

from collections.abc import Sequence

from longtable.core.spreadsheets.checks import sheet_problems
from longtable.core.spreadsheets.detection import read_sheet
from longtable.core.spreadsheets.reading import Reading
from longtable.core.spreadsheets.sheets import Sheet


def read_sheets(sheets: Sequence[Sheet], *, rows_compared: bool = True) -> Reading:
    """Return the tables of every sheet and the problems in them.

    Rows are not compared with each other where whoever asks does that, knowing what they mean.
    """
    readings = [read_sheet(sheet) for sheet in sheets]
    problems = [
        problem
        for sheet, reading in zip(sheets, readings, strict=True)
        for problem in sheet_problems(sheet, reading, rows_compared=rows_compared)
    ]
    return Reading(tuple(readings), tuple(problems))
