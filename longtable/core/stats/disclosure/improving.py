"""Bring a safe pattern and a proven bound together until they meet or time is up."""

import time
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

import numpy as np

from longtable.core.stats.disclosure.bounding import Cut, Master, Separator, row_cuts
from longtable.core.stats.disclosure.model import Floats
from longtable.core.stats.disclosure.problem import Need, Problem
from longtable.core.stats.disclosure.searching import Pattern, Search

_TAIL = 8
"""Rounds of cuts without progress after which branching pays more."""


_SMALL = 300
"""Needs up to which the first pattern is worth cleaning before there is a relaxation to follow."""

_CUTS_A_ROUND = 200


class Improver:
    """Branch and cut around one problem: the best pattern so far, and the best bound."""

    def __init__(self, problem: Problem, *, fewest: int, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._none = np.zeros(problem.sums.columns, dtype=bool)
        self._whole = bool(np.all(problem.weights == np.rint(problem.weights)))
        self._fewest = float(fewest)
        self.problem = problem
        self.search = Search(problem)
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
        share = time.monotonic() + (self._end - time.monotonic()) / 4
        if len(self.problem.needs) <= _SMALL:
            self.search.clean(self.best, self.late)
            self._offer(self._cleaned(self._beside(0 * self._x)))
        self._separator = Separator(self.problem, self._fewest)
        self._cut(share)
        self._offer(self._cleaned(self._beside(self._x)))
        while not self.done():
            self._branch()
        if self.best.weight(self.problem) > self.bound + 1e-6:
            self.search.clean(self.best, self.late)

    def late(self) -> bool:
        """Tell whether time is up."""
        return time.monotonic() > self._end

    def done(self) -> bool:
        """Tell whether there is nothing left to win, or no time."""
        return self.late() or self.best.weight(self.problem) <= self.bound + 1e-6

    def _relax_rows(self) -> None:
        """Start the relaxation with what each rule says on its own."""
        self._master = Master(self.problem)
        self._master.add(row_cuts(self.problem))
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
        hard: tuple[Need, ...] = self.problem.needs
        still = 0
        while not self.done() and still < _TAIL and time.monotonic() < end:
            found = self._violated(self._x, hard, end)
            added = self._master.add(cut for _, cut in found if cut is not None)
            if not added and len(hard) == len(self.problem.needs):
                break
            few = len(found) < _CUTS_A_ROUND
            hard = tuple(need for need, _ in found) if added and few else self.problem.needs
            cost = self._cost
            self._x, self._cost = self._master.relax()
            still = still + 1 if self._cost < cost + 1e-3 * max(1.0, cost) else 0
            self._raise(self._cost)

    def _violated(
        self, x: Floats, needs: Iterable[Need], end: float
    ) -> list[tuple[Need, Cut | None]]:
        found = []
        for pair in islice(self._separator.cuts(x, needs), _CUTS_A_ROUND):
            found.append(pair)
            if time.monotonic() > end:
                break
        return found

    def _branch(self) -> None:
        left = max(0.1, self._end - time.monotonic())
        choice, bound = self._master.decide(seconds=left)
        self._raise(bound)
        if choice is None or self.done():
            return
        found = self._violated(choice, self.problem.needs, self._end)
        self._master.add(cut for _, cut in found if cut is not None)
        pattern = self.search.grow(choice > 0.5, self.problem.weights, self.problem.needs)
        self._offer(self.search.clean(pattern, self.late))
