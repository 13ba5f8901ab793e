"""Bring a safe pattern and a proven bound together until they meet or time is up."""

import time
from dataclasses import replace
from itertools import islice

import numpy as np

from longtable.core.stats.disclosure.bounding import Master, Separator, row_cuts
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
        self.best = self._first()
        self.impossible = tuple(self.best.impossible)
        if self.impossible:
            left = tuple(need for need in problem.needs if need not in set(self.impossible))
            self.problem = replace(problem, needs=left)
        self.bound = 0.0

    def improve(self) -> None:
        """Tighten the bound by cuts, look for patterns beside it, then branch."""
        if not self.problem.needs or self.done():
            return
        self._master = Master(self.problem)
        self._master.add(row_cuts(self.problem))
        self._separator = Separator(self.problem, self._fewest)
        share = time.monotonic() + (self._end - time.monotonic()) / 4
        if len(self.problem.needs) <= _SMALL:
            self.search.clean(self.best, self.late)
        x = self._cut(share)
        self._offer(self._beside(x))
        while not self.done():
            self._branch()

    def late(self) -> bool:
        """Tell whether time is up."""
        return time.monotonic() > self._end

    def done(self) -> bool:
        """Tell whether there is nothing left to win, or no time."""
        return self.late() or self.best.weight(self.problem) <= self.bound + 1e-6

    def _first(self) -> Pattern:
        order = sorted(self.problem.needs, key=lambda n: -abs(n.level - self.problem.base[n.cell]))
        return self.search.grow(self._none, self.problem.weights, order)

    def _beside(self, x: Floats) -> Pattern:
        """Return a pattern that follows a fractional or whole choice of the relaxation."""
        costs = self.problem.weights * (1.02 - x)
        pattern = self.search.grow(self._none, costs, self.problem.needs)
        return self.search.clean(pattern, self.late)

    def _offer(self, pattern: Pattern) -> None:
        if not pattern.impossible and pattern.weight(self.problem) < self.best.weight(self.problem):
            self.best = pattern

    def _raise(self, bound: float) -> None:
        if self._whole:
            bound = float(np.ceil(bound - 1e-6))
        self.bound = max(self.bound, bound)

    def _cut(self, end: float) -> Floats:
        x, cost = self._master.relax()
        self._raise(cost)
        hard: tuple[Need, ...] = self.problem.needs
        still = 0
        while not self.done() and still < _TAIL and time.monotonic() < end:
            found = list(islice(self._separator.cuts(x, hard), _CUTS_A_ROUND))
            added = self._master.add(cut for _, cut in found if cut is not None)
            if not added and len(hard) == len(self.problem.needs):
                break
            few = len(found) < _CUTS_A_ROUND
            hard = tuple(need for need, _ in found) if added and few else self.problem.needs
            x, better = self._master.relax()
            still = still + 1 if better < cost + 1e-3 * max(1.0, cost) else 0
            cost = better
            self._raise(cost)
        return x

    def _branch(self) -> None:
        left = max(0.1, self._end - time.monotonic())
        choice, bound = self._master.decide(seconds=left)
        self._raise(bound)
        if choice is None or self.done():
            return
        found = list(self._separator.cuts(choice, self.problem.needs))
        self._master.add(cut for _, cut in found if cut is not None)
        pattern = self.search.grow(choice > 0.5, self.problem.weights, self.problem.needs)
        self._offer(self.search.clean(pattern, self.late))
