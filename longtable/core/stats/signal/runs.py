"""The run chart: long runs and few crossings of a median frozen from a stable period."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log2
from statistics import median

from longtable.core.stats.distributions import fair_coin_quantile

FEWEST = 12
_SMALLEST_BASELINE = 6


@dataclass(frozen=True, slots=True)
class RunChart:
    """What a run chart shows.

    Positions count the points from 0; `first` and `last` bound the longest run. Points on
    the median are skipped: they neither lengthen a run nor end it, and are not `useful`.
    """

    median: float
    baseline: int
    useful: int
    longest: int
    allowed: int
    crossings: int
    fewest: int
    first: int
    last: int
    is_split: bool

    @property
    def is_signal(self) -> bool:
        """Whether a run is too long or the median is crossed too seldom for chance.

        Never where the median does not split its own baseline: with mostly the same value,
        0 of 10 say, the others can only lie on one side, and runs mean nothing.
        """
        if not self.is_split:
            return False
        return self.longest > self.allowed or self.crossings < self.fewest


def longest_allowed(useful: int) -> int:
    """Return the longest run that chance explains; reference: Anhøj, Olesen (2014)."""
    return round(log2(useful) + 3)


def fewest_crossings(useful: int) -> int:
    """Return the fewest crossings that chance explains: the 5 % quantile of n - 1 tosses."""
    return fair_coin_quantile(0.05, useful - 1)


def run_chart(values: Sequence[float], *, baseline: int | None = None) -> RunChart:
    """Judge values in order of time against the median of their stable earlier period.

    `baseline` is the number of first points in it. By default the newest third is left
    out, at least six or seven points, and what remains is halved while it shows a signal
    by its own median.
    """
    first = baseline or _stable_start(values)
    return _against(values, median(values[:first]), baseline=first)


def _stable_start(values: Sequence[float]) -> int:
    size = max(_SMALLEST_BASELINE, min(len(values) - 7, 2 * len(values) // 3))
    while (
        size >= FEWEST and _against(values[:size], median(values[:size]), baseline=size).is_signal
    ):
        size = max(_SMALLEST_BASELINE, size // 2)
    return size


def _against(values: Sequence[float], middle: float, *, baseline: int) -> RunChart:
    sides = [(at, value > middle) for at, value in enumerate(values) if value != middle]
    if len(sides) < 2:
        return RunChart(
            middle, baseline, len(sides), len(sides), len(values), 0, 0, 0, 0, is_split=False
        )
    runs = [[at for at, _ in run] for _, run in groupby(sides, key=lambda side: side[1])]
    longest = max(runs, key=len)
    return RunChart(
        median=middle,
        baseline=baseline,
        useful=len(sides),
        longest=len(longest),
        allowed=longest_allowed(len(sides)),
        crossings=len(runs) - 1,
        fewest=fewest_crossings(len(sides)),
        first=longest[0],
        last=longest[-1],
        is_split=_is_split(values[:baseline], middle),
    )


def _is_split(values: Sequence[float], middle: float) -> bool:
    above = sum(value > middle for value in values)
    below = sum(value < middle for value in values)
    return 4 * min(above, below) >= len(values)
