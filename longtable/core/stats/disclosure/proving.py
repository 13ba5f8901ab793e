"""Witnesses: tables that show each small count to be open, and the check that needs no solver."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from longtable.core.stats.disclosure.model import Flags, Floats, Table, sums_of
from longtable.core.stats.disclosure.polytope import Polytope
from longtable.core.stats.disclosure.problem import TOLERANCE, Need, Problem, Side

_ROUNDS_TOGETHER = 12


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Tables that agree with all that is shown. Shape of `tables`: (tables, cells).

    `low` and `high` name, for a cell, the table that puts it at its lower and its upper end.
    """

    tables: Floats
    low: Mapping[int, int]
    high: Mapping[int, int]

    def of(self, cell: int, side: Side) -> Floats | None:
        """Return the table that puts the cell at that end, if there is one."""
        row = (self.low if side == "low" else self.high).get(cell)
        return None if row is None else self.tables[row]


@dataclass(frozen=True, slots=True)
class Proof:
    """What an audit found: a table for each need that is met, and the needs that are not."""

    tables: tuple[Floats, ...]
    found: Mapping[Need, int]
    failed: tuple[Need, ...]


def prove(polytope: Polytope, needs: Iterable[Need], *, seed: int = 0, alone: bool = True) -> Proof:
    """Look for a table for each need in a polytope whose bounds are set.

    Needs are first pushed together, high and low mixed at random: one table may serve hundreds.
    What is left is asked one by one, which settles it, unless `alone` is False.
    """
    order = np.random.default_rng(seed)
    tables: list[Floats] = []
    found: dict[Need, int] = {}
    left = list(needs)
    for _ in range(_ROUNDS_TOGETHER):
        if len(left) < 2:
            break
        asked = _one_for_each_cell(left, order)
        values = polytope.push(asked, 1 + order.random(len(asked))).values
        left, before = _keep(values, left, tables, found), len(left)
        if before - len(left) < max(2, before // 20):
            break
    failed: list[Need] = []
    while left:
        need = left.pop()
        if not alone:
            failed.append(need)
            continue
        values = polytope.push([need], np.ones(1)).values
        if need.met_by(values):
            left = _keep(values, [*left, need], tables, found)
        else:
            failed.append(need)
    return Proof(tuple(tables), found, tuple(failed))


def _one_for_each_cell(needs: Sequence[Need], order: np.random.Generator) -> list[Need]:
    chosen: dict[int, Need] = {}
    for need in needs:
        if need.cell not in chosen or order.random() < 0.5:
            chosen[need.cell] = need
    return list(chosen.values())


def _keep(
    values: Floats, left: Sequence[Need], tables: list[Floats], found: dict[Need, int]
) -> list[Need]:
    """Note the needs that a table meets and return the others."""
    met = [need for need in left if need.met_by(values)]
    if met:
        found.update(dict.fromkeys(met, len(tables)))
        tables.append(values)
    return [need for need in left if need not in found]


def audit(problem: Problem, chosen: Flags) -> Proof:
    """Prove a pattern from nothing but what it shows: a fresh program, no memory of the search."""
    polytope = Polytope(problem.sums, [need.cell for need in problem.needs])
    polytope.open(problem.withheld(chosen), problem.base)
    return prove(polytope, problem.needs)


def witnesses_of(problem: Problem, proof: Proof) -> Witnesses:
    """Return the tables of a proof, whole numbers where they are whole."""
    cells = problem.sums.cells
    rows = [np.where(np.abs(t - np.rint(t)) < TOLERANCE, np.rint(t), t) for t in proof.tables]
    tables = np.array([row[:cells] for row in rows]) if rows else np.zeros((0, cells))
    ends: dict[Side, dict[int, int]] = {"low": {}, "high": {}}
    for need, row in proof.found.items():
        ends[need.side][need.cell] = row
    return Witnesses(tables, ends["low"], ends["high"])


def check_witnesses(
    table: Table, shown: Sequence[str], witnesses: Witnesses, *, fewest: int
) -> list[str]:
    """Return what is wrong with the witnesses, in words; an empty list is a proof.

    Uses no solver: it compares every table with what is shown, adds up every rule, and looks at
    both ends of every small count.
    """
    problems = [
        f"table {row}: {fault}"
        for row, values in enumerate(witnesses.tables)
        for fault in _faults(table, shown, values)
    ]
    for index, word in enumerate(shown):
        if word == "small":
            problems += _ends(table, index, witnesses, fewest)
    return problems


def _faults(table: Table, shown: Sequence[str], values: Floats) -> Iterable[str]:
    slack = TOLERANCE * 10
    if len(values) != len(table.cells):
        yield "has another number of cells"
        return
    seen = np.array([word == "yes" for word in shown])
    if bool((values < -slack).any()):
        yield "has a count below 0"
    if bool((np.abs(values - table.counts)[seen] > slack).any()):
        yield "differs from a count that is shown"
    sums = sums_of(table)
    filled = np.concatenate([values, np.zeros(sums.columns - sums.cells)])
    for rule, rest in zip(table.rules, sums.residual(filled), strict=True):
        if rest > slack * len(rule.parts) or (rule.complete and rest < -slack * len(rule.parts)):
            yield f"{table.name(rule.total)} is not the sum of its parts"


def _ends(table: Table, index: int, witnesses: Witnesses, fewest: int) -> Iterable[str]:
    low, high = witnesses.of(index, "low"), witnesses.of(index, "high")
    if low is None or low[index] > 1 + TOLERANCE:
        yield f"{table.name(index)}: no table puts it at 1 or less"
    if high is None or high[index] < fewest - TOLERANCE:
        yield f"{table.name(index)}: no table puts it at {fewest} or more"
