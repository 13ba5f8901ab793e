"""Move one count to an end of its range at the least cost in cells that have to be open for it."""

import numpy as np

from longtable.core.stats.disclosure.model import Floats, Sums, Whole
from longtable.core.stats.disclosure.problem import TOLERANCE, Need, Problem
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


class Mover:
    """Departures from the true table, up and down apart, with every rule kept.

    Method: the linear relaxation of the suppression problem for one small count at a time
    (Kelly, Golden and Assad 1992, Networks 22; Fischetti and Salazar 2001, Management Science 47).
    """

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._base = problem.base
        size = problem.sums.columns
        self._size = size
        self._duals = np.zeros(problem.sums.rows)
        shut = ~problem.always
        up = np.where(shut, 0.0, INFINITY)
        down = np.where(shut, 0.0, self._base)
        self._solver = new_solver()
        demand(self._solver.setOptionValue("presolve", "off"))
        load(
            self._solver,
            _mirrored(problem.sums),
            (np.zeros(2 * size), np.concatenate([up, down])),
            np.zeros(2 * size),
        )

    def price(self, costs: Floats) -> None:
        """Set what a departure of one person costs in each column."""
        set_costs(self._solver, np.arange(2 * self._size), np.concatenate([costs, costs]))

    def let(self, cells: Whole, *, move: bool) -> None:
        """Let columns depart from the true table, or hold them to it."""
        columns = np.concatenate([cells, cells + self._size])
        upper = np.zeros(len(columns))
        if move:
            upper = np.concatenate([np.full(len(cells), INFINITY), self._base[cells]])
        set_bounds(self._solver, columns, np.zeros(len(columns)), upper)

    def move(self, need: Need) -> Floats | None:
        """Return the cheapest departures that meet the need, or None when nothing does."""
        step = need.sign * (need.level - self._base[need.cell])
        if step <= 0:
            return np.zeros(self._size)
        pair = np.array([need.cell, need.cell + self._size])
        ends = np.array([INFINITY, self._base[need.cell]])
        toward = np.array([need.side == "high", need.side == "low"])
        set_bounds(self._solver, pair, np.where(toward, step, 0.0), np.where(toward, ends, 0.0))
        demand(self._solver.setBasis())
        status = run(self._solver)
        solution = self._solver.getSolution()
        values, self._duals = np.asarray(solution.col_value), np.asarray(solution.row_dual)
        set_bounds(self._solver, pair, np.zeros(2), ends)
        if status == Status.kInfeasible:
            return None
        if status != Status.kOptimal:
            raise SolverError(f"the search for a departure ended with {status.name}")
        return np.asarray(values[: self._size] - values[self._size :])

    def prices(self, need: Need) -> Floats:
        """Return what the rules, combined as the last move priced them, say of the need's cell.

        Shape (columns,): in every table, the cell departs toward its level by these times the
        departures of the others. Zero throughout when the move was free.
        """
        prices = self._problem.sums.priced(self._duals)
        own = abs(prices[need.cell])
        if own < TOLERANCE:
            return np.zeros(self._size)
        prices = prices / own
        prices[need.cell] = 0.0
        return np.asarray(prices)


def _mirrored(sums: Sums) -> Sums:
    """Return the rules over departures up (first half of the columns) minus those down."""
    index = np.stack([sums.index, sums.index + sums.columns], axis=1).ravel()
    signs = np.stack([sums.signs, -sums.signs], axis=1).ravel()
    return Sums(
        sums.cells,
        2 * sums.columns,
        (2 * sums.starts).astype(np.int32),
        index.astype(np.int32),
        signs,
    )
