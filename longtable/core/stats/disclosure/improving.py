"""Bring a safe pattern and a proven bound together until they meet or time is up."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from longtable.core.stats.disclosure.bounding import Cut, Master, Separator, company_cuts, row_cuts
from longtable.core.stats.disclosure.model import Floats, Whole
from longtable.core.stats.disclosure.neighboring import Neighborhoods
from longtable.core.stats.disclosure.problem import Problem
from longtable.core.stats.disclosure.searching import Pattern, Search
from longtable.core.stats.disclosure.slicing import Slice, share, shared, slicings

_TAIL = 20
"""Rounds of cuts without progress after which branching pays more."""


_SMALL = 300
"""Needs up to which the first pattern is worth cleaning before there is a relaxation to follow."""

_INWARD, _LEAST_INWARD = 0.3, 0.02
"""How far on the way from the relaxation to a safe pattern cuts are looked for."""

_INSIDE = 0.05
"""A cell outside the safe pattern stands for so much of one inside, that all cuts say something."""

_DRAWS, _CUTS = 16, 150
"""Times that cuts against one whole choice are looked for, and about how many are enough."""

_COARSE, _FINE = 0.04, 0.002
"""Shares of the cost that a whole choice may lie above the best one, first and last."""


_CUT, _CUT_FEW = 0.25, 0.05
"""Shares of the time for fractional cuts: few where slices come, which teach more."""

_LOOK, _SLICE = 0.15, 0.5
"""Shares of the time for looking around before the slices, and for the slices."""

_TIRED = 25
"""Looks in vain, one after the other, after which the slices come first."""

_NEAR = 0.1
"""How far above the bound a pattern may be: the goal that a table of many breakdowns aims at."""

_EVERY = 2.0
"""Seconds between two words on how far it is."""

Tell = Callable[[float, float], None]


class Improver:
    """Branch and cut around one problem: the best pattern so far, and the best bound."""

    def __init__(
        self,
        problem: Problem,
        *,
        seconds: float,
        tell: Tell | None = None,
        cuts: Sequence[Cut] = (),
    ) -> None:
        self._chance = np.random.default_rng(0)
        self._end = time.monotonic() + seconds
        self._tell, self._told = tell, time.monotonic()
        self._none = np.zeros(problem.sums.columns, dtype=bool)
        self._whole = bool(np.all(problem.weights == np.rint(problem.weights)))
        self.problem = problem
        self.search = Search(problem)
        self._cuts_given = cuts
        self.bound = 0.0
        self._relax_rows()
        self.best = self._beside(self._x)
        self.impossible = tuple(self.best.impossible)
        if self.impossible:
            left = tuple(need for need in problem.needs if need not in set(self.impossible))
            self.problem = replace(problem, needs=left)
            self._relax_rows()
        self._raise(self._cost)

    def improve(self) -> None:
        """Tighten the bound by cuts, look for patterns beside it, then branch."""
        if self.done():
            return
        ways = slicings(self.problem)
        cutting = self._after(_CUT_FEW if ways else _CUT)
        if len(self.problem.needs) <= _SMALL:
            self.search.clean(self.best, self.late)
            self._offer(self._cleaned(self._beside(0 * self._x)))
        self._separator = Separator(self.problem)
        self._cut(cutting)
        self._offer(self._cleaned(self._beside(self._x)))
        self._precision = _COARSE
        self._around = Neighborhoods(self.problem, self._master, self._chance)
        if ways:
            self._look_around(self._after(_LOOK), _TIRED)
            self._slice(ways, self._after(_SLICE))
        while not self.done():
            began = time.monotonic()
            if ways:
                self._aim()
            else:
                self._branch()
            spent = time.monotonic() - began
            looking = min(0.3 if ways else 2.0, 10 * self._apart())
            self._look_around(time.monotonic() + spent * looking)
        if self.best.weight(self.problem) > self.bound + 1e-6:
            self.search.clean(self.best, self.late)

    def late(self) -> bool:
        """Return whether time is up; about every two seconds, say how far it is."""
        now = time.monotonic()
        if self._tell and now > self._told + _EVERY:
            self._told = now
            self._tell(self.best.weight(self.problem), self.bound)
        return now > self._end

    def done(self) -> bool:
        """Tell whether there is nothing left to win, or no time."""
        return self.late() or self.best.weight(self.problem) <= self.bound + 1e-6

    def _apart(self) -> float:
        """Return how far the best pattern lies above the bound, as a share of its weight."""
        weight = self.best.weight(self.problem)
        return (weight - self.bound) / weight if weight else 0.0

    def _relax_rows(self) -> None:
        """Start the relaxation with what each rule says on its own."""
        self._master = Master(self.problem)
        self._master.add(row_cuts(self.problem))
        self._master.add(company_cuts(self.problem))
        self._master.add(self._cuts_given)
        self._x, self._cost = self._master.relax()

    def _beside(self, x: Floats) -> Pattern:
        """Return a pattern that follows a fractional or whole choice of the relaxation."""
        order = sorted(self.problem.needs, key=lambda n: -abs(n.level - self.problem.base[n.cell]))
        return self.search.grow(self._none, self.problem.weights * (1.02 - x), order)

    def _cleaned(self, pattern: Pattern) -> Pattern:
        """Clean a pattern, unless it is as light as can be already."""
        if pattern.weight(self.problem) <= self.bound + 1e-6:
            return pattern
        return self.search.clean(pattern, self.late)

    def _offer(self, pattern: Pattern) -> None:
        if not pattern.impossible and pattern.weight(self.problem) < self.best.weight(self.problem):
            self.best = pattern

    def _raise(self, bound: float) -> None:
        if self._whole:
            bound = float(np.ceil(bound - 1e-6))
        self.bound = max(self.bound, bound)

    def _cut(self, end: float) -> None:
        """Add cuts to the relaxation until none is violated, progress ends or time does."""
        inward, still = _INWARD, 0
        safe = np.where(self.best.chosen, 1.0, _INSIDE * (self.problem.weights > 0))
        while not self.done() and still < _TAIL and time.monotonic() < end:
            asked = (1 - inward) * self._x + inward * safe
            if not self._master.add(self._found(self._x, asked, end)):
                if not inward:
                    break
                inward = inward / 2 if inward > _LEAST_INWARD else 0.0
                continue
            cost = self._cost
            self._x, self._cost = self._master.relax()
            safe = 0.9 * safe + 0.1 * self._x
            still = still + 1 if self._cost < cost + 1e-3 * max(1.0, cost) else 0
            self._raise(self._cost)

    def _found(self, x: Floats, asked: Floats, end: float) -> list[Cut]:
        found = []
        for cut in self._separator.near(x, asked, self.problem.needs):
            found.append(cut)
            if time.monotonic() > end:
                break
        return found

    def _after(self, part: float) -> float:
        """Return when a part of the time that is left will be over."""
        now = time.monotonic()
        return now + part * max(0.0, self._end - now)

    def _slice(self, ways: Sequence[Sequence[Slice]], end: float) -> None:
        """Bound the slices of a table of many breakdowns, and keep what was learned of them."""
        for number, way in enumerate(ways):
            proven, turn = 0.0, end if number + 1 == len(ways) else (time.monotonic() + end) / 2
            for place, (cells, part) in enumerate(way):
                if self.done() or time.monotonic() > end:
                    return
                improver = Improver(
                    part,
                    seconds=share(turn, len(way) - place),
                    cuts=shared(self._master.cuts, cells, part),
                )
                improver.improve()
                proven += improver.bound
                self._master.add(improver.learned(cells))
            self._raise(proven)

    def learned(self, cells: Whole) -> list[Cut]:
        """Return what was learned, where the columns of this problem are `cells` of a larger."""
        paid = self.problem.weights > 0
        cuts = [replace(cut, cells=cells[cut.cells]) for cut in self._master.cuts]
        return [*cuts, Cut(cells[paid], self.problem.weights[paid], self.bound)]

    def _aim(self) -> None:
        """Ask for a whole choice so light that the goal would be missed, or prove there is none."""
        weight = self.best.weight(self.problem)
        least = 1.0 if self._whole else 1e-3 * weight
        wanted = weight / (1 + _NEAR)
        goal = (self.bound + (wanted if wanted > self.bound + 1e-6 else weight)) / 2
        goal = min(float(np.ceil(goal)) if self._whole else goal, weight)
        choice, bound = self._master.within(
            goal - least, seconds=max(0.1, (self._end - time.monotonic()) / 2)
        )
        self._raise(min(bound, goal if self._whole else goal - least))
        if choice is None:
            return
        if not self._master.add(self._against(choice)):
            unmet = list(self._separator.whole(choice, self.problem.needs))
            self._master.add(cut for _, cut in unmet if cut is not None)
            if not unmet:
                self._offer(Pattern(choice > 0.5, self.problem.needs))

    def _look_around(self, end: float, tired: int | None = None) -> None:
        """Look for lighter patterns beside the best until the time is up or nothing was found."""
        vain = 0
        while not self.done() and time.monotonic() < end and self.best.chosen.any():
            found = self._around.look(self.best.chosen, self.late)
            vain = vain + 1 if found is None else 0
            if found is not None:
                self.best = Pattern(found, self.problem.needs)
            if vain == tired:
                break

    def _against(self, choice: Floats) -> list[Cut]:
        """Return cuts that a whole choice violates: many at once, so that few rounds are needed.

        What each cell outside the choice is worth is drawn anew each time, and so is the cut.
        """
        found: list[Cut] = []
        for _ in range(max(1, min(_DRAWS, _CUTS // len(self.problem.needs)))):
            drawn = _INSIDE * self._chance.random(len(choice)) * (self.problem.weights > 0)
            found += self._found(choice, np.maximum(choice, drawn), self._end)
            if not found or self.late():
                break
        return found

    def _branch(self) -> None:
        left = max(0.1, self._end - time.monotonic())
        choice, bound = self._master.decide(
            seconds=left / 4, gap=min(self._precision, self._apart() / 4)
        )
        self._raise(bound)
        if choice is None or self.done():
            return
        if not self._master.add(self._against(choice)):
            unmet = list(self._separator.whole(choice, self.problem.needs))
            self._master.add(cut for _, cut in unmet if cut is not None)
            if not unmet:
                self._precision = self._precision / 4 if self._precision > _FINE else 0.0
        pattern = self.search.grow(choice > 0.5, self.problem.weights, self.problem.needs)
        self._offer(self._cleaned(pattern))
