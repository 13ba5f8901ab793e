"""The fewest cells that any safe pattern must withhold: cuts and the relaxation they bound."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from longtable.core.stats.disclosure.model import Flags, Floats, Whole
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
    columns = np.flatnonzero(np.abs(prices) >= _LEAST_COEFFICIENT)
    return _cut_among(problem, need, columns, prices[columns])


def _cut_among(problem: Problem, need: Need, columns: Whole, prices: Floats) -> Cut | None:
    """Return the capacity inequality of prices that are 0 but for some columns."""
    step = need.sign * (need.level - problem.base[need.cell])
    always = problem.always[columns]
    if step <= 0 or bool((prices[always] > 0).any()):
        return None
    room = np.where(prices < 0, -prices * problem.base[columns], 0.0)
    rest = step - float(room[always].sum())
    if rest <= _LEAST_COEFFICIENT:
        return None
    size = np.where(prices > 0, rest, np.minimum(room, rest)) / rest
    used = (size > _LEAST_COEFFICIENT) & (problem.weights[columns] > 0)
    return Cut(columns[used], np.where(size[used] > 1 - 1e-7, 1.0, size[used]))


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
                prices = np.where(index == cell, 0.0, -need.sign * sign * signs)
                cut = _cut_among(problem, need, index, prices)
                if cut is not None:
                    yield cut


def company_cuts(problem: Problem) -> Iterable[Cut]:
    """Yield, for each candidate and rule, that it is withheld only in company.

    A cell that a lightest pattern withholds moves in some table, or it could be shown; whatever
    moves in a sum is made up for in it. An empty cell only moves up, so that another empty part
    of the same sum is no company for it. Rules with a cell that is open anyway say nothing.
    """
    sums, always = problem.sums, problem.always
    for row in range(sums.rows):
        span = slice(int(sums.starts[row]), int(sums.starts[row + 1]))
        index, signs = sums.index[span], sums.signs[span]
        if bool(always[index].any()):
            continue
        empty = problem.base[index] <= 0
        free = problem.weights[index] > 0
        for place in np.flatnonzero(free):
            company = free & ~(empty[place] & empty & (signs == signs[place]))
            company[place] = False
            cells = np.append(index[company], index[place])
            yield Cut(cells, np.append(np.ones(len(cells) - 1), -1.0), 0.0)


class Separator:
    """Looks for capacity cuts that a choice, whole or fractional, violates."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._polytope = Polytope(problem.sums, [need.cell for need in problem.needs])

    def near(self, x: Floats, asked: Floats, needs: Iterable[Need]) -> Iterable[Cut]:
        """Yield cuts that x violates, found at a choice `asked` between x and a safe one.

        A cut that holds x off where it is already half safe cuts deeper, so that tens of rounds do
        what hundreds would (in-out separation: Ben-Ameur and Neto 2007, Networks 49). A cell may
        move by the step of the need, as a cut counts no more of it; not every unmet need gives one.
        """
        by_step: dict[float, list[Need]] = {}
        base = self._problem.base
        for need in needs:
            step = need.sign * (need.level - base[need.cell])
            if step > 0:  # the others are met by the table as it is
                by_step.setdefault(step, []).append(need)
        asked = np.clip(asked, 0.0, 1.0)  # a hair outside, and a lower bound would pass an upper
        for step, alike in by_step.items():
            self._open(base - np.minimum(base, step) * asked, base + step * asked)
            for _, cut in self._unmet(alike):
                if cut is not None and cut.amount(x) < 1 - _VIOLATED:
                    yield cut

    def whole(self, choice: Floats, needs: Iterable[Need]) -> Iterable[tuple[Need, Cut | None]]:
        """Yield each need that a whole choice (0 or 1) does not meet, with a cut that says so."""
        base = self._problem.base
        self._open(base * (1 - choice), np.where(choice > 0, highspy.kHighsInf, base))
        yield from self._unmet(needs)

    def _open(self, lower: Floats, upper: Floats) -> None:
        always = self._problem.always
        self._polytope.bound(
            np.where(always, 0.0, lower), np.where(always, highspy.kHighsInf, upper)
        )

    def _unmet(self, needs: Iterable[Need]) -> Iterable[tuple[Need, Cut | None]]:
        for need in prove(self._polytope, needs, alone=False).failed:
            found = self._polytope.push([need], np.ones(1))
            if not need.met_by(found.values):
                yield need, capacity_cut(self._problem, need, found.prices)


