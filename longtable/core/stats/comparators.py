"""Did we move more than comparable places? Differences in differences of counts."""

from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist

Count = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Relative:
    """Our change minus theirs on the logit scale, with its interval.

    It says that we moved more or less than comparable places, never because of whom.
    """

    value: float
    lower: float
    upper: float

    @property
    def odds_ratio(self) -> float:
        """How many times our odds grew beyond theirs."""
        return exp(self.value)

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the interval leaves 0, the same change, out."""
        return self.lower > 0 or self.upper < 0


def difference_in_differences(
    ours: tuple[Count, Count], theirs: tuple[Count, Count], *, level: float = 0.95
) -> Relative:
    """Compare our change with that of a comparator over the same two periods.

    Each side is (before, after), each a count (numerator, denominator). Half a person is
    added to each cell, so that nobody and everybody have a logit too (Haldane 1956). The
    interval allows for counting noise alone. Raises ValueError for what is no rate.
    """
    changes, variance = [], 0.0
    for before, after in (ours, theirs):
        changes.append(_logit(after) - _logit(before))
        variance += _variance(after) + _variance(before)
    value = changes[0] - changes[1]
    reach = NormalDist().inv_cdf((1 + level) / 2) * sqrt(variance)
    return Relative(value, value - reach, value + reach)


def _logit(count: Count) -> float:
    numerator, denominator = count
    if not 0 <= numerator <= denominator or denominator == 0:
        raise ValueError(f"not a rate: {numerator} of {denominator}")
    return log((numerator + 0.5) / (denominator - numerator + 0.5))


def _variance(count: Count) -> float:
    numerator, denominator = count
    return 1 / (numerator + 0.5) + 1 / (denominator - numerator + 0.5)
