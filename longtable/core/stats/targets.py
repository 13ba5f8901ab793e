"""How far it is to a target: in the unit, and in people where people were counted."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil

from longtable.core.stats.direction import Direction


class NoPeople(StrEnum):
    """Why a distance is not told in people."""

    NO_COUNTS = "no_counts"


@dataclass(frozen=True, slots=True)
class Distance:
    """What is missing to a target; never negative, 0 once it is met.

    `change` is in the unit of the value (a proportion for counts). `people` is None with
    a reason where nobody was counted.
    """

    change: float
    people: int | None
    reason: NoPeople | None = None

    @property
    def is_met(self) -> bool:
        """Whether the value itself reaches the target; says nothing about chance."""
        return self.change == 0


def people_to_target(
    numerator: int, denominator: int, *, target: float | Fraction, direction: Direction
) -> int:
    """Return how many more (or fewer) people it takes: ceil of (target - rate) * n.

    Exact arithmetic: 30 % of 60 people is 18, not 17.999. `target` is a share (0 to 1);
    one given as a float is read as the nearest fraction with up to nine digits below.
    """
    share = target if isinstance(target, Fraction) else _exact(target)
    if not 0 <= numerator <= denominator or denominator == 0 or not 0 <= share <= 1:
        raise ValueError(f"no distance from {numerator} of {denominator} to {target}")
    missing = share * denominator - numerator
    return max(0, ceil(missing if direction is Direction.UP else -missing))


def distance_of_count(
    numerator: int, denominator: int, *, target: float | Fraction, direction: Direction
) -> Distance:
    """Return the distance of a rate of people to a target share (0 to 1)."""
    people = people_to_target(numerator, denominator, target=target, direction=direction)
    gap = abs(float(target) - numerator / denominator) if people else 0.0
    return Distance(gap, people)


def distance_of_value(value: float, *, target: float, direction: Direction) -> Distance:
    """Return the distance of a published value to a target in the same unit."""
    gap = target - value if direction is Direction.UP else value - target
    return Distance(max(0.0, gap), None, NoPeople.NO_COUNTS)


def _exact(target: float) -> Fraction:
    return Fraction(target).limit_denominator(10**9)