class _Rows:
    """Cuts by rows, from which a program for a part of the columns is made in no time."""

    def __init__(self) -> None:
        self._fresh: list[tuple[Whole, Floats, float]] = []
        self._places: Whole = np.zeros(0, dtype=np.int32)
        self._coefficients, self._at_least = np.zeros(0), np.zeros(0)
        self._sizes: Whole = np.zeros(0, dtype=np.int64)

    def add(self, places: Whole, coefficients: Floats, at_least: float) -> None:
        """Add `coefficients @ x[places] >= at_least`; at least one place."""
        self._fresh.append((places, coefficients, at_least))

    def within(self, place: Whole, held: Flags) -> Any:
        """Return a program in whole choices over the columns with a `place` from 0 up.

        The others are as `held` says. Rows that are filled whatever is chosen, or in which nothing
        is left to choose, are left out.
        """
        self._gather()
        starts = np.concatenate([[0], np.cumsum(self._sizes)]).astype(np.int64)
        inside = place[self._places] >= 0
        outside = np.where(inside, 0.0, self._coefficients * held[self._places])
        worst = outside + np.where(inside, np.minimum(self._coefficients, 0.0), 0.0)
        missing = self._at_least - _by_row(outside, starts)
        open_rows = self._at_least - _by_row(worst, starts) > _LEAST_COEFFICIENT
        kept = inside & np.repeat(open_rows, self._sizes)
        sizes = _by_row(kept.astype(float), starts).astype(np.int32)
        rows = np.flatnonzero(sizes)
        lp, width = highspy.HighsLp(), int(place.max(initial=-1)) + 1
        lp.num_col_, lp.num_row_ = width, len(rows)
        lp.col_lower_, lp.col_upper_ = np.zeros(width), np.ones(width)
        lp.row_lower_, lp.row_upper_ = missing[rows], np.full(len(rows), highspy.kHighsInf)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(sizes[rows])]).astype(np.int32)
        lp.a_matrix_.index_ = np.asarray(place[self._places[kept]], dtype=np.int32)
        lp.a_matrix_.value_ = self._coefficients[kept]
        lp.integrality_ = [highspy.HighsVarType.kInteger] * width
        return lp

    def _gather(self) -> None:
        if not self._fresh:
            return
        places, coefficients, at_least = zip(*self._fresh, strict=True)
        self._places = np.concatenate([self._places, *places])
        self._coefficients = np.concatenate([self._coefficients, *coefficients])
        self._at_least = np.concatenate([self._at_least, at_least])
        self._sizes = np.concatenate([self._sizes, [len(each) for each in places]])
        self._fresh = []


def _by_row(values: Floats, starts: Whole) -> Floats:
    """Return the sum of each row; no row is empty."""
    return np.add.reduceat(values, starts[:-1]) if len(starts) > 1 else np.zeros(0)


