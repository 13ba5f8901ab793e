"""`longtable calc …`: the statistics, on a file, without a database."""

import sys
from typing import Any

from longtable.cli.commands import register_all


def register(subparsers: Any) -> None:
    """Add `calc` and all that stands below it."""
    calc = subparsers.add_parser("calc", help="the statistics, on a file of yours")
    inner = calc.add_subparsers(title="calculations", metavar="WHAT", required=True)
    register_all(sys.modules[__name__], inner)
