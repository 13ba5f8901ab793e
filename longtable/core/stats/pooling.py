"""What may be told of how people describe themselves: pooled, never fewer than five of a group.

People are told apart by the levels that they belong to, and everybody knows who belongs where. So
no count of a level, no difference of levels, and nothing that is said without a count may give
away how few people answered.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from operator import le

FEWEST = 5  # people of a group, or of a level, of whom something may be told
MOST_LISTED = 100_000  # ways to spread people over groups that are looked at one by one

Spread = tuple[int, ...]
Groups = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Level:
    """Who belongs to a level. `is_pooled` where it is more than one table: then it has counts."""

    key: str
    people: frozenset[int]
    is_pooled: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told of a level.

    `how` is "counts"; "range", where only its place against a population may be told; "few" people
    who answered; or "near" to another level, so that both together would tell of few. `spread` has
    the people of each group, for the one who counts; it is shown with "counts" only.
    """

    key: str
    how: str
    spread: Spread = ()


def folded(spread: Sequence[int], *, fewest: int = FEWEST) -> Groups | None:
    """Return the categories together as they may be counted; None where nothing may be.

    Categories with fewer than `fewest` people go together with the smallest others until they
    are enough, so that every small count stays open over its whole range (1 to `fewest` - 1) for
    whoever knows this rule. 0 is not small, and nobody can be told apart where nobody is small.
    """
    groups = _rule(spread, fewest)
    if len(groups) < 2:
        return None
    return groups if _keeps_open(spread, groups, fewest) else None


def told(
    levels: Sequence[Level], answers: Mapping[int, int], *, categories: int
) -> tuple[Groups | None, list[Told]]:
    """Return the groups, and what may be told of each level, in the order of the levels.

    `answers` maps people to the index of their category. The first level holds everybody.
    """
    whole = _spread(levels[0].people, answers, categories)
    groups = folded(whole)
    if groups is None:
        return None, [Told(level.key, "few") for level in levels]
    place = {one: at for at, group in enumerate(groups) for one in group}
    placed = {person: place[one] for person, one in answers.items() if one in place}
    said = [(level, level.people & placed.keys()) for level in levels]
    found: dict[str, Told] = {}
    spoken: list[frozenset[int]] = []
    counted: list[frozenset[int]] = []
    # The largest first: what is told of the whole is worth more than what is told of a part.
    for level, people in sorted(said, key=lambda pair: -len(pair[1])):
        spread = _spread(people, placed, len(groups))
        if len(people) < FEWEST:
            found[level.key] = Told(level.key, "few")
        elif not all(_apart(people, other) for other in spoken):
            found[level.key] = Told(level.key, "near")
        else:
            spoken.append(people)
            is_counted = level.is_pooled and _may_count(people, counted, placed, len(groups))
            if is_counted:
                counted.append(people)
            found[level.key] = Told(level.key, "counts" if is_counted else "range", spread)
    return groups, [found[level.key] for level in levels]


def together(spread: Sequence[float], groups: Groups) -> tuple[float, ...]:
    """Return what categories have, such as shares, summed by group."""
    return tuple(sum(spread[one] for one in group) for group in groups)


def may_say(
    spread: Spread, sayings: Sequence[Callable[[Spread], Hashable]], *, most: Spread
) -> tuple[int | None, list[Spread]]:
    """Return the first saying about a level that gives no count away, and all that it leaves open.

    A saying maps a spread to what would be said of it. It may be said where every group can have
    several counts, also for whoever knows that the sayings before it were not said. No group has
    more than `most`. None where nothing may be said.
    """
    people, groups = sum(spread), len(spread)
    if too_many_to_list(people, groups):
        return None, []
    left = [one for one in every(people, groups) if all(map(le, one, most))]
    for at, say in enumerate(sayings):
        alike: dict[Hashable, list[Spread]] = {}
        for one in left:
            alike.setdefault(say(one), []).append(one)
        mine = alike[say(spread)]
        if leaves_open(mine):
            return at, mine
        left = [one for same in alike.values() if not leaves_open(same) for one in same]
    return None, left


