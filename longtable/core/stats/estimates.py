"""Rates of people with their intervals, and the difference of two of them."""

from collections.abc import Callable
from dataclasses import dataclass
from math import hypot, isfinite, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from longtable.core.stats.distributions import beta_quantile, gamma_quantile


@dataclass(frozen=True, slots=True)
class Estimate:
    """A rate with its interval and the people it is about: `lower <= value <= upper`."""

    value: float
    lower: float
    upper: float
    people: int


@dataclass(frozen=True, slots=True)
class Difference:
    """The first value minus the second, with its interval, in the unit of the values."""

    value: float
    lower: float
    upper: float

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the interval leaves 0 out."""
        return self.lower > 0 or self.upper < 0


def wilson(numerator: int, denominator: int, *, level: float = 0.95) -> Estimate:
    """Return the Wilson score estimate of numerator / denominator.

    Counts are people, `0 <= numerator <= denominator` and `denominator > 0`;
    `level` is the confidence level (0 to 1). Raises ValueError for anything else.
    Reference: Wilson (1927), JASA 22.
    """
    _check(numerator, denominator, level)
    z = _z(level)
    rate = numerator / denominator
    scale = 1 + z**2 / denominator
    center = (rate + z**2 / (2 * denominator)) / scale
    reach = z / scale * sqrt(rate * (1 - rate) / denominator + z**2 / (4 * denominator**2))
    lower = max(0.0, center - reach) if numerator > 0 else 0.0
    upper = min(1.0, center + reach) if numerator < denominator else 1.0
    return Estimate(rate, min(lower, rate), max(upper, rate), denominator)


def clopper_pearson(numerator: int, denominator: int, *, level: float = 0.95) -> Estimate:
    """Return numerator / denominator with the exact binomial interval.

    Arguments and errors as `wilson`. Reference: Clopper, Pearson (1934), Biometrika 26.
    """
    _check(numerator, denominator, level)
    tail = (1 - level) / 2
    rest = denominator - numerator
    lower = beta_quantile(tail, numerator, rest + 1) if numerator else 0.0
    upper = 1 - beta_quantile(tail, rest, numerator + 1) if rest else 1.0
    return Estimate(numerator / denominator, lower, upper, denominator)


def jeffreys(numerator: int, denominator: int, *, level: float = 0.95) -> Estimate:
    """Return numerator / denominator with the equal-tailed Jeffreys interval.

    The lower limit is 0 when nobody counts, the upper 1 when everybody does, so that the
    interval always holds its value. Arguments and errors as `wilson`.
    Reference: Brown, Cai, DasGupta (2001), Statistical Science 16, 2.
    """
    _check(numerator, denominator, level)
    tail = (1 - level) / 2
    a, b = numerator + 0.5, denominator - numerator + 0.5
    lower = beta_quantile(tail, a, b) if numerator > 0 else 0.0
    upper = 1 - beta_quantile(tail, b, a) if numerator < denominator else 1.0
    return Estimate(numerator / denominator, lower, upper, denominator)


def poisson(events: int, people: int, *, level: float = 0.95) -> Estimate:
    """Return events per person with the exact Poisson interval.

    `events >= 0` may be more than the people. Raises ValueError as `wilson`.
    Reference: Garwood (1936), Biometrika 28.
    """
    _check(0, people, level)
    if events < 0:
        raise ValueError(f"not a count of events: {events}")
    tail = (1 - level) / 2
    lower = gamma_quantile(tail, events) if events else 0.0
    upper = gamma_quantile(1 - tail, events + 1)
    return Estimate(events / people, lower / people, upper / people, people)


KINDS: dict[str, Callable[..., Estimate]] = {
    "wilson": wilson,
    "clopper_pearson": clopper_pearson,
    "jeffreys": jeffreys,
}


def difference(first: Estimate, second: Estimate, *, widened: float = 1.0) -> Difference:
    """Return first minus second by squaring and adding the reaches of both intervals.

    With Wilson intervals this is Newcombe's method 10; published limits serve as well.
    `widened` (1 or more) stretches the reach where a series is known to be restless.
    References: Newcombe (1998), Statistics in Medicine 17; Zou, Donner (2008), same, 27.
    """
    value = first.value - second.value
    down = hypot(first.value - first.lower, second.upper - second.value)
    up = hypot(first.upper - first.value, second.value - second.lower)
    stretch = max(1.0, widened)
    return Difference(value, value - stretch * down, value + stretch * up)


def newcombe(first: tuple[int, int], second: tuple[int, int], *, level: float = 0.95) -> Difference:
    """Return the difference of two rates, each given as (numerator, denominator)."""
    return difference(wilson(*first, level=level), wilson(*second, level=level))


def wilson_limits(
    numerators: ArrayLike, denominators: ArrayLike, *, level: float = 0.95
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return (rates, lower, upper) of many cells at once, in the shape of the input.

    A cell with denominator 0 gives not-a-number in all three. Raises ValueError when a
    numerator is negative or above its denominator.
    """
    counts = np.asarray(numerators, dtype=np.float64)
    people = np.asarray(denominators, dtype=np.float64)
    if not 0 < level < 1 or bool(np.any((counts < 0) | (counts > people))):
        raise ValueError("not rates: a numerator is negative or above its denominator")
    z = _z(level)
    with np.errstate(invalid="ignore", divide="ignore"):
        rates = counts / people
        scale = 1 + z**2 / people
        center = (rates + z**2 / (2 * people)) / scale
        reach = z / scale * np.sqrt(rates * (1 - rates) / people + z**2 / (4 * people**2))
        empty = people == 0
        lower = np.where(counts > 0, np.clip(center - reach, 0.0, rates), 0.0)
        upper = np.where(counts < people, np.clip(center + reach, rates, 1.0), 1.0)
    return rates, np.where(empty, np.nan, lower), np.where(empty, np.nan, upper)


def _check(numerator: int, denominator: int, level: float) -> None:
    if denominator <= 0 or not 0 <= numerator <= denominator:
        raise ValueError(f"not a rate: {numerator} of {denominator}")
    if not isfinite(level) or not 0 < level < 1:
        raise ValueError(f"not a confidence level between 0 and 1: {level}")


def _z(level: float) -> float:
    return NormalDist().inv_cdf((1 + level) / 2)
