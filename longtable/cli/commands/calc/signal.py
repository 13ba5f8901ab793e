"""`longtable calc signal FILE`: did a series move beyond what chance explains?"""

import argparse
import json
from typing import Any

from longtable.cli.reading import Row, number, read_rows, require
from longtable.cli.trouble import Trouble
from longtable.core.stats.periods import PeriodTrouble
from longtable.core.stats.signal import Direction, Point, Series, judge

_COUNTS = ("numerator", "denominator")
_PUBLISHED = ("estimate", "lower", "upper")


def register(subparsers: Any) -> None:
    """Add `calc signal`."""
    parser = subparsers.add_parser(
        "signal",
        help="did a series move beyond what chance explains?",
        description=(
            "Columns: period, numerator, denominator; or period, estimate, lower, upper with "
            "95% limits (empty where the source gives none). If known, coverage: the share of "
            "those meant who are in it. The order of the rows does not matter."
        ),
    )
    parser.add_argument("file", metavar="FILE", help="CSV or JSON; - reads standard input")
    parser.add_argument(
        "--break",
        dest="breaks",
        metavar="PERIOD",
        nargs="+",
        action="extend",
        default=[],
        help="a period that starts a new series: nothing before it is compared",
    )
    parser.add_argument("--direction", metavar="up|down", help="which way is better")
    parser.add_argument(
        "--target",
        metavar="T",
        help="for counts a share, 0.4 or 40%%; else in the unit of the estimates. "
        "Without --direction, higher is better",
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print the verdict as one JSON object."""
    name = chosen.file
    rows = read_rows(name, columns=("period", *_COUNTS, *_PUBLISHED, "coverage"))
    counted = _is_counted(rows, name=name)
    points = [_point(row, counted=counted) for row in rows]
    try:
        series = Series(
            points,
            breaks=tuple(chosen.breaks),
            direction=_direction(chosen.direction),
            target=_target(chosen.target, points),
        )
    except PeriodTrouble as trouble:
        raise Trouble(f"{rows[trouble.at].where}: {trouble}") from trouble
    except ValueError as trouble:
        raise Trouble(f"{name}: {trouble}") from trouble
    verdict = judge(series)
    answer = {
        "status": verdict.status,
        "rule": verdict.rule,
        "sentence": verdict.sentence,
        "numbers": dict(verdict.numbers),
    }
    print(json.dumps(answer, allow_nan=False, ensure_ascii=False))
    return 0


def _is_counted(rows: list[Row], *, name: str) -> bool:
    counted = any(row.has(column) for row in rows for column in _COUNTS)
    if counted and any(row.has(column) for row in rows for column in _PUBLISHED):
        raise Trouble(f"{name}: give numerator and denominator, or estimate and limits, not both")
    given = {column for row in rows for column in row.cells}
    require(rows, ("period",), name=name)
    if not counted and not given & {*_COUNTS, "estimate"}:
        raise Trouble(f"{name}: the columns numerator and denominator are missing")
    counted = counted or "estimate" not in given
    require(rows, _COUNTS if counted else ("estimate",), name=name)
    return counted


def _point(row: Row, *, counted: bool) -> Point:
    period = row.text("period")
    if not period:
        raise Trouble(f"{row.where}: period is empty")
    coverage = _coverage(row)
    if counted:
        numerator, denominator = row.counts()
        return Point(period, numerator, denominator, coverage=coverage)
    value = row.number("estimate")
    if not row.has("lower") and not row.has("upper"):
        return Point(period, value=value, coverage=coverage)
    lower, upper = row.number("lower"), row.number("upper")
    if not lower <= value <= upper:
        raise Trouble(
            f"{row.where}: the limits {lower:g} to {upper:g} do not enclose the estimate {value:g}"
        )
    return Point(period, value=value, lower=lower, upper=upper, coverage=coverage)


def _coverage(row: Row) -> float | None:
    if not row.has("coverage"):
        return None
    found = _share(row.text("coverage"))
    if found is None or not 0 <= found <= 1:
        raise Trouble(
            f"{row.where}: coverage is {row.text('coverage')!r}; write a share, 0.85 or 85%"
        )
    return found


def _direction(text: str | None) -> Direction | None:
    if text is None:
        return None
    if text not in set(Direction):
        raise Trouble(f"--direction is {text!r}; write up or down")
    return Direction(text)


def _target(text: str | None, points: list[Point]) -> float | None:
    if text is None:
        return None
    are_shares = points[0].counted or all(0 <= point.rate <= 1 for point in points)
    found = _share(text) if are_shares else number(text.strip().removesuffix("%").strip())
    if found is None:
        raise Trouble(f"--target is {text!r}, not a number")
    if points[0].counted and not 0 <= found <= 1:
        raise Trouble(f"--target is {text!r}; write a share from 0 to 1 or a percentage, 40%")
    return found


def _share(text: str) -> float | None:
    found = number(text.strip().removesuffix("%").strip())
    return found / 100 if found is not None and text.strip().endswith("%") else found
