"""Whole columns as codes, and the judging of each combination once instead of row by row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from longtable.core.spreadsheets.distinct import Codes

MOST_LOOKED_UP = 1 << 22
MOST_COMBINED = 1 << 62


@dataclass(frozen=True, slots=True)
class Coded:
    """One column: the cell in row i (from 0) is `texts[codes[i]]`."""

    texts: list[str]
    codes: Codes

    def at(self, rows: Codes) -> "Coded":
        """Return the column of some rows only, counted from 0; the texts stay."""
        return Coded(self.texts, self.codes[rows])


@dataclass(frozen=True, slots=True)
class Combined:
    """The combinations that columns hold: row i holds `found[codes[i]]`, codes of the columns."""

    codes: Codes
    found: Codes

    def judged(self, judge: Callable[[list[int]], Any]) -> list[Any]:
        """Return what a function says of each combination, given the codes of the columns."""
        return [judge(codes) for codes in self.found.tolist()]


def combined(columns: Sequence[Coded], rows: int) -> Combined:
    """Return which combinations of texts stand in so many rows."""
    codes, size = np.zeros(rows, np.int64), 1
    found = np.zeros((1 if rows else 0, 0), np.int64)
    for column in columns:
        width = max(len(column.texts), 1)
        assert size * width < MOST_COMBINED, "codes are made small after each column"
        codes, kept = _made_small(codes * width + column.codes, size * width)
        found = np.column_stack([found[kept // width], kept % width])
        size = len(kept)
    return Combined(codes, found)


def _made_small(codes: Codes, size: int) -> tuple[Codes, Codes]:
    """Return codes from 0 without gaps, and what each was before."""
    if size > MOST_LOOKED_UP:
        kept, codes = np.unique(codes, return_inverse=True)
        return codes.astype(np.int64), kept
    present = np.zeros(size, bool)
    present[codes] = True
    kept = np.flatnonzero(present)
    lookup = np.zeros(size, np.int64)
    lookup[kept] = np.arange(len(kept))
    return lookup[codes], kept
