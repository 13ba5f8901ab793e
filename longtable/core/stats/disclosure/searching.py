"""Find a safe pattern: add cells until every need is met, then take back what is not needed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from longtable.core.stats.disclosure.model import Flags, Floats, Whole
from longtable.core.stats.disclosure.moving import Mover
from longtable.core.stats.disclosure.polytope import Polytope
from longtable.core.stats.disclosure.problem import TOLERANCE, Need, Problem
from longtable.core.stats.disclosure.proving import prove

_USED_ALREADY = 0.01
"""What a departure costs in a withheld cell, beside 1 in a cell still shown: keeps them few."""

_TOGETHER = 100
"""Needs that are met one by one before the rest is looked at together."""

_LARGE = 2000
"""Needs from which on they are sorted out roughly first, and exactly in the end."""

_WAYS = 8
"""Ways to meet a need that are remembered: with another way a cell can go without asking."""

Enough = Callable[[], bool]


@dataclass
class Pattern:
    """Candidates that are withheld, and for each need the ways to meet it: columns that move."""

    chosen: Flags
    needs: tuple[Need, ...] = ()
    moves: dict[Need, tuple[frozenset[int], ...]] = field(default_factory=dict)
    impossible: list[Need] = field(default_factory=list)

    def weight(self, problem: Problem) -> float:
        """Return the cost of the pattern."""
        return float(problem.weights[self.chosen].sum())


class Search:
    """Searches for patterns of one problem, again and again, with one warm program."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._mover = Mover(problem)
        guarded = [need.cell for need in problem.needs]
        self._exact = Polytope(problem.sums, guarded)
        large = len(guarded) > _LARGE
        self._quick = Polytope(problem.sums, guarded, rough=True) if large else self._exact

    def grow(self, chosen: Flags, costs: Floats, order: Iterable[Need]) -> Pattern:
        """Return a pattern that holds `chosen` and meets every need that can be met.

        `costs` is per column and person; it may come from the weights or from a relaxation. In a
        large table the needs that are met already are sorted out together from time to time.
        """
        order = tuple(order)
        pattern = Pattern(chosen.copy(), order)
        self._mover.let(self._problem.candidates, move=True)
        self._mover.price(self._costs(pattern.chosen, costs))
        for polytope in dict.fromkeys((self._quick, self._exact)):
            left = self._unmet(pattern, list(order), polytope)
            while left:
                self._meet(pattern, left[:_TOGETHER], costs)
                left = [need for need in left[_TOGETHER:] if not pattern.moves.get(need)]
                left = self._unmet(pattern, left, polytope)
        return pattern

    def _meet(self, pattern: Pattern, needs: Iterable[Need], costs: Floats) -> None:
        candidates = self._problem.candidates
        needs = list(needs)
        for need in needs:
            if pattern.moves.get(need):
                continue
            moved = self._mover.move(need)
            if moved is None:
                pattern.impossible.append(need)
                continue
            self._note(pattern, needs, moved)
            used = np.abs(moved) > TOLERANCE
            fresh = candidates[used[candidates] & ~pattern.chosen[candidates]]
            if len(fresh):
                pattern.chosen[fresh] = True
                self._mover.price(self._costs(pattern.chosen, costs))

    def _note(self, pattern: Pattern, needs: Iterable[Need], moved: Floats) -> None:
        """Let departures that were found for one need serve the others that they meet, too."""
        values = self._problem.base + moved
        columns = _moving(moved)
        for need in needs:
            if need.met_by(values):
                known = pattern.moves.get(need, ())
                if columns not in known:
                    pattern.moves[need] = (*known[-_WAYS:], columns)

    def _unmet(self, pattern: Pattern, needs: list[Need], polytope: Polytope) -> list[Need]:
        """Return the needs that a few shared tables do not show to be met."""
        needs = [n for n in needs if not pattern.moves.get(n) and n not in pattern.impossible]
        if len(needs) <= _TOGETHER:
            return needs
        polytope.open(self._problem.withheld(pattern.chosen), self._problem.base)
        failed = set(prove(polytope, needs, alone=False).failed)
        return [need for need in needs if need in failed]

    def clean(self, pattern: Pattern, enough: Enough = lambda: False) -> Pattern:
        """Return the pattern without the cells that no need depends on, dearest first."""
        problem = self._problem
        shut = problem.candidates[~pattern.chosen[problem.candidates]]
        self._mover.let(problem.candidates, move=True)
        self._mover.let(shut, move=False)
        self._mover.price(self._costs(pattern.chosen, problem.weights))
        if not self._complete(pattern, enough):
            return pattern
        self._drop_unused(pattern)
        chosen = np.flatnonzero(pattern.chosen)
        uses = self._uses(pattern, chosen)
        for k in np.lexsort((uses, -problem.weights[chosen])):
            if enough():
                break
            self._try_without(pattern, int(chosen[k]))
        return pattern

    def _complete(self, pattern: Pattern, enough: Enough) -> bool:
        """Find departures within the pattern for the needs that have none yet."""
        for need in pattern.needs:
            if pattern.moves.get(need) or need in pattern.impossible:
                continue
            if enough():
                return False
            moved = self._mover.move(need)
            if moved is None:
                raise AssertionError("a pattern that was proven safe is not")
            self._note(pattern, pattern.needs, moved)
        return True

    def _costs(self, chosen: Flags, costs: Floats) -> Floats:
        return np.where(chosen, costs * _USED_ALREADY, costs)

    def _uses(self, pattern: Pattern, cells: Whole) -> Floats:
        counts = np.zeros(self._problem.sums.columns)
        for ways in pattern.moves.values():
            counts[list(ways[-1])] += 1
        return np.asarray(counts[cells])

    def _drop_unused(self, pattern: Pattern) -> None:
        chosen = np.flatnonzero(pattern.chosen)
        unused = chosen[self._uses(pattern, chosen) == 0]
        pattern.chosen[unused] = False
        gone = set(unused.tolist())
        if gone:
            self._mover.let(unused, move=False)
            for need, ways in pattern.moves.items():
                pattern.moves[need] = tuple(way for way in ways if not way & gone)

    def _try_without(self, pattern: Pattern, cell: int) -> None:
        """Drop a cell if all needs can be met without it; those with another way are at once."""
        self._mover.let(np.array([cell]), move=False)
        before = pattern.moves
        pattern.moves = {
            need: tuple(way for way in ways if cell not in way) for need, ways in before.items()
        }
        for need in before:
            if pattern.moves[need]:
                continue
            moved = self._mover.move(need)
            if moved is None:
                self._mover.let(np.array([cell]), move=True)
                pattern.moves = {
                    n: tuple(dict.fromkeys((*before[n], *pattern.moves[n])))[-_WAYS:]
                    for n in before
                }
                return
            self._note(pattern, pattern.needs, moved)
        pattern.chosen[cell] = False


def _moving(moved: Floats) -> frozenset[int]:
    """Return the columns that depart from the true table."""
    return frozenset(np.flatnonzero(np.abs(moved) > TOLERANCE).tolist())
