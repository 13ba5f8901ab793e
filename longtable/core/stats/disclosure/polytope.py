"""All tables that agree with what is shown, as a linear program that answers many questions."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from longtable.core.stats.disclosure.model import Flags, Floats, Sums, Whole
from longtable.core.stats.disclosure.problem import Need
from longtable.core.stats.disclosure.solver import (
    INFINITY,
    SolverError,
    Status,
    demand,
    load,
    new_solver,
    run,
    set_bounds,
    set_costs,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A table in the polytope, and the price of each column in the one need that was asked."""

    values: Floats
    prices: Floats


class Polytope:
    """The tables between bounds on each column, with every rule kept.

    A guarded cell has two columns that add up to its count: the near one ends at the level that is
    asked for, so that one program can push many cells to their levels and none beyond. `rough`: by
    an interior point, several times as fast in a large table, but right only to its tolerance and
    without prices: for what is looked at again.
    """

    def __init__(self, sums: Sums, guarded: Sequence[int], *, rough: bool = False) -> None:
        self._sums = sums
        self._guarded = np.array(sorted(set(guarded)), dtype=np.int32)
        self._near = {int(cell): sums.columns + k for k, cell in enumerate(self._guarded)}
        doubled = _doubled(sums, self._near)
        size = doubled.columns
        self._solver = new_solver()
        if rough:
            demand(self._solver.setOptionValue("solver", "ipm"))
            demand(self._solver.setOptionValue("run_crossover", "off"))
        load(self._solver, doubled, (np.zeros(size), np.zeros(size)), np.zeros(size))
        self._touched: Whole = np.zeros(0, dtype=np.int32)

    def bound(self, lower: Floats, upper: Floats) -> None:
        """Set what each column may be. Shapes (columns,)."""
        set_bounds(self._solver, np.arange(self._sums.columns), lower, upper)

    def open(self, withheld: Flags, base: Floats) -> None:
        """Let withheld columns be anything from 0 up and hold the others at `base`."""
        held = np.where(withheld, 0.0, base)
        self.bound(held, np.where(withheld, INFINITY, base))

    def hold(self, cell: int, value: float) -> None:
        """Hold one column at a value."""
        set_bounds(self._solver, np.array([cell]), np.array([value]), np.array([value]))

    def free(self, cell: int) -> None:
        """Let one column be anything from 0 up."""
        set_bounds(self._solver, np.array([cell]), np.zeros(1), np.full(1, INFINITY))

    def push(self, needs: Sequence[Need], eagerness: Floats) -> Found:
        """Return a table that moves the cells of `needs` toward their levels, all at once.

        At most one need for a cell. `eagerness` weighs them, above 0. Prices mean something for
        a single need only.
        """
        columns, costs, far = self._asked(needs, eagerness)
        self._reset()
        set_costs(self._solver, columns, costs)
        set_bounds(self._solver, columns[1::2], np.zeros(len(needs)), far)
        self._touched = columns
        status = run(self._solver)
        if status != Status.kOptimal:
            raise SolverError(f"no table agrees with what is shown ({status.name})")
        solution = self._solver.getSolution()
        return self._found(needs, np.asarray(solution.col_value), np.asarray(solution.row_dual))

    def _asked(self, needs: Sequence[Need], eagerness: Floats) -> tuple[Whole, Floats, Floats]:
        columns = np.zeros(2 * len(needs), dtype=np.int32)
        costs = np.zeros(2 * len(needs))
        for k, need in enumerate(needs):
            columns[2 * k], columns[2 * k + 1] = need.cell, self._near[need.cell]
            costs[2 * k + (need.side == "high")] = -need.sign * eagerness[k]
        return columns, costs, np.array([need.level for need in needs], dtype=float)

    def _reset(self) -> None:
        if len(self._touched):
            set_costs(self._solver, self._touched, np.zeros(len(self._touched)))
            near = self._touched[1::2]
            set_bounds(self._solver, near, np.zeros(len(near)), np.zeros(len(near)))

    def _found(self, needs: Sequence[Need], columns: Floats, duals: Floats) -> Found:
        values = columns[: self._sums.columns].copy()
        values[self._guarded] += columns[self._sums.columns :]
        prices = np.zeros(self._sums.columns)
        if len(needs) == 1:
            need = needs[0]
            prices[need.cell] = need.sign
            prices += self._sums.priced(duals)
        return Found(values, prices)


def _doubled(sums: Sums, near: dict[int, int]) -> Sums:
    """Return the same rules with a second column for each guarded cell."""
    twin = np.full(sums.columns, -1, dtype=np.int32)
    for cell, column in near.items():
        twin[cell] = column
    extra = twin[sums.index] >= 0
    index = np.repeat(sums.index, 1 + extra)
    signs = np.repeat(sums.signs, 1 + extra)
    position = np.arange(len(sums.index)) + np.concatenate([[0], np.cumsum(extra)[:-1]])
    index[position[extra] + 1] = twin[sums.index[extra]]
    before = np.concatenate([[0], np.cumsum(1 + extra)])
    starts = before[sums.starts].astype(np.int32)
    return Sums(sums.cells, sums.columns + len(near), starts, index.astype(np.int32), signs)
