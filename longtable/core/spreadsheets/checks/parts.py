"""Which columns are parts of a whole, found by adding them up."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from longtable.core.spreadsheets.checks.view import TableView
from longtable.core.spreadsheets.detection.area import Area, sample
from longtable.core.spreadsheets.detection.arithmetic import percent_triples
from longtable.core.spreadsheets.reading import Column
from longtable.core.spreadsheets.sheets import column_letter, column_position

LONGEST = 12
MOST_COLUMNS = 40
SAMPLE = 80
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Parts:
    """Neighboring columns of counts that add up to another column."""

    columns: tuple[Column, ...]
    whole: Column


def percent_links(view: TableView, counts: Sequence[Column]) -> list[tuple[Column, Column, Column]]:
    """Return numerator, denominator and the percentage that repeats them."""
    percents = [c for c in view.values if c.role == "estimate" and c.kind == "percent"]
    area = Area(view.sheet, 0, view.sheet.width, view.table.decimal)
    named = {column.letter: column for column in view.values}
    triples = percent_triples(
        area,
        view.rows - 1,
        counts=[column_position(column.letter) - 1 for column in counts],
        percents=[column_position(column.letter) - 1 for column in percents],
    )
    return [
        (named[column_letter(a + 1)], named[column_letter(b + 1)], named[column_letter(c + 1)])
        for a, b, c in triples
    ]


def parts_of_wholes(view: TableView, counts: Sequence[Column]) -> list[Parts]:
    """Return the longest run of columns that adds up to each other one in every sampled full row.

    The longest, because a part that is zero in all full rows is still a part.
    """
    if not 3 <= len(counts) <= MOST_COLUMNS:
        return []
    rows = _sampled(view, counts)
    found: list[Parts] = []
    for whole in counts:
        others = [column for column in counts if column != whole]
        runs = (
            tuple(others[start : start + length])
            for length in range(min(LONGEST, len(others)), 1, -1)
            for start in range(len(others) - length + 1)
        )
        fitting = next((run for run in runs if _adds_up(rows, run, whole)), None)
        if fitting:
            found.append(Parts(fitting, whole))
    return found


def _sampled(view: TableView, counts: Sequence[Column]) -> dict[str, list[float | None]]:
    """Return the numbers of some rows, those with the fewest gaps."""
    columns = {column.letter: view.numbers(column) for column in counts}
    looked = sample(range(len(view.rows)), most=2_000)
    full = [at for at in looked if not any(np.isnan(found[at]) for found in columns.values())]
    chosen = full[:SAMPLE] if len(full) >= FEWEST else looked[:SAMPLE]
    return {
        letter: [None if np.isnan(number) else number for number in found[chosen].tolist()]
        for letter, found in columns.items()
    }


def _adds_up(rows: dict[str, list[float | None]], run: Sequence[Column], whole: Column) -> bool:
    proofs = 0
    lines = zip(rows[whole.letter], *(rows[column.letter] for column in run), strict=True)
    for total, *parts in lines:
        if total is None or None in parts:
            continue
        added = sum(part for part in parts if part is not None)
        if added != total:
            return False
        proofs += sum(bool(part) for part in parts) >= 2
    return proofs >= FEWEST
