"""What has to be protected in a table, and with what: the input of every search."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from longtable.core.stats.disclosure.model import Flags, Floats, Sums, Table, TableError, Whole
from longtable.core.stats.disclosure.model import sums_of as _sums_of
from longtable.core.stats.disclosure.solver import INFINITY, Status, load, new_solver, run

Objective = Literal["cells", "people", "communities"]
Side = Literal["low", "high"]

TOLERANCE = 1e-6
"""People by which a witness may miss a sum or an end: far below one person, above rounding."""


@dataclass(frozen=True, slots=True)
class Need:
    """Some table that agrees with all that is shown must put `cell` at `level` or beyond."""

    cell: int
    side: Side
    level: float

    @property
    def sign(self) -> float:
        """Return +1 when the count must be able to be high, -1 when low."""
        return 1.0 if self.side == "high" else -1.0

    def met_by(self, values: Floats) -> bool:
        """Tell whether a table puts the cell there."""
        return bool(self.sign * (values[self.cell] - self.level) >= -TOLERANCE)


@dataclass(frozen=True, slots=True)
class Problem:
    """A table made ready: one column for each cell, then one for each slack of a loose rule.

    base: a table that is true as far as we know (unknown cells filled in consistently).
    always: columns that no release shows. candidates: cells that may be withheld.
    weights: what withholding costs, 0 outside candidates. needs: what must stay possible.
    exposed: small counts that are out already; nothing can protect them.
    """

    table: Table
    sums: Sums
    base: Floats
    always: Flags
    candidates: Whole
    weights: Floats
    needs: tuple[Need, ...]
    exposed: tuple[int, ...]

    def withheld(self, chosen: Flags) -> Flags:
        """Return the columns that stay open when the candidates in `chosen` are withheld too."""
        return np.asarray(self.always | chosen)


def prepare(table: Table, *, fewest: int, weights: Floats) -> Problem:
    """Return the problem of a table. `weights` has one number above 0 for each cell."""
    sums = _sums_of(table)
    base = _filled(table, sums)
    counts = table.counts
    states = np.array([cell.state for cell in table.cells])
    unknown = np.isnan(counts)
    small = ~unknown & (counts >= 1) & (counts < fewest)
    free, out = states == "free", states == "published"
    if bool((unknown & out).any()):
        index = int(np.flatnonzero(unknown & out)[0])
        raise TableError(f"{table.name(index)}: published, but without a count", cell=index)
    always = np.ones(sums.columns, dtype=bool)
    always[: sums.cells] = ~out & ~(free & ~small & ~unknown)
    guarded = (small & (free | (states == "withheld"))) | (unknown & free)
    full = np.zeros(sums.columns)
    candidates = np.flatnonzero(~always[: sums.cells] & ~out)
    full[candidates] = weights[candidates]
    return Problem(
        table=table,
        sums=sums,
        base=base,
        always=always,
        candidates=candidates,
        weights=full,
        needs=_needs(np.flatnonzero(guarded), base, unknown, fewest),
        exposed=tuple(int(i) for i in np.flatnonzero(small & out)),
    )


def _needs(cells: Whole, base: Floats, unknown: Flags, fewest: int) -> tuple[Need, ...]:
    """Return both ends for each guarded cell.

    A masked count may be large; it must then be able to be `fewest` - 1 more than we take it for.
    """
    found: list[Need] = []
    for cell in map(int, cells):
        high = max(float(fewest), base[cell] + fewest - 1) if unknown[cell] else float(fewest)
        found.append(Need(cell, "high", high))
        if not unknown[cell] or base[cell] < fewest:
            found.append(Need(cell, "low", 1.0))
    return tuple(found)


def _filled(table: Table, sums: Sums) -> Floats:
    counts = table.counts
    known = ~np.isnan(counts)
    values = np.zeros(sums.columns)
    values[: sums.cells][known] = counts[known]
    if known.all():
        values[sums.cells :] = 0.0
        missing = -sums.residual(values)
        loose = [row for row, rule in enumerate(table.rules) if not rule.complete]
        values[sums.cells :] = missing[loose]
        return values
    lower, upper = np.zeros(sums.columns), np.full(sums.columns, INFINITY)
    lower[: sums.cells][known] = upper[: sums.cells][known] = counts[known]
    solver = new_solver()
    load(solver, sums, (lower, upper), np.zeros(sums.columns))
    if run(solver) != Status.kOptimal:
        raise TableError("no table of counts from 0 up agrees with all the totals that are given")
    return np.asarray(solver.getSolution().col_value)


def weigh(table: Table, *, objective: Objective) -> Floats:
    """Return what withholding each cell costs. Shape (cells,), whole numbers from 1 up.

    cells: 1. people: the count, at least 1. communities: how many times the smallest community of
    the cell goes into the largest total of the table, from 1 to 100; the communities of a cell are
    the values of its key, and the size of one is the largest count that carries it. A blank in a
    community half the size costs twice as much. A weight of the cell itself wins.
    """
    counts = np.nan_to_num(table.counts)
    match objective:
        case "cells":
            found = np.ones(len(table.cells))
        case "people":
            found = np.maximum(counts, 1.0)
        case "communities":
            found = _by_community(table, counts)
        case _:
            raise ValueError(f"no such objective: {objective}")
    own = [cell.weight for cell in table.cells]
    if any(weight is not None and weight <= 0 for weight in own):
        raise ValueError("a weight must be above 0")
    return np.array([f if w is None else w for f, w in zip(found, own, strict=True)])


def _by_community(table: Table, counts: Floats) -> Floats:
    sizes: dict[tuple[int, object], float] = {}
    keys = [cell.key if isinstance(cell.key, tuple) else (cell.key,) for cell in table.cells]
    for key, count in zip(keys, counts, strict=True):
        for place in enumerate(key):
            sizes[place] = max(sizes.get(place, 1.0), float(count))
    largest = max(sizes.values(), default=1.0)
    smallest = np.array([min(sizes[place] for place in enumerate(key)) for key in keys])
    return np.asarray(np.clip(np.rint(largest / smallest), 1.0, 100.0))
