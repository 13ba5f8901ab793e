"""Cells by column and in blocks: each text once, and for every row which one it is.

What comes from the limited process is checked here, like everything that it says.
"""

import base64
import json
import zlib
from collections.abc import Iterator, Sequence, Sized
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np

from longtable.core.spreadsheets import wording
from longtable.core.spreadsheets.distinct import Codes, Distinct
from longtable.core.spreadsheets.sheets import Sheet, shown
from longtable.core.spreadsheets.trouble import CannotRead

BLOCK_ROWS = 16_384
FEW = 256


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of a sheet: the cell in row i of column j is `texts[j][codes[j][i]]`."""

    rows: int
    texts: tuple[list[str], ...]
    codes: tuple[Codes, ...]

    def row(self, at: int) -> list[str]:
        """Return the texts of one row, counted from 0 in the block."""
        return [texts[codes[at]] for texts, codes in zip(self.texts, self.codes, strict=True)]

    def lines(self) -> Iterator[Sequence[str]]:
        """Yield the texts of every row."""
        columns = [
            map(texts.__getitem__, codes.tolist())
            for texts, codes in zip(self.texts, self.codes, strict=True)
        ]
        yield from (list(line) for line in zip(*columns, strict=True))

    def pack(self) -> bytes:
        """Return the block as bytes; `unpack` takes it back."""
        head = json.dumps([self.rows, self.texts], ensure_ascii=True, separators=(",", ":"))
        columns = zip(self.texts, self.codes, strict=True)
        codes = b"".join(codes.astype(_kind(texts)).tobytes() for texts, codes in columns)
        return zlib.compress(head.encode() + b"\n" + codes, level=1)

    @classmethod
    def unpack(cls, packed: bytes) -> "Block":
        """Return the block that `pack` made."""
        head, _, raw = zlib.decompress(packed).partition(b"\n")
        rows, texts = json.loads(head)
        kinds = [_kind(known) for known in texts]
        starts = accumulate((rows * kind.itemsize for kind in kinds), initial=0)
        codes = tuple(
            np.frombuffer(raw, kind, rows, start)
            for kind, start in zip(kinds, starts)  # noqa: B905 - the end of all is left over
        )
        return cls(rows, tuple(texts), codes)


def blocks_of(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Yield a sheet's rows as plain data for `checked`, in the limited process."""
    columns = [sheet.column(at) for at in range(sheet.width)]
    height = len(sheet.rows)
    for start in range(0, height, BLOCK_ROWS):
        rows = slice(start, min(start + BLOCK_ROWS, height))
        coded = [_coded(column, rows) for column in columns]
        yield {
            "rows": rows.stop - rows.start,
            "texts": [texts for texts, _ in coded],
            "codes": [base64.b64encode(codes.tobytes()).decode() for _, codes in coded],
        }


def checked(plain: Any) -> Block:
    """Return the block that plain data describes; raises CannotRead for anything else."""
    try:
        rows, texts = plain["rows"], plain["texts"]
        codes = [
            np.frombuffer(base64.b64decode(text), _kind(known))
            for known, text in zip(texts, plain["codes"], strict=True)
        ]
        fits = isinstance(rows, int) and all(
            len(column) == rows
            and set(map(type, known)) <= {str}
            and (not rows or int(column.max()) < len(known))
            for known, column in zip(texts, codes, strict=True)
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CannotRead(wording.CELLS_DAMAGED) from error
    if not fits:
        raise CannotRead(wording.CELLS_DAMAGED)
    return Block(rows, tuple(texts), tuple(codes))


def _coded(column: Distinct, rows: slice) -> tuple[list[str], Codes]:
    """Return some rows of a column with codes of their own."""
    codes = column.codes[rows]
    present = np.zeros(len(column.values), bool)
    present[codes] = True
    used = np.flatnonzero(present)
    places = np.zeros(len(column.values), _kind(used))
    places[used] = np.arange(len(used))
    values = map(column.values.__getitem__, used.tolist())
    return [v if v.__class__ is str else shown(v) for v in values], places[codes]


def _kind(texts: Sized) -> "np.dtype[Any]":
    """Return how the codes of so many texts are written: as one byte each, or two."""
    return np.dtype("u1" if len(texts) <= FEW else "<u2")
