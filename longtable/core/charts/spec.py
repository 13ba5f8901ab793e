"""What a picture says: plain values, no drawing. One spec gives SVG, rows and CSV."""

from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from typing import Literal

State = Literal["shown", "withheld", "masked", "missing"]


@dataclass(frozen=True, slots=True)
class Point:
    """One value at one time, or the reason why there is none.

    `at` is the place on the time axis (2024.0 for a year), `label` how the period is written.
    `value`, `low`, `high` are in the unit of the picture (a proportion, a rate, a score); the
    limits are those of an interval, or None. `people` is the count behind it. `caution` marks
    low coverage; `break_before` says why this point cannot be compared with the one before.
    A value that is not shown must be None, so that it cannot slip into a picture.
    """

    at: float
    label: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    people: int | None = None
    state: State = "shown"
    caution: bool = False
    break_before: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn, or must not be."""
        _check(self.label, self.value, self.low, self.high, self.state)
        if not isfinite(self.at):
            raise ValueError(f"{self.label}: a period needs a place in time")


@dataclass(frozen=True, slots=True)
class Series:
    """One line: who it is about, and its points in the order of time."""

    name: str
    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        """Refuse points out of order: a line never runs back in time."""
        times = [point.at for point in self.points]
        if any(later <= sooner for sooner, later in pairwise(times)):
            raise ValueError(f"{self.name}: the points are not in the order of time")

    @property
    def last(self) -> Point | None:
        """The newest point whose value is shown."""
        return next((point for point in reversed(self.points) if point.value is not None), None)


@dataclass(frozen=True, slots=True)
class Goal:
    """The value to reach, how its date is written, and where that date lies in time."""

    value: float
    by: str
    at: float


@dataclass(frozen=True, slots=True)
class Category:
    """One group at one time: its value with limits and people, or the reason for none.

    `distance` is what is left to the goal, in words ("905 more children"). `series` is its past,
    for small multiples; its last point then is the value.
    """

    name: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    people: int | None = None
    state: State = "shown"
    caution: bool = False
    distance: str = ""
    series: Series | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn, or must not be."""
        _check(self.name, self.value, self.low, self.high, self.state)


@dataclass(frozen=True, slots=True)
class Needle:
    """An indicator's trend, its goal, and the distance left in people.

    `key` makes the ids of the picture: letters, digits and hyphens, once on a page. `title` is
    the finding as a sentence; `description` says the picture in words for those who do not see
    it. `baseline` is the time (`at`) from which the path to the goal starts.
    """

    key: str
    title: str
    description: str
    series: Series
    goal: Goal | None = None
    baseline: float | None = None
    distance: str = ""
    comparators: tuple[Series, ...] = ()
    comparators_name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SmallMultiples:
    """Groups on one scale, each with its own little trend."""

    key: str
    title: str
    description: str
    categories: tuple[Category, ...]
    goal: Goal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DotRange:
    """Groups at one time: dots with their intervals on one scale. `gap` is said in words."""

    key: str
    title: str
    description: str
    categories: tuple[Category, ...]
    goal: Goal | None = None
    gap: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """Many places as dots on one scale, one of them pointed out."""

    key: str
    title: str
    description: str
    categories: tuple[Category, ...]
    highlighted: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """A few amounts, as bars from zero."""

    key: str
    title: str
    description: str
    categories: tuple[Category, ...]
    note: str = ""


Chart = Needle | SmallMultiples | DotRange | Strip | Bars


def furthest_first(
    categories: tuple[Category, ...], *, lower_is_better: bool = False
) -> tuple[Category, ...]:
    """Order groups by their distance from any goal, the furthest first, those without a value last.

    Where more is better the smallest value is the furthest, else the largest; equal values stand
    by name.
    """
    sign = -1.0 if lower_is_better else 1.0
    return tuple(
        sorted(categories, key=lambda c: (c.value is None, sign * (c.value or 0.0), c.name))
    )


def _check(
    name: str, value: float | None, low: float | None, high: float | None, state: State
) -> None:
    if any(number is not None and not isfinite(number) for number in (value, low, high)):
        raise ValueError(f"{name}: a value must be a finite number")
    if state == "shown" and value is None:
        raise ValueError(f"{name}: a value that is shown must be given, or say why it is not")
    if state != "shown" and (value, low, high) != (None, None, None):
        raise ValueError(f"{name}: a value that is {state} must not reach a picture")
    if low is not None and high is not None and low > high:
        raise ValueError(f"{name}: the lower limit is above the upper one")
