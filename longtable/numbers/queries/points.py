"""Published values as points of a line, in the order of time."""

from collections.abc import Iterable, Mapping

from longtable.core.charts.spec import Point, Series
from longtable.core.stats.periods import placed
from longtable.measures.queries import Value

_CAUTION_BELOW = 0.85


def ordered(values: Iterable[Value]) -> list[Value]:
    """Return values in the order of their periods. Each period stands once."""
    values = list(values)
    whens = placed([value.period for value in values])
    pairs = sorted(zip(whens, values, strict=True), key=lambda pair: (pair[0].start, pair[0].end))
    return [value for _, value in pairs]


def latest_first(periods: Iterable[str]) -> list[str]:
    """Return different periods, the newest first."""
    once = list(dict.fromkeys(periods))
    pairs = sorted(zip(placed(once), once, strict=True), key=lambda pair: pair[0].end)
    return [period for _, period in reversed(pairs)]


def series_of(
    values: Iterable[Value], *, name: str, breaks: Mapping[str, str] | None = None
) -> Series:
    """Return one place's and group's values as a line. `breaks`: first period after, and why.

    A value that is not shown becomes a stated gap; nothing is drawn through it.
    """
    in_order = ordered(values)
    whens = placed([value.period for value in in_order])
    breaks = breaks or {}
    return Series(
        name,
        tuple(
            _point(value, at=when.end - 0.5, break_before=breaks.get(value.period, ""))
            for value, when in zip(in_order, whens, strict=True)
        ),
    )


def _point(value: Value, *, at: float, break_before: str) -> Point:
    coverage = value.coverage
    return Point(
        at=at,
        label=value.period,
        value=value.estimate,
        low=value.lower,
        high=value.upper,
        people=value.denominator if value.estimate is not None else None,
        state=value.status,  # type: ignore[arg-type]
        caution=coverage is not None and coverage < _CAUTION_BELOW,
        break_before=break_before,
    )
