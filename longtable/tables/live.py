"""A meeting as its taps tell it: who is here, what it is at, how long, who has spoken.

Taps may come late, in another order, or from two phones. What they say depends only on the set of
taps and on when each was tapped, never on when it came.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from longtable.tables.models import Tap

FEWEST_SEATS = 3  # a constituency with fewer seats present is never counted by itself
TAKEN_BACK = ("attend", "turn", "item", "outcome", "tension", "park")  # others have pages
LONGEST_PAUSE = dt.timedelta(hours=3)  # an item that nobody ended does not go on for a day


@dataclass(frozen=True, slots=True)
class Clock:
    """The item that a meeting is at (0: none), since when, and the seconds used by each item."""

    item: int
    since: dt.datetime | None
    used: dict[int, int]


def in_order(taps: Iterable[Tap], *kinds: str) -> list[Tap]:
    """Return the taps of some kinds that stand, by when they were tapped."""
    standing = (tap for tap in taps if tap.what in kinds and not tap.undone)
    return sorted(standing, key=lambda tap: (tap.at, tap.key))


def clock(taps: Iterable[Tap], *, now: dt.datetime) -> Clock:
    """Return where a meeting is, by its taps on items and the one that ended it."""
    used: dict[int, int] = {}
    item, since = 0, None
    for tap in in_order(taps, "item", "close"):
        _add(used, item, since, tap.at)
        item = int(tap.content.get("item") or 0) if tap.what == "item" else 0
        since = tap.at if item else None
    _add(used, item, since, now)
    return Clock(item, since, used)


def last_to_take_back(taps: Iterable[Tap]) -> Tap | None:
    """Return the last tap that can be taken back where it was tapped; None where there is none."""
    return next(reversed(in_order(taps, *TAKEN_BACK)), None)


def turns(taps: Iterable[Tap]) -> dict[int, int]:
    """Return how many turns each seat has had, by the taps that still are there."""
    found: dict[int, int] = {}
    for tap in in_order(taps, "turn"):
        seat = int(tap.content["seat"])
        found[seat] = found.get(seat, 0) + 1
    return found


def dispersed(present: Sequence[tuple[str, int]]) -> tuple[list[int], dict[str, list[int]]]:
    """Return turns so that nobody can be told apart: sorted counts, and totals by constituency.

    `present` has (constituency, turns) for each seat that was there. A constituency stands by
    itself with at least three seats; the others are pooled under "". Where the pool would be of
    fewer than three seats, the smallest constituency joins it: nothing follows by subtraction.
    """
    totals: dict[str, list[int]] = {}
    for constituency, count in present:
        seats, spoken = totals.get(constituency, [0, 0])
        totals[constituency] = [seats + 1, spoken + count]
    shown = {name: both for name, both in totals.items() if both[0] >= FEWEST_SEATS}
    pooled = [both for name, both in totals.items() if name not in shown]
    while pooled and sum(seats for seats, _ in pooled) < FEWEST_SEATS and shown:
        smallest = min(shown, key=lambda name: (shown[name][0], name))
        pooled.append(shown.pop(smallest))
    if pooled and sum(seats for seats, _ in pooled) >= FEWEST_SEATS:
        shown[""] = [sum(seats for seats, _ in pooled), sum(spoken for _, spoken in pooled)]
    return sorted((count for _, count in present), reverse=True), shown


def _add(used: dict[int, int], item: int, since: dt.datetime | None, until: dt.datetime) -> None:
    if item and since:
        spent = min(max(until - since, dt.timedelta()), LONGEST_PAUSE)
        used[item] = used.get(item, 0) + round(spent.total_seconds())
