"""Laney's p' chart: limits that allow for more restlessness than chance alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from longtable.core.stats.signal.series import Point

_MEAN_RANGE = 1.128


@dataclass(frozen=True, slots=True)
class Chart:
    """The center and the restlessness `sigma_z` (1 = chance alone) of a stable period."""

    center: float
    sigma_z: float
    counted: bool

    def limits(self, point: Point) -> tuple[float, float]:
        """Return the lower and upper limit for a point, in the unit of the measure.

        Those of proportions stay within 0 and 1.
        """
        reach = 3 * self.sigma_z * _spread(point, self.center)
        lower, upper = self.center - reach, self.center + reach
        return (max(0.0, lower), min(1.0, upper)) if self.counted else (lower, upper)

    def is_outside(self, point: Point) -> bool:
        """Whether a point lies beyond the limits, for counts by more than half a person.

        Half a person is the continuity correction that few expected people need.
        """
        lower, upper = self.limits(point)
        half = 0.5 / point.people if self.counted else 0.0
        return not lower - half <= point.rate <= upper + half


def laney(points: Sequence[Point], *, least: float = 0.0) -> Chart:
    """Return the chart of two or more points in order of time.

    `z_i = (p_i - center) / s_i`, `sigma_z = mean|z_i - z_(i-1)| / 1.128`, limits
    `center ± 3 s_i sigma_z`; `least` keeps sigma_z from falling below it.
    Reference: Laney (2002), Quality Engineering 14, 4.
    """
    counted = points[0].counted
    center = _pooled(points) if counted else _weighted(points)
    spreads = [_spread(point, center) for point in points]
    if min(spreads) <= 0:
        return Chart(center, max(least, 1.0), counted)
    z = [(point.rate - center) / s for point, s in zip(points, spreads, strict=True)]
    moves = [abs(b - a) for a, b in pairwise(z)]
    return Chart(center, max(least, sum(moves) / len(moves) / _MEAN_RANGE), counted)


def _pooled(points: Sequence[Point]) -> float:
    return sum(point.numerator or 0 for point in points) / sum(point.people for point in points)


def _weighted(points: Sequence[Point]) -> float:
    if min(point.spread for point in points) <= 0:
        return sum(point.rate for point in points) / len(points)
    weights = [1 / point.spread**2 for point in points]
    pairs = zip(points, weights, strict=True)
    return sum(point.rate * weight for point, weight in pairs) / sum(weights)


def _spread(point: Point, center: float) -> float:
    return sqrt(center * (1 - center) / point.people) if point.counted else point.spread
