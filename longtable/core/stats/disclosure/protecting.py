"""Protect a table: withhold its small counts and the fewest others that keep them open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from longtable.core.stats.disclosure.improving import Improver, Tell
from longtable.core.stats.disclosure.model import Flags, Floats, Table
from longtable.core.stats.disclosure.polytope import Polytope
from longtable.core.stats.disclosure.problem import Need, Objective, Problem, Side, prepare, weigh
from longtable.core.stats.disclosure.proving import Witnesses, audit, witnesses_of

_MOST_BLOCKERS = 5


class UnsafePattern(RuntimeError):
    """The audit could not prove the pattern that the search found: nothing may be shown."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """A small count that cannot be kept open, because of what is out already.

    `side` is the end of its range that is closed; `by` are the published cells that close it,
    the heaviest first (at most five).
    """

    cell: int
    side: Side
    by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Protection:
    """What to show, and the proof.

    shown: for each cell yes, small (a count of 1 to fewest - 1), protects (another one), masked (by
    the source) or unseen (in no release).
    weight: cost of the cells that protect; bound: no safe pattern costs less; gap: how far the
    weight lies above the bound, as a share of it (0 = proven best). forced: cost of the small
    counts, which go whatever is chosen; whole_gap counts them in on both sides.
    witnesses: tables that prove it, made from nothing but what is shown. They say which count is
    small, so they are for those who approve the release.
    blocked: small counts that nothing can protect any more; empty when all is safe.
    exposed: small counts that an earlier release shows.
    """

    shown: tuple[str, ...]
    weight: float
    bound: float
    gap: float
    forced: float
    witnesses: Witnesses
    blocked: tuple[Blocked, ...]
    exposed: tuple[int, ...]

    @property
    def whole_gap(self) -> float:
        """Return how far all that is withheld lies above the least that would be safe."""
        return _gap(self.forced + self.weight, self.forced + self.bound)

    @property
    def safe(self) -> bool:
        """Tell whether every small count that is not out already stays open."""
        return not self.blocked


def protect(
    table: Table,
    *,
    fewest: int = 10,
    objective: Objective = "cells",
    seconds: float = 50.0,
    tell: Tell | None = None,
) -> Protection:
    """Return which cells to show so that each small count keeps its whole range.

    Guarantee: for each count from 1 to `fewest` - 1, some table of counts from 0 up that agrees
    with everything shown puts it at 1 or less, and some other at `fewest` or more. 0 is not small.
    `seconds` is wall-clock time for making the pattern smaller and the bound higher; the first
    safe pattern takes as long as it takes; `tell` is called about every two seconds with the weight
    and the bound so far. Raises UnsafePattern rather than return a pattern that
    its audit did not prove.
    """
    if fewest < 2:
        raise ValueError(f"fewest must be at least 2, not {fewest}")
    weights = weigh(table, objective=objective)
    problem = prepare(table, fewest=fewest, weights=weights)
    improver = Improver(problem, seconds=seconds, tell=tell)
    improver.improve()
    chosen = improver.best.chosen
    proof = audit(improver.problem, chosen)
    if proof.failed:
        names = ", ".join(table.name(need.cell) for need in proof.failed[:3])
        raise UnsafePattern(f"the audit found counts that are not open: {names}")
    weight, shown = improver.best.weight(problem), _shown(problem, chosen, fewest)
    return Protection(
        shown=shown,
        weight=weight,
        bound=improver.bound,
        gap=_gap(weight, improver.bound),
        forced=float(sum(weights[cell] for cell, word in enumerate(shown) if word == "small")),
        witnesses=witnesses_of(problem, proof),
        blocked=_blocked(problem, improver.impossible),
        exposed=problem.exposed,
    )


def fillings(found: Protection) -> Iterator[tuple[int, Floats]]:
    """Yield the number of each cell that is not shown, and its value in each witness.

    Shape of each (tables,). With what is shown they are whole tables again.
    """
    for index, word in enumerate(found.shown):
        if word != "yes":
            yield index, found.witnesses.tables[:, index]


def _gap(weight: float, bound: float) -> float:
    if weight <= bound + 1e-6:
        return 0.0
    return (weight - bound) / bound if bound > 0 else float("inf")


def _shown(problem: Problem, chosen: Flags, fewest: int) -> tuple[str, ...]:
    words = []
    for index, cell in enumerate(problem.table.cells):
        if cell.state == "unseen":
            words.append("unseen")
        elif cell.count is None:
            words.append("masked")
        elif cell.state == "published":
            words.append("yes")
        elif 1 <= cell.count < fewest:
            words.append("small")
        else:
            words.append("protects" if problem.always[index] or chosen[index] else "yes")
    return tuple(words)


def _blocked(problem: Problem, needs: Sequence[Need]) -> tuple[Blocked, ...]:
    """Ask, with every candidate withheld, which published cells the closed end depends on."""
    if not needs:
        return ()
    polytope = Polytope(problem.sums, [need.cell for need in needs])
    everything = problem.always.copy()
    everything[problem.candidates] = True
    polytope.open(everything, problem.base)
    found = []
    for need in needs:
        prices = np.where(everything, 0.0, polytope.push([need], np.ones(1)).prices)
        heaviest = np.argsort(-np.abs(prices), kind="stable")[:_MOST_BLOCKERS]
        by = tuple(int(i) for i in heaviest if abs(prices[i]) > 1e-7)
        found.append(Blocked(need.cell, need.side, by))
    return tuple(found)
