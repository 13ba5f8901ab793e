"""`longtable calc estimate FILE`: rates of people with their intervals."""

import argparse
import json
from typing import Any

from longtable.cli.reading import Row, number, read_rows, require
from longtable.cli.trouble import Trouble
from longtable.core.stats.estimates import KINDS

_COLUMNS = ("numerator", "denominator", "level", "kind")


def register(subparsers: Any) -> None:
    """Add `calc estimate`."""
    parser = subparsers.add_parser(
        "estimate",
        help="rates of people with their intervals",
        description=(
            "Columns: numerator, denominator and, if wanted, level (0.95, 95 or 95%; "
            "95% unless said) and kind (wilson, clopper_pearson, jeffreys; wilson unless said)."
        ),
    )
    parser.add_argument("file", metavar="FILE", help="CSV or JSON; - reads standard input")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print one JSON object with a row for every row of the file."""
    rows = read_rows(chosen.file, columns=_COLUMNS)
    require(rows, _COLUMNS[:2], name=chosen.file)
    print(json.dumps({"rows": [_estimate(row) for row in rows]}, allow_nan=False))
    return 0


def _estimate(row: Row) -> dict[str, float]:
    kind = row.text("kind").lower().replace("-", "_").replace(" ", "_") or "wilson"
    if kind not in KINDS:
        raise Trouble(
            f"{row.where}: unknown kind {row.text('kind')!r}; the kinds are {', '.join(KINDS)}"
        )
    found = KINDS[kind](*row.counts(), level=_level(row))
    return {"estimate": found.value, "lower": found.lower, "upper": found.upper}


def _level(row: Row) -> float:
    text = row.text("level")
    if not text:
        return 0.95
    found = number(text.removesuffix("%").strip())
    if found is not None and (text.endswith("%") or found > 1):
        found /= 100
    if found is None or not 0 < found < 1:
        raise Trouble(f"{row.where}: the level is {text!r}; write 0.95 or 95")
    return found
