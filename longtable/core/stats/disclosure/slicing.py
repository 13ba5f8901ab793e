"""A table of many breakdowns, slice by slice: what each must withhold alone, they must together."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from longtable.core.stats.disclosure.bounding import Cut, Master, company_cuts, row_cuts
from longtable.core.stats.disclosure.model import Rule, Table, Whole, sums_of
from longtable.core.stats.disclosure.problem import Need, Problem

Slice = tuple[Whole, Problem]


def columns_of(problem: Problem) -> list[list[Hashable]]:
    """Return the columns of the key in which the cells of a table differ, cell by cell."""
    keys = [cell.key if isinstance(cell.key, tuple) else () for cell in problem.table.cells]
    width = min((len(key) for key in keys), default=0)
    columns = [[key[column] for key in keys] for column in range(width)]
    return [column for column in columns if len(set(column)) > 1]


def slicings(problem: Problem, *, wide: int) -> list[list[Slice]]:
    """Return the ways to cut a table into slices of `wide` columns, the most promising first.

    A slice holds the cells with one value of each of the other columns, and the rules among them:
    leaving out the other rules can only make it cheaper to be safe. Each comes with the numbers of
    its cells. Slices in which nothing has to be protected, or can be, are left out.
    """
    columns = columns_of(problem)
    ways = [
        _along(problem, list(zip(*held, strict=True)))
        for held in combinations(columns, len(columns) - wide)
    ]
    return sorted(ways, key=lambda way: -sum(_relaxed(part) for _, part in way))


def _along(problem: Problem, values: Sequence[Hashable]) -> list[Slice]:
    cells: dict[Hashable, list[int]] = {}
    for cell, value in enumerate(values):
        cells.setdefault(value, []).append(cell)
    rules: dict[Hashable, list[Rule]] = {value: [] for value in cells}
    for rule in problem.table.rules:
        value = values[rule.total]
        if rule.complete and all(values[part] == value for part in rule.parts):
            rules[value].append(rule)
    needs: dict[Hashable, list[Need]] = {value: [] for value in cells}
    for need in problem.needs:
        needs[values[need.cell]].append(need)
    return [
        (np.array(cells[value]), _part(problem, cells[value], rules[value], needs[value]))
        for value in cells
        if needs[value] and problem.weights[cells[value]].any()
    ]


def _part(
    problem: Problem, cells: Sequence[int], rules: Sequence[Rule], needs: Sequence[Need]
) -> Problem:
    """Return the problem of some cells, of rules that speak of nothing else, and of their needs."""
    place = {cell: number for number, cell in enumerate(cells)}
    table = Table(
        tuple(problem.table.cells[cell] for cell in cells),
        tuple(Rule(place[r.total], tuple(place[part] for part in r.parts)) for r in rules),
    )
    weights = problem.weights[cells]
    return Problem(
        table=table,
        sums=sums_of(table),
        base=problem.base[cells],
        always=problem.always[cells],
        candidates=np.flatnonzero(weights > 0),
        weights=weights,
        needs=tuple(replace(need, cell=place[need.cell]) for need in needs),
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
