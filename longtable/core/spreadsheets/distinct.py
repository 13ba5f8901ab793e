"""Columns as codes: each value once, and for every row which one it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Codes = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Distinct:
    """One column: the cell in row i (from 0) is `values[codes[i]]`; some values may be unused."""

    values: Sequence[Any]
    codes: Codes

    def at(self, rows: Codes) -> "Distinct":
        """Return the column of some rows only, counted from 0; the values stay."""
        return Distinct(self.values, self.codes[rows])

    def each(self) -> list[Any]:
        """Return the cell of every row."""
        return list(map(self.values.__getitem__, self.codes.tolist()))

    def marked(self, tell: Callable[[Any], bool]) -> Codes:
        """Tell for every row what is told of its value."""
        told = [bool(tell(value)) for value in self.values]
        if not any(told):
            return np.zeros(len(self.codes), bool)
        return np.array(told, bool)[self.codes]

    def blank(self) -> Codes:
        """Tell for every row whether nothing stands there."""
        return self.marked(lambda value: value is None or value == "")

    def counted(self) -> list[tuple[Any, int, int]]:
        """Return each value that is used, its first row and how often, in order of first rows."""
        rows = len(self.codes)
        first = np.full(len(self.values), rows)
        first[self.codes[::-1]] = np.arange(rows - 1, -1, -1)  # of several the last one stays
        times = np.bincount(self.codes, minlength=len(self.values))
        used = np.flatnonzero(times)
        used = used[np.argsort(first[used])]
        told = zip(used.tolist(), first[used].tolist(), times[used].tolist(), strict=True)
        return [(self.values[code], row, many) for code, row, many in told]


class Numbered(dict[Any, int]):
    """Gives each value the next number, from 0, when it is first asked for."""

    def __missing__(self, value: Any) -> int:
        number = self[value] = len(self)
        return number


@dataclass(slots=True)
class Gathering:
    """Puts a column of texts together from parts that have codes of their own."""

    known: Numbered = field(default_factory=Numbered)
    parts: list[Codes] = field(default_factory=list)

    def add(self, texts: Sequence[str], codes: Codes) -> None:
        """Add the next rows."""
        codes_of = np.fromiter(map(self.known.__getitem__, texts), np.int32, len(texts))
        self.parts.append(codes_of[codes])

    def codes(self) -> Codes:
        """Return which of the texts in `known` stands in each row."""
        return np.concatenate(self.parts) if self.parts else np.zeros(0, np.int32)


def distinct(column: Sequence[Any]) -> Distinct:
    """Return cells as codes; values that are equal and not of one kind stay apart."""
    known = Numbered()
    if len(set(map(type, column)) & {bool, int, float}) <= 1:
        codes = np.fromiter(map(known.__getitem__, column), np.int32, len(column))
        return Distinct(list(known), codes)
    keys = [(value.__class__, value) for value in column]
    codes = np.fromiter(map(known.__getitem__, keys), np.int32, len(keys))
    return Distinct([value for _, value in known], codes)