class Master:
    """The relaxation: choose candidates at least cost so that all cuts so far hold."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._cells = problem.candidates
        self._place = np.full(problem.sums.columns, -1, dtype=np.int32)
        self._place[self._cells] = np.arange(len(self._cells), dtype=np.int32)
        self._known: set[bytes] = set()
        self.cuts: list[Cut] = []
        self._cuts = _Rows()
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
            if cut.at_least > 0 and cut.coefficients.sum() < cut.at_least - _LEAST_COEFFICIENT:
                continue
            name = cut.cells.tobytes() + np.rint(cut.coefficients * 1e6).tobytes()
            name += np.float64(cut.at_least).tobytes()
            if name in self._known:
                continue
            self._known.add(name)
            self.cuts.append(cut)
            self._cuts.add(self._place[cut.cells], cut.coefficients, cut.at_least)
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

    def decide(self, *, seconds: float, gap: float) -> tuple[Floats | None, float]:
        """Return a whole choice within the cuts, and a proven lower bound.

        The choice is the best, up to a share `gap` of its cost, unless time ends before.
        Each time a fresh program without a first guess: HiGHS 1.16 was seen to lose the constant
        of its presolve when it is handed a solution, and to return a wrong bound.
        """
        solver, lp = new_solver(), self._solver.getLp()
        lp.integrality_ = [highspy.HighsVarType.kInteger] * len(self._cells)
        demand(solver.passModel(lp))
        demand(solver.setOptionValue("time_limit", seconds))
        demand(solver.setOptionValue("mip_rel_gap", gap))
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

    def lighter(self, chosen: Flags, part: Flags, *, seconds: float) -> Floats | None:
        """Return the lightest whole choice within the cuts that is as `chosen` outside `part`.

        None when none is lighter than `chosen`, or none was found in time. Cuts that `chosen` fills
        outside are left out, so that the program is as small as the part.
        """
        cells, weights = self._cells, self._problem.weights[self._cells]
        free = np.flatnonzero(part[cells])
        place = np.full(len(cells), -1, dtype=np.int32)
        place[free] = np.arange(len(free), dtype=np.int32)
        weight = float(weights[free] @ chosen[cells[free]])
        least = 1.0 if bool(np.all(weights == np.rint(weights))) else 1e-4 * weight
        solver = new_solver()
        lp = self._cuts.within(place, chosen[cells] & (place < 0))
        lp.col_cost_ = weights[free]
        demand(solver.passModel(lp))
        every = np.arange(len(free), dtype=np.int32)
        limit = weight - least
        demand(solver.addRow(-highspy.kHighsInf, limit, len(free), every, weights[free]))
        demand(solver.setOptionValue("time_limit", seconds))
        run(solver)
        status = solver.getInfo().primal_solution_status
        if status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        choice = chosen.astype(float)
        choice[cells[free]] = np.rint(np.asarray(solver.getSolution().col_value))
        return choice

    def within(self, limit: float, *, seconds: float) -> tuple[Floats | None, float]:
        """Return any whole choice within the cuts that costs at most `limit`, and a lower bound.

        No choice and a bound above `limit` mean that there is none: to prove that is much less
        work than to find the lightest choice, as everything dearer is left out from the start.
        """
        solver = self._limited(self._solver.getLp(), limit)
        demand(solver.setOptionValue("mip_max_improving_sols", 1))
        demand(solver.setOptionValue("time_limit", seconds))
        if run(solver) == Status.kInfeasible:
            return None, float("inf")
        return self._whole(solver), min(float(solver.getInfo().mip_dual_bound), limit)

    def _limited(self, lp: Any, limit: float) -> Any:
        """Return a program in whole choices that cost at most `limit`."""
        solver, size = new_solver(), len(self._cells)
        lp.integrality_ = [highspy.HighsVarType.kInteger] * size
        demand(solver.passModel(lp))
        places, weights = np.arange(size, dtype=np.int32), self._problem.weights[self._cells]
        demand(solver.addRow(-highspy.kHighsInf, limit, size, places, weights))
        return solver

    def _whole(self, solver: Any) -> Floats | None:
        status = solver.getInfo().primal_solution_status
        if status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        return np.rint(self._spread(solver))

    def _spread(self, solver: Any) -> Floats:
        x = np.zeros(self._problem.sums.columns)
        x[self._cells] = np.clip(np.asarray(solver.getSolution().col_value), 0.0, 1.0)
        return x
