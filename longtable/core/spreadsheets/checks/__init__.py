"""What is wrong with the data of a table, as values: all of it at once."""

from collections.abc import Iterable, Iterator
from itertools import islice

from longtable.core.spreadsheets import limits
from longtable.core.spreadsheets.checks.content import content_problems
from longtable.core.spreadsheets.checks.keys import key_problems
from longtable.core.spreadsheets.checks.sums import sum_problems
from longtable.core.spreadsheets.checks.view import TableView
from longtable.core.spreadsheets.reading import Problem, SheetReading, TableReading
from longtable.core.spreadsheets.sheets import Sheet, column_letter


def sheet_problems(
    sheet: Sheet, reading: SheetReading, *, rows_compared: bool = True
) -> list[Problem]:
    """Return what is wrong on one sheet and in its tables."""
    found = list(_capped(_formula_errors(sheet)))
    if sheet.visible != "visible" and reading.tables:
        found.append(
            Problem(
                "hidden_sheet",
                sheet.name,
                0,
                "",
                "This sheet is hidden in the workbook.",
                "Who sent it may not know that it holds data.",
                "Ask whether it belongs to what was meant to be sent.",
            )
        )
    for table in reading.tables:
        found += table_problems(sheet, table, rows_compared=rows_compared)
    return found


def table_problems(
    sheet: Sheet, table: TableReading, *, rows_compared: bool = True
) -> list[Problem]:
    """Return what is wrong in one table, as it is understood now."""
    view = TableView(sheet, table)
    keys = (key_problems,) if rows_compared else ()
    return [
        problem
        for check in (content_problems, *keys, sum_problems)
        for problem in _capped(check(view))
    ]


def _capped(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Let each cause through some hundreds of times, and say when there is more."""
    most = limits.MOST_PROBLEMS_OF_A_KIND
    counted: dict[str, int] = {}
    for problem in islice(problems, 20 * most):
        counted[problem.cause] = counted.get(problem.cause, 0) + 1
        if counted[problem.cause] < most:
            yield problem
        elif counted[problem.cause] == most:
            yield Problem(
                problem.cause,
                problem.sheet,
                0,
                problem.column,
                f"There are more than {most} problems like the ones listed before.",
                problem.why,
                problem.fix,
            )


def _formula_errors(sheet: Sheet) -> Iterator[Problem]:
    for (row, column), text in sheet.errors.items():
        yield Problem(
            "formula_error",
            sheet.name,
            row + 1,
            column_letter(column + 1),
            f"The formula in this cell fails and shows {text}.",
            "There is no value to take in.",
            "Mend the formula, or type the value.",
        )
