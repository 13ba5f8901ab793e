"""A table with its numbers at hand, column by column."""

from functools import cached_property

from longtable.core.spreadsheets import cells
from longtable.core.spreadsheets.marks import SENTINELS
from longtable.core.spreadsheets.reading import Column, Problem, TableReading
from longtable.core.spreadsheets.rows import VALUE_ROLES, data_rows
from longtable.core.spreadsheets.sheets import Sheet, Value, column_position, shown


class TableView:
    """The data rows of a table, and for each column its cells and its numbers.

    `rows` are numbered from 1, without summary rows unless `totals`; all lists go along with them.
    """

    def __init__(self, sheet: Sheet, table: TableReading, *, totals: bool = False) -> None:
        self.sheet = sheet
        self.table = table
        blank = {"", None}
        last = min(table.last_data_row, len(sheet.rows))
        self.rows = [
            row
            for row in data_rows(table, totals=totals)
            if row <= last and not blank.issuperset(sheet.rows[row - 1])
        ]
        self._lines = [sheet.rows[row - 1] for row in self.rows]
        self._cells: dict[str, list[Value]] = {}
        self._numbers: dict[str, list[float | None]] = {}
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

    def cells(self, column: Column) -> list[Value]:
        """Return the cells of a column as they came."""
        if column.letter not in self._cells:
            at = column_position(column.letter) - 1
            self._cells[column.letter] = [line[at] for line in self._lines]
        return self._cells[column.letter]

    def numbers(self, column: Column) -> list[float | None]:
        """Return the numbers of a column, None where there is none."""
        if column.letter not in self._numbers:
            memory: dict[str, float | None] = {}
            self._numbers[column.letter] = [
                value if value.__class__ is float else self._number(value, memory)
                for value in self.cells(column)
            ]
            if self._sentinels:
                self._numbers[column.letter] = [
                    None if number is not None and shown(number) in self._sentinels else number
                    for number in self._numbers[column.letter]
                ]
        return self._numbers[column.letter]

    def _number(self, value: Value, memory: dict[str, float | None]) -> float | None:
        if isinstance(value, str):
            if value not in memory:
                memory[value] = cells.understand_text(value, self.table.decimal).number
            return memory[value]
        return cells.understand(value, self.table.decimal).number

    def number_at(self, row: int, column: Column) -> float | None:
        """Return the number in a row of the sheet, summary rows included."""
        value = self.sheet.cell(row, column_position(column.letter))
        if self._sentinels and shown(value) in self._sentinels:
            return None
        return cells.understand(value, self.table.decimal).number

    def is_masked(self, value: Value) -> bool:
        """Tell whether a mark that means "suppressed" stands instead of a number."""
        if not isinstance(value, str) or not value:
            return False
        mark = self.table.marks.get(value.strip())
        number = cells.understand_text(value, self.table.decimal).number
        return mark is not None and mark.meaning == "suppressed" and number is None

    def problem(self, cause: str, row: int, column: str, said: tuple[str, str, str]) -> Problem:
        """Return a problem on this sheet; `said` is what, why and how to fix it."""
        return Problem(cause, self.sheet.name, row, column, *said)
