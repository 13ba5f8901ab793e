"""A sheet as it came: cells by row and column, numbered from 1 as a spreadsheet shows them."""

import datetime
from dataclasses import dataclass, field

Value = str | float | int | bool | datetime.date | datetime.time | datetime.timedelta | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows[i][j]` is the cell in row i + 1 and column j + 1; all rows are as long.

    `merged` holds first row, first column, last row, last column, counted from 0.
    `percent_columns` (counted from 0) show their numbers with a percent sign.
    `formula_columns` hold formulas in the part that was looked at. `errors` are the cells, counted
    from 0, that show a formula error. `decimal` is "," or "." where the file tells, else "".
    """

    name: str
    rows: list[list[Value]]
    visible: str = "visible"
    merged: tuple[tuple[int, int, int, int], ...] = ()
    percent_columns: frozenset[int] = frozenset()
    formula_columns: frozenset[int] = frozenset()
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    decimal: str = ""

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0

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
