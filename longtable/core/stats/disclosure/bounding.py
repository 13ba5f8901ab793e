"""The fewest cells that any safe pattern must withhold: cuts and the relaxation they bound."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from longtable.core.stats.disclosure.model import Floats, Whole
from longtable.core.stats.disclosure.polytope import Polytope
from longtable.core.stats.disclosure.problem import Need, Problem
from longtable.core.stats.disclosure.proving import prove
from longtable.core.stats.disclosure.solver import SolverError, Status, demand, new_solver, run

_LEAST_COEFFICIENT = 1e-7
_VIOLATED = 1e-4


@dataclass(frozen=True, slots=True)
class Cut:
    """`coefficients @ x[cells] >= at_least` for every safe choice x of candidates to withhold."""

    cells: Whole
    coefficients: Floats
    at_least: float = 1.0

    def amount(self, x: Floats) -> float:
        """Return how much of the cut a choice fills (1 is enough)."""
        return float(self.coefficients @ x[self.cells])


def capacity_cut(problem: Problem, need: Need, prices: Floats) -> Cut | None:
    """Return the capacity inequality that a combination of rules implies for a need.

    With prices d = sign * e_p + A'l for any l, every table that keeps the rules moves the cell by
    d @ (table - base). What can move up is unlimited, what can move down ends at its count, so the
    withheld cells must have room for the step (Fischetti and Salazar 2001, section 4), each
    coefficient capped at the step. None when the combination says nothing.
    """
    step = need.sign * (need.level - problem.base[need.cell])
    prices = np.where(np.abs(prices) < _LEAST_COEFFICIENT, 0.0, prices)
    if step <= 0 or bool((prices[problem.always] > 0).any()):
        return None
    room = np.where(prices < 0, -prices * problem.base, 0.0)
    rest = step - float(room[problem.always].sum())
    if rest <= _LEAST_COEFFICIENT:
        return None
    candidates = problem.candidates
    size = np.where(prices[candidates] > 0, rest, np.minimum(room[candidates], rest)) / rest
    used = size > _LEAST_COEFFICIENT
    return Cut(candidates[used], np.where(size[used] > 1 - 1e-7, 1.0, size[used]))


def row_cuts(problem: Problem) -> Iterable[Cut]:
    """Yield the cut of each rule on its own, for each need of a cell in it."""
    by_cell: dict[int, list[Need]] = {}
    for need in problem.needs:
        by_cell.setdefault(need.cell, []).append(need)
    sums = problem.sums
    for row in range(sums.rows):
        span = slice(int(sums.starts[row]), int(sums.starts[row + 1]))
        index, signs = sums.index[span], sums.signs[span]
        for cell, sign in zip(index, signs, strict=True):
            for need in by_cell.get(int(cell), ()):
                prices = np.zeros(sums.columns)
                prices[index] = -need.sign * sign * signs
                prices[cell] = 0.0
                cut = capacity_cut(problem, need, prices)
                if cut is not None:
                    yield cut


class Separator:
    """Looks for capacity cuts that a choice, whole or fractional, violates."""

    def __init__(self, problem: Problem, fewest: float) -> None:
        self._problem = problem
        self._reach = fewest
        self._polytope = Polytope(problem.sums, [need.cell for need in problem.needs])

    def cuts(self, x: Floats, needs: Iterable[Need]) -> Iterable[tuple[Need, Cut | None]]:
        """Yield each need that the choice does not meet, with the cut that says so.

        In a fractional choice a cell may go up by a limited reach only: None then stands for a need
        that is not met though no cut is violated. A whole choice gets a cut for each such need.
        """
        base, always = self._problem.base, self._problem.always
        whole = bool(np.all((x == 0) | (x == 1)))
        self._polytope.bound(
            np.where(always, 0.0, base * (1 - x)),
            np.where(always | (whole & (x > 0)), highspy.kHighsInf, base + self._reach * x),
        )
        for need in prove(self._polytope, needs, alone=False).failed:
            found = self._polytope.push([need], np.ones(1))
            if need.met_by(found.values):
                continue
            cut = capacity_cut(self._problem, need, found.prices)
            violated = cut is not None and cut.amount(x) < 1 - _VIOLATED
            yield need, cut if violated else None


class Master:
    """The relaxation: choose candidates at least cost so that all cuts so far hold."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._cells = problem.candidates
        self._place = np.full(problem.sums.columns, -1, dtype=np.int32)
        self._place[self._cells] = np.arange(len(self._cells), dtype=np.int32)
        self._known: set[bytes] = set()
        self._solver = new_solver()
        size = len(self._cells)
        self._solver.addVars(size, np.zeros(size), np.ones(size))
        places = np.arange(size, dtype=np.int32)
        demand(self._solver.changeColsCost(size, places, problem.weights[self._cells]))

    def add(self, cuts: Iterable[Cut]) -> int:
        """Add cuts that are new and return how many there were.

        A cut that nothing can fill belongs to a count that is blocked, and is left out.
        """
        added = 0
        for cut in cuts:
            if cut.coefficients.sum() < cut.at_least - _LEAST_COEFFICIENT:
                continue
            name = cut.cells.tobytes() + np.rint(cut.coefficients * 1e6).tobytes()
            if name in self._known:
                continue
            self._known.add(name)
            demand(
                self._solver.addRow(
                    cut.at_least,
                    highspy.kHighsInf,
                    len(cut.cells),
                    self._place[cut.cells],
                    cut.coefficients,
                )
            )
            added += 1
        return added

    def relax(self) -> tuple[Floats, float]:
        """Return the best fractional choice (shape (columns,)) and its cost, a lower bound."""
        if not len(self._cells):
            return np.zeros(self._problem.sums.columns), 0.0
        if run(self._solver) != Status.kOptimal:
            raise SolverError("the relaxation has no optimum")
        return self._spread(self._solver), float(self._solver.getInfo().objective_function_value)

    def decide(self, *, seconds: float) -> tuple[Floats | None, float]:
        """Return the best whole choice found within the cuts, and a proven lower bound.

        Each time a fresh program without a first guess: HiGHS 1.16 was seen to lose the constant
        of its presolve when it is handed a solution, and to return a wrong bound.
        """
        solver, lp = new_solver(), self._solver.getLp()
        lp.integrality_ = [highspy.HighsVarType.kInteger] * len(self._cells)
        demand(solver.passModel(lp))
        demand(solver.setOptionValue("time_limit", seconds))
        demand(solver.setOptionValue("mip_rel_gap", 0.0))
        run(solver)
        info = solver.getInfo()
        bound = float(info.mip_dual_bound)
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None, bound
        choice = np.rint(self._spread(solver))
        cost = float(self._problem.weights @ choice)
        if abs(cost - info.objective_function_value) > 1e-4 * max(1.0, cost):
            raise SolverError("the solver's cost is not the cost of its solution")
        return choice, min(bound, cost)

    def _spread(self, solver: Any) -> Floats:
        x = np.zeros(self._problem.sums.columns)
        x[self._cells] = np.clip(np.asarray(solver.getSolution().col_value), 0.0, 1.0)
        return x
