"""The scale that a series is judged on: logit for proportions, as published otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from longtable.core.stats.signal.series import Point


@dataclass(frozen=True, slots=True)
class Scaled:
    """Values on the judging scale and their sampling variances, one each a point."""

    values: tuple[float, ...]
    variances: tuple[float, ...]
    counted: bool

    def back(self, value: float, *, people: int) -> float:
        """Return a value of the judging scale in the unit of the measure, for that many people.

        Takes the half person out again that keeps 0 of n and n of n on the logit scale.
        """
        if not self.counted:
            return value
        share = 1 / (1 + exp(-max(-700.0, value)))
        return min(1.0, max(0.0, (share * (people + 1) - 0.5) / people))


def scaled(points: Sequence[Point], *, like: Sequence[Point]) -> Scaled:
    """Return points on the judging scale.

    The sampling variance of a count is that of the pooled proportion of `like`, the points
    that set the expectation: what is expected must not depend on what then came.
    """
    if not points[0].counted:
        return _published(points)
    hits = sum(point.numerator or 0 for point in like) + 0.5
    people = sum(point.people for point in like) + 1
    chance = hits / people * (1 - hits / people)
    rates = [((p.numerator or 0) + 0.5, p.people - (p.numerator or 0) + 0.5) for p in points]
    return Scaled(
        tuple(log(yes / no) for yes, no in rates),
        tuple(1 / ((point.people + 1) * chance) for point in points),
        counted=True,
    )


def _published(points: Sequence[Point]) -> Scaled:
    values = tuple(point.rate for point in points)
    # Limits that sources print on top of the value would otherwise weigh infinitely much.
    least = (1e-6 * max(1.0, *(abs(value) for value in values))) ** 2
    spreads = [point.spread**2 for point in points]
    if min(spreads) < least:
        even = max(least, sum(spreads) / len(spreads))
        return Scaled(values, (even,) * len(values), counted=False)
    return Scaled(values, tuple(spreads), counted=False)
