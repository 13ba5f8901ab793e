"""A table with its numbers at hand, column by column."""

from functools import cached_property

import numpy as np

from longtable.core.spreadsheets import cells
from longtable.core.spreadsheets.distinct import Codes, Distinct
from longtable.core.spreadsheets.marks import SENTINELS
from longtable.core.spreadsheets.reading import Column, Problem, TableReading
from longtable.core.spreadsheets.rows import VALUE_ROLES, data_rows
from longtable.core.spreadsheets.sheets import Sheet, Value, column_position, shown


class TableView:
    """The data rows of a table, and for each column its cells and its numbers.

    `rows` are numbered from 1, without summary rows unless `totals`; all else goes along with
    them.
    """

    def __init__(self, sheet: Sheet, table: TableReading, *, totals: bool = False) -> None:
        self.sheet = sheet
        self.table = table
        rows = data_rows(table, totals=totals)
        rows = rows[rows <= len(sheet.rows)]
        self.rows = rows[sheet.filled(0, sheet.width)[rows - 1] > 0]
        self._columns: dict[str, Distinct] = {}
        self._numbers: dict[str, Codes] = {}
        self._sentinels = SENTINELS & table.marks.keys()

    @cached_property
    def values(self) -> list[Column]:
        """The columns that hold data."""
        return [c for c in self.table.columns if c.role in VALUE_ROLES and not c.ignored]

    @cached_property
    def keys(self) -> list[Column]:
        """The columns that name a row by place, group, period or otherwise."""
        named = (*VALUE_ROLES, "note")
        return [c for c in self.table.columns if c.role not in named and not c.ignored]

    def column(self, column: Column) -> Distinct:
        """Return the cells of a column, each value once."""
        if column.letter not in self._columns:
            at = column_position(column.letter) - 1
            self._columns[column.letter] = self.sheet.column(at).at(self.rows - 1)
        return self._columns[column.letter]

    def cells(self, column: Column) -> list[Value]:
        """Return the cells of a column as they came."""
        return self.column(column).each()

    def numbers(self, column: Column) -> Codes:
        """Return the numbers of a column, NaN where there is none."""
        if column.letter not in self._numbers:
            here = self.column(column)
            numbers = [self._number(value) for value in here.values]
            known = [np.nan if number is None else number for number in numbers]
            self._numbers[column.letter] = np.array(known, np.float64)[here.codes]
        return self._numbers[column.letter]

    def masked(self, column: Column) -> Codes:
        """Tell for each row whether a mark that means "suppressed" stands instead of a number."""
        return self.column(column).marked(self._is_masked)

    def _number(self, value: Value) -> float | None:
        number = cells.understand(value, self.table.decimal).number
        hidden = number is not None and self._sentinels and shown(number) in self._sentinels
        return None if hidden else number

    def number_at(self, row: int, column: Column) -> float | None:
        """Return the number in a row of the sheet, summary rows included."""
        value = self.sheet.cell(row, column_position(column.letter))
        if self._sentinels and shown(value) in self._sentinels:
            return None
        return cells.understand(value, self.table.decimal).number

    def _is_masked(self, value: Value) -> bool:
        if not isinstance(value, str) or not value:
            return False
        mark = self.table.marks.get(value.strip())
        number = cells.understand_text(value, self.table.decimal).number
        return mark is not None and mark.meaning == "suppressed" and number is None

    def problem(self, cause: str, row: int, column: str, said: tuple[str, str, str]) -> Problem:
        """Return a problem on this sheet; `said` is what, why and how to fix it."""
        return Problem(cause, self.sheet.name, int(row), column, *said)
