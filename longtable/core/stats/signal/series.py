"""What is judged: points over time, where the series breaks, which way is better."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isfinite
from statistics import NormalDist

from longtable.core.stats.direction import Direction
from longtable.core.stats.estimates import Estimate, wilson
from longtable.core.stats.periods import When, placed

Z95 = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Point:
    """One period: a count of people, or a published value with or without its 95 % limits.

    Counts: `0 <= numerator <= denominator`, `denominator > 0`. Limits come in pairs and
    enclose the value. `coverage` is the share of those meant who are in it (0 to 1).
    """

    period: str
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    coverage: float | None = None

    def __post_init__(self) -> None:
        if self.numerator is not None or self.denominator is not None:
            if self.numerator is None or self.denominator is None or self.value is not None:
                raise ValueError(f"{self.period}: give both counts and nothing else")
            wilson(self.numerator, self.denominator)
            return
        numbers = [self.value, self.lower, self.upper]
        if self.value is None or not all(x is None or isfinite(x) for x in numbers):
            raise ValueError(f"{self.period}: no value")
        if (self.lower is None) != (self.upper is None):
            raise ValueError(f"{self.period}: one limit without the other")
        self._check_limits()

    @property
    def counted(self) -> bool:
        """Whether the people behind it are known."""
        return self.denominator is not None

    @property
    def has_error(self) -> bool:
        """Whether chance can be judged: there are counts, or limits."""
        return self.counted or self.lower is not None

    @property
    def rate(self) -> float:
        """The value, as a proportion for counts."""
        if self.numerator is not None and self.denominator is not None:
            return self.numerator / self.denominator
        assert self.value is not None
        return self.value

    @property
    def people(self) -> int:
        """The denominator; 0 for published values."""
        return self.denominator or 0

    @property
    def estimate(self) -> Estimate:
        """The value with its 95 % interval: Wilson for counts, else as published."""
        if self.numerator is not None and self.denominator is not None:
            return wilson(self.numerator, self.denominator)
        assert self.lower is not None
        assert self.upper is not None
        return Estimate(self.rate, self.lower, self.upper, 0)

    @property
    def spread(self) -> float:
        """The standard error in the unit of a published value, from its 95 % limits."""
        assert self.lower is not None
        assert self.upper is not None
        return (self.upper - self.lower) / (2 * Z95)

    def _check_limits(self) -> None:
        if self.value is None or self.lower is None or self.upper is None:
            return
        if not self.lower <= self.value <= self.upper:
            raise ValueError(f"{self.period}: the limits do not enclose the value")


@dataclass(frozen=True)
class Series:
    """Points of one kind (all counted or none), put in order of time.

    `breaks` are the periods that start a new series: what lies before is never compared
    with what lies after. `sigma_z` is how restless the series is known to be (1 = chance
    alone). `baseline` is the number of first points agreed as the stable earlier period;
    None lets the run chart choose. Raises ValueError for an unknown break or mixed points.
    """

    points: Sequence[Point]
    breaks: Sequence[str] = ()
    direction: Direction | None = None
    target: float | None = None
    sigma_z: float | None = None
    baseline: int | None = None
    times: tuple[When, ...] = field(init=False)

    def __post_init__(self) -> None:
        if not self.points:
            raise ValueError("a series needs at least one point")
        if len({point.counted for point in self.points}) > 1:
            raise ValueError("counts and published values do not mix in one series")
        if self.baseline is not None and not 1 <= self.baseline <= len(self.points):
            raise ValueError("the baseline is longer than the series")
        pairs = zip(placed([point.period for point in self.points]), self.points, strict=True)
        ordered = sorted(pairs, key=lambda pair: (pair[0].start, pair[0].end))
        object.__setattr__(self, "points", tuple(point for _, point in ordered))
        object.__setattr__(self, "times", tuple(when for when, _ in ordered))
        for text in self.breaks:
            if self._position(text) is None:
                raise ValueError(f"the break {text!r} is not a period of the series")

    @property
    def counted(self) -> bool:
        """Whether the points are counts of people."""
        return self.points[0].counted

    @property
    def start(self) -> int:
        """The position of the first point after the last break; 0 where nothing breaks."""
        return max((self._position(text) or 0 for text in self.breaks), default=0)

    def _position(self, text: str) -> int | None:
        periods = [point.period.strip() for point in self.points]
        return periods.index(text.strip()) if text.strip() in periods else None
