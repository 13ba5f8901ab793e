"""From values to places on the paper, and the round numbers along a scale."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale: `low` to `high` in values lies at `start` to `end` on the paper."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a value."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def ticks(values: Iterable[float], *, most: int = 5, to_zero: float = 0.45) -> list[float]:
    """Return round numbers at equal steps that hold all values, at least two of them.

    Values of one sign take in zero where the smallest is below `to_zero` of the largest.
    """
    found = list(values) or [0.0]
    low, high = min(found), max(found)
    if low >= 0 and low < to_zero * high:
        low = 0.0
    if high == low:
        high = low + (abs(low) or 1.0)
    raw = (high - low) / (most - 1)
    power = 10.0 ** floor(log10(raw))
    step = next(power * times for times in (1, 2, 2.5, 5, 10, 20) if power * times >= raw * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(step * n, 12) for n in range(first, max(last, first + 1) + 1)]
