"""A table of many breakdowns, slice by slice: what each must withhold alone, they must together."""

import time
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace

import numpy as np

from longtable.core.stats.disclosure.bounding import Cut, Master, company_cuts, row_cuts
from longtable.core.stats.disclosure.model import Rule, Table, Whole, sums_of
from longtable.core.stats.disclosure.problem import Need, Problem

_FEWEST_COLUMNS = 4
"""Breakdowns from which slices prove more than the whole: with three, the whole is proven soon."""

Slice = tuple[Whole, Problem]


def slicings(problem: Problem) -> list[list[Slice]]:
    """Return the ways to cut a table into slices, the most promising first; none for few columns.

    A slice holds the cells with one value of one column, and the rules among them: leaving out
    the other rules can only make it cheaper to be safe. Each comes with the numbers of its cells.
    """
    keys = [cell.key if isinstance(cell.key, tuple) else () for cell in problem.table.cells]
    width = min((len(key) for key in keys), default=0)
    varied = [c for c in range(width) if len({key[c] for key in keys}) > 1]
    if len(varied) < _FEWEST_COLUMNS:
        return []
    ways = [_along(problem, [key[column] for key in keys]) for column in varied]
    return sorted(ways, key=lambda way: -sum(_relaxed(part) for _, part in way))


def _along(problem: Problem, values: Sequence[Hashable]) -> list[Slice]:
    places: dict[Hashable, list[int]] = {}
    for cell, value in enumerate(values):
        places.setdefault(value, []).append(cell)
    return [(np.array(cells), _part(problem, cells)) for cells in places.values()]


def _part(problem: Problem, cells: Sequence[int]) -> Problem:
    """Return the problem of some cells with the complete rules that speak of nothing else."""
    place = {cell: number for number, cell in enumerate(cells)}
    rules = [
        Rule(place[rule.total], tuple(place[part] for part in rule.parts))
        for rule in problem.table.rules
        if rule.complete and rule.total in place and all(part in place for part in rule.parts)
    ]
    table = Table(tuple(problem.table.cells[cell] for cell in cells), tuple(rules))
    weights = problem.weights[list(cells)]
    return Problem(
        table=table,
        sums=sums_of(table),
        base=problem.base[list(cells)],
        always=problem.always[list(cells)],
        candidates=np.flatnonzero(weights > 0),
        weights=weights,
        needs=tuple(
            Need(place[need.cell], need.side, need.level)
            for need in problem.needs
            if need.cell in place
        ),
        exposed=(),
    )


def _relaxed(part: Problem) -> float:
    master = Master(part)
    master.add(row_cuts(part))
    master.add(company_cuts(part))
    return master.relax()[1]


def shared(cuts: Iterable[Cut], cells: Whole, part: Problem) -> list[Cut]:
    """Return the cuts that speak of nothing but the cells of a slice, with its own numbers."""
    place = np.full(int(cells.max()) + 1, -1, dtype=np.int32)
    place[cells] = np.arange(len(cells), dtype=np.int32)
    found = []
    for cut in cuts:
        if len(cut.cells) and cut.cells.max() < len(place):
            inside = place[cut.cells]
            if inside.min() >= 0 and bool((part.weights[inside] > 0).all()):
                found.append(replace(cut, cells=inside))
    return found


def share(end: float, left: int) -> float:
    """Return the seconds that one of the slices still left may take, so that all get a turn."""
    return max(0.0, end - time.monotonic()) / left
