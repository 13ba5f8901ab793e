"""Whether readable points changed beyond what chance and the forecast explain."""

from collections.abc import Mapping, Sequence

from longtable.core.stats.direction import Direction
from longtable.core.stats.estimates import difference, wilson
from longtable.core.stats.signal import wording
from longtable.core.stats.signal.forecasting import forecast, shift
from longtable.core.stats.signal.laney import laney
from longtable.core.stats.signal.ranking import kendall_score, mann_kendall
from longtable.core.stats.signal.runs import FEWEST, run_chart
from longtable.core.stats.signal.scale import scaled
from longtable.core.stats.signal.series import Point, Series
from longtable.core.stats.signal.verdict import Number, Signal, Status

SHARED_ALARM = 0.05 / 3
"""Two-sided probability for each of the three tests of six to eleven points."""

Numbers = Mapping[str, Number]


def judge_change(
    series: Series, points: Sequence[Point], times: Sequence[float], numbers: Numbers
) -> Signal:
    """Judge one or more points, all with counts or limits, in order of time."""
    count = len(points)
    if count == 1:
        return Signal(Status.STARTING_POINT, wording.RULE_ONE, wording.ONE, numbers)
    if count == 2:
        return _two(series, points, numbers)
    if count >= FEWEST:
        return _charts(series, points, numbers)
    expected = _against_forecast(series, points, times, numbers)
    if count < 6:
        return expected
    numbers = expected.numbers
    return (
        _pooled(series, points, numbers)
        or _kendall(series, points, numbers)
        or _beyond_limits(series, points, numbers)
        or expected
    )


def _two(series: Series, points: Sequence[Point], numbers: Numbers) -> Signal:
    previous, last = points
    gap = difference(last.estimate, previous.estimate, widened=series.sigma_z or 1.0)
    found = {
        **numbers,
        "previous_period": previous.period,
        "previous": float(previous.rate),
        "difference": gap.value,
        "difference_lower": gap.lower,
        "difference_upper": gap.upper,
    }
    if not gap.is_beyond_chance:
        return Signal(Status.TOO_EARLY, wording.RULE_TWO, wording.TOO_EARLY, found)
    notes = _way(series, rises=gap.value > 0)
    return Signal(Status.DIFFERS, wording.RULE_TWO, wording.DIFFERS, found, notes)


def _against_forecast(
    series: Series, points: Sequence[Point], times: Sequence[float], numbers: Numbers
) -> Signal:
    scale = scaled(points, like=points[:-1])
    ahead = forecast(
        times[:-1],
        scale.values[:-1],
        scale.variances[:-1],
        at=times[-1],
        new_variance=scale.variances[-1],
        restless=series.sigma_z or 1.0,
    )
    people = points[-1].people
    narrow = [scale.back(limit, people=people) for limit in ahead.narrow]
    wide = [scale.back(limit, people=people) for limit in ahead.wide]
    found = {
        **numbers,
        "expected": scale.back(ahead.expected, people=people),
        "lower_80": narrow[0],
        "upper_80": narrow[1],
        "lower_95": wide[0],
        "upper_95": wide[1],
    }
    rule, last = wording.RULE_FORECAST, points[-1].rate
    if last > wide[1]:
        notes = _way(series, rises=True)
        return Signal(Status.ABOVE, rule, wording.ABOVE, found, notes)
    if last < wide[0]:
        notes = _way(series, rises=False)
        return Signal(Status.BELOW, rule, wording.BELOW, found, notes)
    edge = not narrow[0] <= last <= narrow[1]
    return Signal(Status.INSIDE, rule, wording.NEAR_EDGE if edge else wording.INSIDE, found)


def _pooled(series: Series, points: Sequence[Point], numbers: Numbers) -> Signal | None:
    if len(points) < 7:
        return None
    scale = scaled(points, like=points)
    values, variances = scale.values, scale.variances
    found = shift((values[:-3], variances[:-3]), (values[-3:], variances[-3:]))
    if found.probability > SHARED_ALARM:
        return None
    more = {
        **numbers,
        "since": points[-3].period,
        "old_level": laney(points[:-3]).center,
        "new_level": laney(points[-3:]).center,
        "t": found.t,
        "degrees": found.degrees,
        "probability": found.probability,
    }
    notes = _way(series, rises=found.t > 0)
    return Signal(Status.SIGNAL, wording.RULE_POOLED, wording.POOLED, more, notes)


def _kendall(series: Series, points: Sequence[Point], numbers: Numbers) -> Signal | None:
    rates = [point.rate for point in points]
    probability = min(1.0, 2 * mann_kendall(rates))
    if probability > SHARED_ALARM:
        return None
    score = kendall_score(rates)
    more = {
        **numbers,
        "since": points[0].period,
        "kendall_score": score,
        "probability": probability,
    }
    notes = _way(series, rises=score > 0)
    return Signal(Status.SIGNAL, wording.RULE_KENDALL, wording.KENDALL, more, notes)


def _beyond_limits(
    series: Series, points: Sequence[Point], numbers: Numbers, *, stable: int | None = None
) -> Signal | None:
    first = stable or len(points) - 1
    chart = laney(points[:first], least=max(1.0, series.sigma_z or 1.0))
    found = (
        point
        for point in points[first:]
        if chart.is_outside(point) and _differs_from_all(point, points[:first])
    )
    outside = next(found, None)
    if outside is None:
        return None
    lower, upper = chart.limits(outside)
    more = {
        **numbers,
        "since": outside.period,
        "outside_value": float(outside.rate),
        "center": chart.center,
        "sigma_z": chart.sigma_z,
        "chart_lower": lower,
        "chart_upper": upper,
    }
    notes = _way(series, rises=outside.rate > upper)
    return Signal(Status.SIGNAL, wording.RULE_LANEY, wording.LANEY, more, notes)


def _differs_from_all(point: Point, earlier: Sequence[Point]) -> bool:
    # Limits around 0 of 60 have no width: the next single person would lie outside.
    if not point.counted:
        return True
    together = sum(p.numerator or 0 for p in earlier), sum(p.people for p in earlier)
    return difference(point.estimate, wilson(*together)).is_beyond_chance


def _charts(series: Series, points: Sequence[Point], numbers: Numbers) -> Signal:
    rates = [point.rate for point in points]
    chart = run_chart(rates, baseline=_agreed(series, points))
    found = {
        **numbers,
        "median": float(chart.median),
        "baseline_points": chart.baseline,
        "useful_points": chart.useful,
        "longest_run": chart.longest,
        "longest_allowed": chart.allowed,
        "crossings": chart.crossings,
        "fewest_crossings": chart.fewest,
    }
    if not chart.is_signal:
        quiet = Signal(Status.INSIDE, wording.RULE_CHARTS, wording.QUIET, found)
        return _beyond_limits(series, points, found, stable=chart.baseline) or quiet
    found |= {"since": points[chart.first].period, "until": points[chart.last].period}
    notes = _way(series, rises=rates[chart.first] > chart.median)
    text = wording.LONG_RUN if chart.longest > chart.allowed else wording.FEW_CROSSINGS
    return Signal(Status.SIGNAL, wording.RULE_RUNS, text, found, notes)


def _agreed(series: Series, points: Sequence[Point]) -> int | None:
    # An agreed baseline holds for the whole series only: with points left out it would shift.
    if series.baseline is None or len(points) != len(series.points):
        return None
    return series.baseline


def _way(series: Series, *, rises: bool) -> tuple[str, ...]:
    if series.direction is None:
        return ()
    better = rises == (series.direction is Direction.UP)
    return (wording.BETTER if better else wording.WORSE,)
