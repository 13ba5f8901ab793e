"""A part of a sheet that is looked at, and the letters that sum up its cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from longtable.core.spreadsheets import cells
from longtable.core.spreadsheets.cells import understand
from longtable.core.spreadsheets.sheets import Sheet, Value

DOUBTFUL_SIGNS = {"#", "?", "+", "x", "!"}
SAMPLE_ROWS = 400


@dataclass(frozen=True, slots=True)
class Area:
    """The columns `left` up to (not including) `right` of a sheet; all positions from 0."""

    sheet: Sheet
    left: int
    right: int
    decimal: str

    @property
    def rows(self) -> Sequence[Sequence[Value]]:
        """The rows of the sheet, whole."""
        return self.sheet.rows

    def filled(self, row: int) -> list[int]:
        """Return the columns that hold something in a row."""
        line = self.rows[row]
        return [at for at in range(self.left, self.right) if line[at] not in ("", None)]

    def counts(self) -> list[int]:
        """Return how many cells of each row hold something."""
        counts: list[int] = self.sheet.filled(self.left, self.right).tolist()
        return counts

    def letter(self, row: int, column: int) -> str:
        """Return what a cell is: b blank, n number or mark, y period, c code, w perhaps, t text."""
        value = self.rows[row][column]
        if value == "" or value is None:
            return "b"
        if isinstance(value, float):
            return "y" if 1900 <= value <= 2100 and value.is_integer() else "n"
        if cells.is_year(value):
            return "y"
        found = understand(value, self.decimal)
        if found.kind == cells.SIGN:
            return "w" if found.mark in DOUBTFUL_SIGNS else "n"
        letters = {
            cells.NUMBER: "n",
            cells.DATE: "y",
            cells.PERIOD: "y",
            cells.CODE: "c",
            cells.WORD: "w",
            cells.BLANK: "b",
        }
        return letters.get(found.kind, "t")

    def text(self, row: int) -> str:
        """Return the texts of a row in one line."""
        return " ".join(cells.clean(self.rows[row][at]) for at in self.filled(row))


def sample(rows: range, *, most: int = SAMPLE_ROWS) -> list[int]:
    """Return at most `most` rows, spread evenly."""
    if len(rows) <= most:
        return list(rows)
    step = len(rows) / most
    return [rows[int(at * step)] for at in range(most)]


def value_columns(area: Area, rows: range, counts: list[int]) -> dict[int, str]:
    """Return the columns whose cells are mostly n, y or c in the lower half of the rows."""
    lower = [row for row in sample(range(rows.start + len(rows) // 2, rows.stop)) if counts[row]]
    found: dict[int, str] = {}
    for column in range(area.left, area.right):
        letters = "".join(area.letter(row, column) for row in lower).replace("b", "")
        for letter in "nyc":
            if _is_mostly(letters, letter):
                found[column] = letter
                break
        else:
            if letters and 2 * (letters.count("n") + letters.count("y")) >= len(letters):
                found[column] = "n"
    return found


def _is_mostly(letters: str, letter: str) -> bool:
    """Tell whether half of the cells are of one kind, or a third where the others may be marks."""
    plain, perhaps = letters.count(letter), letters.count("w")
    alike = 2 * plain >= len(letters) > 0
    return alike or (letter == "n" and perhaps > 0 and plain + perhaps == len(letters) <= 3 * plain)
