"""Did the needle move? One verdict on a series, by how many points there are.

The rules in their order, first match:

1. No counts and no limits: cannot tell. Two points compare only if both can be judged.
2. A break with a single point after it: series broken. Else only points after the last
   break are judged, and the verdict says so.
3. The newest point covers less than 60 % of those meant: cannot tell. Earlier points that
   do are left out of the comparison.
4. The whole 95 % interval of the newest point on the good side of the target: target met.
   This goes before every verdict on change, because it needs no comparison, and after
   the three above, which say that the newest number itself can't be read so.
5. By points: 1 starting point, 2 difference, 3-5 forecast, 6-11 forecast and three tests
   that share 5 % of false alarms, 12 and more run chart and limits.

Consecutive rises are no rule: they happen by chance far too often.
"""

from collections.abc import Sequence
from dataclasses import replace

from longtable.core.stats.direction import Direction
from longtable.core.stats.signal import wording
from longtable.core.stats.signal.changing import judge_change
from longtable.core.stats.signal.series import Point, Series
from longtable.core.stats.signal.verdict import Number, Signal, Status

CAUTION_BELOW = 0.85
BLOCKED_BELOW = 0.60


def judge(series: Series) -> Signal:
    """Return the verdict on a series; deterministic."""
    after = series.points[series.start :]
    numbers = _basics(series, after)
    verdict = _unreadable(series, after, numbers) or _by_target(series, after[-1], numbers)
    if verdict is None:
        readable = [at for at, point in enumerate(after) if not _is_blocked(point)] or [0]
        whens = series.times[series.start :]
        times = [(whens[at].start + whens[at].end) / 2 for at in readable]
        verdict = judge_change(series, [after[at] for at in readable], times, numbers)
    return _with_notes(verdict, series, after)


def _basics(series: Series, after: Sequence[Point]) -> dict[str, Number]:
    last = after[-1]
    numbers: dict[str, Number] = {
        "points": sum(not _is_blocked(point) for point in after) or len(after),
        "first_period": after[0].period,
        "last_period": last.period,
        "last": float(last.rate),
    }
    if last.has_error:
        numbers |= {"last_lower": last.estimate.lower, "last_upper": last.estimate.upper}
    if series.target is not None:
        numbers["target"] = float(series.target)
    if series.start:
        numbers["break"] = after[0].period
    return numbers


def _unreadable(
    series: Series, after: Sequence[Point], numbers: dict[str, Number]
) -> Signal | None:
    last = after[-1]
    if series.start and len(after) == 1:
        return Signal(Status.SERIES_BROKEN, wording.RULE_BREAK, wording.BROKEN, numbers)
    if not all(point.has_error for point in after if not _is_blocked(point) or point is last):
        return Signal(Status.CANNOT_TELL, wording.RULE_NO_ERROR, wording.NO_ERROR, numbers)
    if _is_blocked(last) and len(series.points) > 1:
        more = {**numbers, "coverage": last.coverage}
        return Signal(Status.CANNOT_TELL, wording.RULE_COVERAGE, wording.LOW_COVERAGE, more)
    return None


def _by_target(series: Series, last: Point, numbers: dict[str, Number]) -> Signal | None:
    if series.target is None or _is_blocked(last):
        return None
    estimate = last.estimate
    down = series.direction is Direction.DOWN
    met = estimate.upper <= series.target if down else estimate.lower >= series.target
    if not met:
        return None
    return Signal(Status.TARGET_MET, wording.RULE_TARGET, wording.TARGET_MET, numbers)


def _with_notes(verdict: Signal, series: Series, after: Sequence[Point]) -> Signal:
    numbers, notes = dict(verdict.numbers), list(verdict.notes)
    blocked = [point.period for point in after[:-1] if _is_blocked(point)]
    compared = verdict.status not in {Status.SERIES_BROKEN, Status.CANNOT_TELL}
    if blocked and compared:
        numbers["left_out"] = ", ".join(blocked)
        notes.append(wording.LEFT_OUT)
    thin = [p for p in after if p.coverage is not None and p.coverage < CAUTION_BELOW]
    thin = [p for p in thin if not _is_blocked(p) or len(after) == 1]
    if thin:
        worst = min(thin, key=lambda point: point.coverage or 0.0)
        numbers |= {"caution_period": worst.period, "caution_coverage": worst.coverage}
        notes.append(wording.CAUTION_COVERAGE)
    if series.start and compared:
        met = verdict.status is Status.TARGET_MET
        notes.append(wording.TARGET_BREAK if met else wording.SINCE_BREAK)
    return replace(verdict, numbers=numbers, notes=tuple(notes), proportion=series.counted)


def _is_blocked(point: Point) -> bool:
    return point.coverage is not None and point.coverage < BLOCKED_BELOW
