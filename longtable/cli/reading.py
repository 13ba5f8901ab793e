"""Read counts, numbers and shares out of a row of text, or say what is wrong where."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from longtable.cli.tables import read_table
from longtable.cli.trouble import Trouble

MOST_PEOPLE = 10_000_000_000
"""More people than live; beyond it a count is a slip, and the exact intervals grow slow."""

LARGEST = 1e15
"""Beyond it a number no longer holds its units."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of input and where it stands, for the message when it is wrong."""

    where: str
    cells: Mapping[str, str]

    def has(self, column: str) -> bool:
        """Whether the cell is there and not empty."""
        return bool(self.text(column))

    def text(self, column: str) -> str:
        """Return the cell without the spaces around it, empty where there is none."""
        return self.cells.get(column, "").strip()

    def count(self, column: str) -> int:
        """Return a whole number from 0 up. Raises Trouble."""
        text = self._present(column)
        if not re.fullmatch(r"[+-]?\d{1,30}(\.0*)?", text, re.ASCII):
            raise Trouble(f"{self.where}: {column} is {text!r}, not a whole number")
        count = int(text.split(".")[0])
        if count < 0:
            raise Trouble(f"{self.where}: {column} is {count}, below 0")
        if count > MOST_PEOPLE:
            raise Trouble(f"{self.where}: {column} is {count}, more people than live")
        return count

    def number(self, column: str) -> float:
        """Return a number. Raises Trouble."""
        text = self._present(column)
        found = number(text)
        if found is None:
            raise Trouble(f"{self.where}: {column} is {text!r}, not a number")
        if abs(found) > LARGEST:
            raise Trouble(f"{self.where}: {column} is {text!r}, too large to be a measure")
        return found

    def counts(self) -> tuple[int, int]:
        """Return numerator and denominator of a rate of people. Raises Trouble."""
        numerator, denominator = self.count("numerator"), self.count("denominator")
        if denominator == 0:
            raise Trouble(f"{self.where}: the denominator is 0; leave such a row out")
        if numerator > denominator:
            raise Trouble(
                f"{self.where}: the numerator {numerator} is above the denominator {denominator}"
            )
        return numerator, denominator

    def _present(self, column: str) -> str:
        text = self.text(column)
        if not text:
            raise Trouble(f"{self.where}: {column} is empty")
        return text


def number(text: str) -> float | None:
    """Return a plain decimal number, or None for anything else (nan, inf, 1_000)."""
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", text, re.ASCII | re.I):
        return None
    found = float(text)
    return found if isfinite(found) else None


def read_rows(name: str, *, columns: Sequence[str]) -> list[Row]:
    """Return the rows of a file whose columns all stand among `columns`. Raises Trouble."""
    first = 1 if name.lower().endswith(".json") else 2
    found = []
    for at, cells in enumerate(read_table(name), start=first):
        named = {str(column).strip().lower(): text for column, text in cells.items()}
        unknown = sorted(set(named) - set(columns))
        if unknown:
            raise Trouble(
                f"{name}: unknown column {unknown[0]!r}; the columns are {', '.join(columns)}"
            )
        found.append(Row(f"{name}: row {at}", named))
    return found


def require(rows: Sequence[Row], columns: Collection[str], *, name: str) -> None:
    """Refuse a file that lacks one of the columns altogether. Raises Trouble."""
    for column in columns:
        if not any(column in row.cells for row in rows):
            raise Trouble(f"{name}: the column {column!r} is missing")
