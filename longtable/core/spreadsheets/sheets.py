"""A sheet as it came: cells by row and column, numbered from 1 as a spreadsheet shows them."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

import numpy as np

from longtable.core.spreadsheets.distinct import Codes, Distinct, distinct

Value = str | float | int | bool | datetime.date | datetime.time | datetime.timedelta | None


class CodedRow(Sequence[Value]):
    """One row of a sheet that is kept as columns; a cell is looked up when it is asked for."""

    def __init__(self, columns: Sequence[Distinct], row: int) -> None:
        self.columns = columns
        self.row = row

    def __len__(self) -> int:
        return len(self.columns)

    @overload
    def __getitem__(self, at: int) -> Value: ...
    @overload
    def __getitem__(self, at: slice) -> list[Value]: ...
    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return [column.values[column.codes[self.row]] for column in self.columns[at]]
        column = self.columns[at]
        return column.values[column.codes[self.row]]

    def __iter__(self) -> Iterator[Value]:
        return iter(self[:])


class CodedRows(Sequence[Sequence[Value]]):
    """The rows of a sheet that is kept as columns."""

    def __init__(self, columns: Sequence[Distinct], height: int) -> None:
        self.columns = columns
        self.height = height

    def __len__(self) -> int:
        return self.height

    @overload
    def __getitem__(self, at: int) -> Sequence[Value]: ...
    @overload
    def __getitem__(self, at: slice) -> list[Sequence[Value]]: ...
    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return [self[row] for row in range(*at.indices(self.height))]
        if not -self.height <= at < self.height:
            raise IndexError(at)
        return CodedRow(self.columns, at)

    def __iter__(self) -> Iterator[Sequence[Value]]:
        return zip(*(column.each() for column in self.columns), strict=True)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows[i][j]` is the cell in row i + 1 and column j + 1; all rows are as long.

    `merged` holds first row, first column, last row, last column, counted from 0.
    `percent_columns` (counted from 0) show their numbers with a percent sign.
    `formula_columns` hold formulas in the part that was looked at. `errors` are the cells, counted
    from 0, that show a formula error. `decimal` is "," or "." where the file tells, else "".
    """

    name: str
    rows: Sequence[Sequence[Value]]
    visible: str = "visible"
    merged: tuple[tuple[int, int, int, int], ...] = ()
    percent_columns: frozenset[int] = frozenset()
    formula_columns: frozenset[int] = frozenset()
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    decimal: str = ""
    _columns: dict[int, Distinct] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _filled: dict[tuple[int, int], Codes] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def column(self, at: int) -> Distinct:
        """Return a column, counted from 0."""
        if isinstance(self.rows, CodedRows):
            return self.rows.columns[at]
        if at not in self._columns:
            self._columns[at] = distinct([row[at] for row in self.rows])
        return self._columns[at]

    def filled(self, left: int, right: int) -> Codes:
        """Return how many cells of each row hold something, from column `left` up to `right`."""
        if (left, right) not in self._filled:
            counts = np.full(len(self.rows), right - left, np.int32)
            for at in range(left, right):
                counts -= self.column(at).blank()
            self._filled[left, right] = counts
        return self._filled[left, right]

    def cell(self, row: int, column: int) -> Value:
        """Return the cell at row and column counted from 1, None outside the sheet."""
        if 1 <= row <= len(self.rows) and 1 <= column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return None


def column_letter(position: int) -> str:
    """Return the letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while position > 0:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_position(letters: str) -> int:
    """Return the column counted from 1 that the letters stand for."""
    position = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            raise ValueError(f"not a column: {letters!r}")
        position = position * 26 + ord(letter) - 64
    return position


def shown(value: Value) -> str:
    """Return the text of a cell as a person would read it; whole numbers without a point."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case float():
            return repr(value)
        case datetime.datetime() if value.time() == datetime.time():
            return value.date().isoformat()
        case datetime.date() | datetime.time():
            return value.isoformat()
        case _:
            return str(value)
