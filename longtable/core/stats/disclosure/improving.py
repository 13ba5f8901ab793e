"""Bring a safe pattern and a proven bound together until they meet or time is up."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

import numpy as np

from longtable.core.stats.disclosure.bounding import Cut, Master, Separator, company_cuts, row_cuts
from longtable.core.stats.disclosure.lookout import Lookout
from longtable.core.stats.disclosure.model import Floats, Whole
from longtable.core.stats.disclosure.neighboring import Neighborhoods
from longtable.core.stats.disclosure.problem import Problem
from longtable.core.stats.disclosure.searching import Pattern, Search
from longtable.core.stats.disclosure.slicing import Slice, columns_of, shared, slicings

_FLAT = 3
"""Columns up to which the whole is soon proven: with more, slices prove more than it does."""

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

_SLICE = 0.7
"""Share of the time for slices."""

_FIRST, _MORE = 1.0, 3.0
"""Seconds for a slice when its turn comes first, and how much more each time after."""

_WORTH = 5.0
"""Seconds left from which on a second process is started."""

_STEP, _TRY, _LAST_TRY = 0.05, 0.4, 0.6
"""Shares: the first step from bound to pattern; of the time left for a step, and for the least."""

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
        self._given = 0
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
        columns = len(columns_of(self.problem))
        if columns > _FLAT:
            self._begin(_CUT_FEW, faces=True)
            self._improve_deep(columns)
        else:
            self._begin(_CUT, faces=columns > 2)
            self._around = Neighborhoods(self.problem, self._master, self._chance)
            while not self.done():
                began = time.monotonic()
                self._branch()
                spent = time.monotonic() - began
                self._look_around(time.monotonic() + spent * min(2.0, 10 * self._apart()))
        if self.best.weight(self.problem) > self.bound + 1e-6:
            self.search.clean(self.best, self.late)

    def _improve_deep(self, columns: int) -> None:
        """Bound slices, then the whole step by step, while a lookout finds lighter patterns."""
        self._around = Neighborhoods(self.problem, self._master, self._chance)
        with self._second() as lookout:
            end, left = self._after(_SLICE), []
            for wide in range(3, columns):
                left += [part for way in slicings(self.problem, wide=wide) for part in way]
            seconds = _FIRST
            while left and not self.done() and time.monotonic() < end:
                left = self._slice(left, seconds, end, lookout)
                seconds *= _MORE
            while not self.done():
                began = time.monotonic()
                came_on = self._aim()
                if lookout:
                    self._confer(lookout)
                if not lookout or not came_on:
                    self._look_around(2 * time.monotonic() - began)

    def _second(self) -> AbstractContextManager[Lookout | None]:
        """Return a lookout if there is time enough for a process to be worth its start."""
        if self._end - time.monotonic() < _WORTH:
            return nullcontext()
        return Lookout(self.problem, self._master.cuts, self.best.chosen)

    def _confer(self, lookout: Lookout) -> None:
        """Tell the lookout what is new, and hear what it found."""
        fresh = self._master.cuts[self._given :]
        chosen, learned = lookout.exchange(self.best.chosen, fresh)
        self._master.add(learned)
        self._given = len(self._master.cuts)
        self._offer(Pattern(chosen, self.problem.needs))

    def prove(self) -> None:
        """Raise the bound alone: what is asked of a slice, whose pattern nobody needs."""
        if not self.done():
            self._begin(_CUT, faces=False)
        while not self.done():
            self._branch()

    def _begin(self, cutting: float, *, faces: bool) -> None:
        """Clean the first pattern, and teach the relaxation what is learned soonest."""
        end = self._after(cutting)
        if len(self.problem.needs) <= _SMALL:
            self.search.clean(self.best, self.late)
            self._offer(self._cleaned(self._beside(0 * self._x)))
        self._separator = Separator(self.problem)
        self._precision, self._step = _COARSE, _STEP
        if faces:
            flat = [part for way in slicings(self.problem, wide=2) for part in way]
            self._slice(flat, _FIRST, end)
        self._cut(end)
        self._offer(self._cleaned(self._beside(self._x)))

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

    def _slice(
        self, slices: Sequence[Slice], seconds: float, end: float, lookout: Lookout | None = None
    ) -> list[Slice]:
        """Bound slices of the table, keep what was learned, and return those not proven in time."""
        left: list[Slice] = []
        for cells, part in slices:
            if self.done() or time.monotonic() > end:
                return left
            improver = Improver(
                part,
                seconds=min(seconds, end - time.monotonic()),
                cuts=shared(self._master.cuts, cells, part),
            )
            improver.prove()
            self._master.add(improver.learned(cells))
            if improver.best.weight(part) > improver.bound + 1e-6:
                left.append((cells, part))
            if lookout:
                self._confer(lookout)
        self._x, self._cost = self._master.relax()
        self._raise(self._cost)
        return left

    def learned(self, cells: Whole) -> list[Cut]:
        """Return what was learned, where the columns of this problem are `cells` of a larger."""
        paid = self.problem.weights > 0
        cuts = [replace(cut, cells=cells[cut.cells]) for cut in self._master.cuts]
        return [*cuts, Cut(cells[paid], self.problem.weights[paid], self.bound)]

    def _aim(self) -> bool:
        """Prove that no choice is a step heavier than the bound, or take one that is as a start.

        Return whether that led anywhere. Steps are small, because each is much harder than the one
        before; what is proven stays, where a program that looks for the best choice at once proves
        little for long.
        """
        weight, began = self.best.weight(self.problem), time.monotonic()
        least = 1.0 if self._whole else 1e-3 * weight
        step = max(least, self._step * (weight - self.bound))
        limit = min(self.bound + step, weight) - least
        limit = float(np.floor(limit + 1e-6)) if self._whole else limit
        allowed = max(0.1, (_TRY if step > least else _LAST_TRY) * (self._end - began))
        choice, bound = self._master.within(limit, seconds=allowed)
        self._raise(min(bound, limit + least if self._whole else limit))
        if choice is None:
            self._step /= 1 if bound > limit else 2
            return bound > limit
        if not self._master.add(self._against(choice)):
            unmet = list(self._separator.whole(choice, self.problem.needs))
            self._master.add(cut for _, cut in unmet if cut is not None)
            if not unmet:
                self._offer(Pattern(choice > 0.5, self.problem.needs))
        return True

    def _look_around(self, end: float) -> None:
        """Look for lighter patterns beside the best until the time is up."""
        while not self.done() and time.monotonic() < end and self.best.chosen.any():
            found = self._around.look(self.best.chosen, self.late)
            if found is not None:
                self.best = Pattern(found, self.problem.needs)

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
