"""Look for a lighter pattern where only a part of the table may change."""

import time
from collections.abc import Callable, Hashable

import numpy as np

from longtable.core.stats.disclosure.bounding import Cut, Master, capacity_cut
from longtable.core.stats.disclosure.model import Flags, Floats, Whole
from longtable.core.stats.disclosure.moving import Mover
from longtable.core.stats.disclosure.problem import TOLERANCE, Problem
from longtable.core.stats.disclosure.slicing import columns_of

_FIRST, _LEAST = 80, 30
"""Cells of the first part, and the fewest that a part is worth looking at with."""

_QUICK, _LONGEST, _ENOUGH = 0.6, 1.0, 2.0
"""Seconds: a part settled sooner grows; what one choice within a part, and a look, may take."""

_BY_VALUES = 0.5
"""Share of the parts that are made of values of a column, where a table has columns."""

_AT_ONCE = 8
"""Needs that are asked for cuts before the choice is made anew."""

_REMEMBERED = 4000
"""Tables kept, as each may show again that a need is met."""


class Neighborhoods:
    """Frees a part of the table at a time and leaves the rest as in the best pattern.

    Method: large neighborhood search (Shaw 1998, CP98), with the cuts of the relaxation; what a
    part teaches is true of the whole table and stays in the relaxation.
    """

    def __init__(self, problem: Problem, master: Master, chance: np.random.Generator) -> None:
        self._problem, self._master, self._chance = problem, master, chance
        self._mover = Mover(problem)
        self._mover.let(problem.candidates, move=True)
        base = problem.base
        self._needs = [n for n in problem.needs if n.sign * (n.level - base[n.cell]) > 0]
        self._cells = np.array([need.cell for need in self._needs], dtype=int)
        self._signs = np.array([need.sign for need in self._needs])
        self._levels = np.array([need.level for need in self._needs])
        self._ways = np.zeros((0, len(problem.candidates)), dtype=bool)
        self._served = np.zeros((0, len(self._needs)), dtype=bool)
        self._size = float(_FIRST)
        self._lines = _lines_of(problem)
        self._values = _values_of(problem)

    def look(self, chosen: Flags, late: Callable[[], bool]) -> Flags | None:
        """Return a lighter safe choice that differs in one part only, or None if none was found."""
        began = time.monotonic()
        found = self._within(
            chosen, self._part(chosen), lambda: late() or time.monotonic() > began + _ENOUGH
        )
        slow = time.monotonic() - began > _QUICK
        self._size = self._size * 0.97 if slow else self._size * 1.03 + 1
        self._size = min(max(self._size, _LEAST), len(self._problem.candidates))
        return found

    def _within(self, chosen: Flags, part: Flags, late: Callable[[], bool]) -> Flags | None:
        while not late():
            choice = self._master.lighter(chosen, part, seconds=_LONGEST)
            if choice is None:
                return None
            cuts, unmet = self._against(choice)
            if not unmet:
                return np.asarray(choice > 0.5)
            if not self._master.add(cuts):
                return None
        return None

    def _part(self, chosen: Flags) -> Flags:
        """Return a part of about the size that is settled soon: of one kind or of the other."""
        if self._values and self._chance.random() < _BY_VALUES:
            return self._by_values(chosen)
        return self._by_lines(chosen)

    def _by_lines(self, chosen: Flags) -> Flags:
        """Return a part that grows, line by line, from a withheld cell."""
        free = self._problem.weights > 0
        cells = [int(self._chance.choice(np.flatnonzero(chosen)))]
        part = np.zeros(len(free), dtype=bool)
        part[cells[0]] = True
        for _ in range(20 * int(self._size)):
            if len(cells) >= self._size:
                break
            lines = self._lines[cells[int(self._chance.integers(len(cells)))]]
            line = lines[int(self._chance.integers(len(lines)))]
            fresh = line[free[line] & ~part[line]]
            part[fresh] = True
            cells += fresh.tolist()
        return part

    def _by_values(self, chosen: Flags) -> Flags:
        """Return what carries some values of one column; of too much, rather what is withheld."""
        free, part = self._problem.weights > 0, np.zeros(len(chosen), dtype=bool)
        values = self._values[int(self._chance.integers(len(self._values)))]
        for place in self._chance.permutation(len(values)):
            more = values[place][free[values[place]]]
            if part.any() and part.sum() + len(more) > self._size:
                break
            part[more] = True
        shown = np.flatnonzero(part & ~chosen)
        surplus = min(len(shown), max(0, int(part.sum() - self._size)))
        part[self._chance.choice(shown, surplus, replace=False)] = False
        return part

    def _against(self, choice: Floats) -> tuple[list[Cut], int]:
        """Return cuts that a whole choice violates, and how many needs it was seen not to meet."""
        problem = self._problem
        drawn = 1 + self._chance.random(len(choice))
        self._mover.price(np.where((choice > 0.5) | problem.always, 0.0, drawn))
        left = np.flatnonzero(~self._known(choice))
        self._chance.shuffle(left)
        cuts, unmet = [], 0
        while len(left) and unmet < _AT_ONCE:
            need, left = self._needs[left[0]], left[1:]
            moved = self._mover.move(need)
            assert moved is not None, "a need that the best pattern meets cannot be met"
            outside = np.abs(moved[problem.candidates]) > TOLERANCE
            if bool((outside & (choice[problem.candidates] < 0.5)).any()):
                unmet += 1
                cut = capacity_cut(problem, need, self._mover.prices(need))
                cuts += [cut] if cut is not None else []
            else:
                left = left[~self._remember(moved)[left]]
        return cuts, unmet

    def _known(self, choice: Floats) -> Flags:
        """Tell for each need whether a remembered table within the choice meets it."""
        shut = choice[self._problem.candidates] < 0.5
        within = ~self._ways[:, shut].any(axis=1)
        return np.asarray(self._served[within].any(axis=0))

    def _remember(self, moved: Floats) -> Flags:
        """Keep a table, and return which needs it meets."""
        values = (self._problem.base + moved)[self._cells]
        met = self._signs * (values - self._levels) >= -TOLERANCE
        way = np.abs(moved[self._problem.candidates]) > TOLERANCE
        self._ways = np.vstack([self._ways[-_REMEMBERED:], way])
        self._served = np.vstack([self._served[-_REMEMBERED:], met])
        return np.asarray(met)


def _lines_of(problem: Problem) -> list[list[np.ndarray]]:
    """Return for each column the rules that it stands in, each as the columns of it."""
    sums = problem.sums
    found: list[list[np.ndarray]] = [[] for _ in range(sums.columns)]
    for row in range(sums.rows):
        line = sums.index[sums.starts[row] : sums.starts[row + 1]]
        for cell in line:
            found[int(cell)].append(line)
    return found


def _values_of(problem: Problem) -> list[list[Whole]]:
    """Return for each column of the key its values, each as the cells that carry it."""
    found = []
    for column in columns_of(problem):
        cells: dict[Hashable, list[int]] = {}
        for cell, value in enumerate(column):
            cells.setdefault(value, []).append(cell)
        found.append([np.array(each) for each in cells.values()])
    return found
