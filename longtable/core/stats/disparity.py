"""Groups beside a named reference: how far apart, how many times, and the levels.

A gap is always told three ways at once: absolute, relative, and with both levels, because
it can close by falling. Nobody is the reference by default: it is named by who asks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from longtable.core.stats.direction import Direction
from longtable.core.stats.gaps import Level, Quantity, Reason, difference_of, ratio_of, undefined
from longtable.core.stats.targets import (
    Distance,
    distance_of_count,
    distance_of_value,
    people_to_target,
)


@dataclass(frozen=True, slots=True)
class Best:
    """The reference is the group with the best value."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The reference is one group, by name."""

    name: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The reference is a fixed target in the unit of the values (a share for counts)."""

    value: float


@dataclass(frozen=True, slots=True)
class Rest:
    """The reference of each group is everybody else together; needs counts."""


Reference = Best | Chosen | Mark | Rest


@dataclass(frozen=True, slots=True)
class Comparison:
    """One group beside its reference.

    `difference` is the group minus the reference, `ratio` the group over it. `people` is
    how many of the group would have to reach the mark for parity; None with `people_reason`
    where that is undefined.
    """

    group: Level
    reference: Level | None
    difference: Quantity
    ratio: Quantity
    people: int | None
    people_reason: Reason | None
    to_target: Distance | None


def compare(
    groups: Sequence[Level],
    *,
    against: Reference,
    direction: Direction,
    target: float | None = None,
    level: float = 0.95,
) -> list[Comparison]:
    """Compare every group with the reference.

    The order is by distance to `target`, furthest first, then by name; by name alone where
    there is no target. Groups without a value come last. Raises ValueError when names are
    doubled or the chosen group is not there.
    """
    names = [group.name for group in groups]
    if len(set(names)) != len(names):
        raise ValueError("a group stands twice")
    if isinstance(against, Chosen) and against.name not in names:
        raise ValueError(f"the reference {against.name!r} is not among the groups")
    rows = [
        _comparison(
            group,
            _reference(group, groups, against=against, direction=direction),
            direction=direction,
            target=target,
            level=level,
        )
        for group in groups
    ]
    return sorted(rows, key=_order)


def people_to_parity(comparisons: Sequence[Comparison]) -> int | None:
    """Return the people of all groups together who would have to reach the mark.

    None if any group that is behind, or may be, cannot be counted.
    """
    counted = [row.people for row in comparisons if row.people_reason is not Reason.IS_REFERENCE]
    known = [people for people in counted if people is not None]
    return sum(known) if len(known) == len(counted) else None


def widest(comparisons: Sequence[Comparison], *, direction: Direction) -> Comparison | None:
    """Return the comparison of the group furthest behind its reference; None if none is."""
    sign = 1 if direction is Direction.UP else -1
    behind = [row for row in comparisons if row.difference.value is not None]
    behind = [row for row in behind if sign * (row.difference.value or 0.0) < 0]
    return min(
        behind, key=lambda row: (sign * (row.difference.value or 0.0), row.group.name), default=None
    )


def _comparison(
    group: Level,
    reference: Level | None,
    *,
    direction: Direction,
    target: float | None,
    level: float,
) -> Comparison:
    people, people_reason = _people(group, reference, direction)
    return Comparison(
        group=group,
        reference=reference,
        difference=difference_of(group, reference, level=level),
        ratio=ratio_of(group, reference, level=level),
        people=people,
        people_reason=people_reason,
        to_target=_to_target(group, target, direction),
    )


def _reference(
    group: Level, groups: Sequence[Level], *, against: Reference, direction: Direction
) -> Level | None:
    match against:
        case Mark(value):
            return Level.fixed(value)
        case Chosen(name):
            return next(other for other in groups if other.name == name)
        case Best():
            sign = 1 if direction is Direction.UP else -1
            known = [other for other in groups if other.value is not None]
            return min(known, key=lambda g: (-sign * (g.value or 0.0), g.name), default=None)
        case Rest():
            return _rest(group, groups)


def _rest(group: Level, groups: Sequence[Level]) -> Level | None:
    others = [other for other in groups if other is not group]
    if not others or not all(other.is_counted for other in others):
        return None
    return Level.counted(
        "rest",
        sum(other.numerator or 0 for other in others),
        sum(other.people or 0 for other in others),
    )


def _people(
    group: Level, reference: Level | None, direction: Direction
) -> tuple[int | None, Reason | None]:
    reason = undefined(group, reference)
    if reason is not None or reference is None or reference.value is None:
        return None, reason
    if group.numerator is None or group.people is None:
        return None, Reason.NO_COUNTS
    mark: float | Fraction = reference.value
    if reference.numerator is not None and reference.people is not None:
        mark = Fraction(reference.numerator, reference.people)
    found = people_to_target(group.numerator, group.people, target=mark, direction=direction)
    return found, None


def _to_target(group: Level, target: float | None, direction: Direction) -> Distance | None:
    if target is None or group.value is None:
        return None
    if group.numerator is not None and group.people is not None:
        return distance_of_count(group.numerator, group.people, target=target, direction=direction)
    return distance_of_value(group.value, target=target, direction=direction)


def _order(row: Comparison) -> tuple[bool, float, str]:
    far = row.to_target.change if row.to_target else 0.0
    return (row.group.value is None, -far, row.group.name)