def too_many_to_list(people: int, groups: int) -> bool:
    """Whether there are more ways to spread people over groups than are looked at one by one."""
    return comb(people + groups - 1, groups - 1) > MOST_LISTED


def limits_leave_open(people: int, low: Sequence[int], high: Sequence[int]) -> bool:
    """Whether each group can have several counts, when each lies from its low to its high."""
    least = [max(a, people - sum(high) + b) for a, b in zip(low, high, strict=True)]
    most = [min(b, people - sum(low) + a) for a, b in zip(low, high, strict=True)]
    return all(a < b or b == 0 for a, b in zip(least, most, strict=True))


def leaves_open(possible: Sequence[Spread]) -> bool:
    """Whether each group can have several counts, or is nobody: 0 is not small."""
    return all(len(counts) > 1 or counts == {0} for counts in map(set, zip(*possible, strict=True)))


def every(people: int, groups: int) -> Iterator[Spread]:
    """Yield every way to spread people over groups."""
    if groups == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in every(people - first, groups - 1):
            yield (first, *rest)


def _rule(spread: Sequence[int], fewest: int) -> Groups:
    """Return the groups: single categories, and those that go together, in the order of both."""
    hidden = [one for one, count in enumerate(spread) if count < fewest]
    if sum(spread[one] for one in hidden):
        others = [one for one in range(len(spread)) if one not in hidden]
        for one in sorted(others, key=lambda one: (spread[one], one)):
            hidden.append(one)
            if sum(spread[one] for one in hidden) >= 2 * fewest - 1:
                break
    else:
        hidden = []
    groups: list[Spread] = [(one,) for one in range(len(spread)) if one not in hidden]
    if hidden:
        groups.append(tuple(sorted(hidden)))
    return tuple(groups)


def _keeps_open(spread: Sequence[int], groups: Groups, fewest: int) -> bool:
    """Try every spread that looks the same from outside: each small count must stay open."""
    hidden = max(groups, key=len)
    if len(hidden) < 2:
        return True
    people = sum(spread[one] for one in hidden)
    if too_many_to_list(people, len(hidden)):
        return False
    possible: list[set[int]] = [set() for _ in hidden]
    for counts in every(people, len(hidden)):
        other = list(spread)
        for one, count in zip(hidden, counts, strict=True):
            other[one] = count
        if _rule(other, fewest) == groups:
            for group, count in zip(possible, counts, strict=True):
                group.add(count)
    small = set(range(1, fewest))
    return all(not group & small or group >= small for group in possible)


def _may_count(
    people: frozenset[int],
    counted: list[frozenset[int]],
    placed: Mapping[int, int],
    groups: int,
) -> bool:
    """Whether a level's counts give nobody away, alone or beside the levels counted before.

    It lies inside or beside each of them, never across. What remains of the smallest level around
    it, without any of the levels inside, is a group like any other.
    """
    if not _is_safe(people, placed, groups):
        return False
    if any(people & one and not people <= one for one in counted):
        return False
    around = [one for one in counted if people <= one]
    if not around:
        return True
    parent = min(around, key=len)
    inside = [one for one in counted if one < parent and not people & one]
    parts = [frozenset().union(*some) for k in range(len(inside) + 1) for some in _some(inside, k)]
    return all(_is_safe(parent - people - part, placed, groups) for part in parts)


def _some(inside: list[frozenset[int]], k: int) -> Iterator[tuple[frozenset[int], ...]]:
    return combinations(inside, k)


def _is_safe(people: frozenset[int], placed: Mapping[int, int], groups: int) -> bool:
    """Whether each group has nobody, or enough people."""
    return all(not count or count >= FEWEST for count in _spread(people, placed, groups))


def _apart(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two levels are the same people, or differ by enough of them."""
    return one == other or len(one ^ other) >= FEWEST


def _spread(people: frozenset[int], answers: Mapping[int, int], categories: int) -> Spread:
    counts = [0] * categories
    for person in people & answers.keys():
        counts[answers[person]] += 1
    return tuple(counts)
