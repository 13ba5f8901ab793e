"""`longtable calc attack`: what an outsider can work out from a published file."""

import argparse
import json
from typing import Any

from longtable.cli.counted import add_arguments, read_counted
from longtable.cli.trouble import Trouble
from longtable.core.stats.attack import Contradiction, attack

_EXPLANATION = """\
Reads rows as `calc protect` writes them, the count left empty where it is withheld, and works out
for each blank the range that the other rows leave. Exit code 1 when a small count is known exactly
(`exact`) or its range is less than 1 to fewest (`narrowed`, exact ones included).
The column `shown` only says which blanks are small: that is the referee's knowledge, and the attack
itself does not use it. Without it every blank is taken to be small.
"""


def register(subparsers: Any) -> None:
    """Add `calc attack`."""
    parser = subparsers.add_parser(
        "attack",
        help="work out what withheld counts can be",
        description=_EXPLANATION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_arguments(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Attack one file."""
    counted = read_counted(chosen)
    small = None
    if "shown" in counted.rows[0]:
        small = {n for n, row in enumerate(counted.rows) if row["shown"].strip() == "small"}
    try:
        found = attack(
            list(zip(counted.keys, counted.counts, strict=True)),
            hierarchy=counted.hierarchies,
            fewest=chosen.fewest,
            small=small,
        )
    except Contradiction as error:
        known = error.total is not None and error.total < len(counted.rows)
        where = counted.place(error.total) if known else counted.file
        raise Trouble(f"{where}: column {counted.column}: {error}") from error
    cells = [
        {
            "key": dict(zip(counted.by, counted.keys[each.cell], strict=True)),
            "lower": each.lower,
            "upper": each.upper,
        }
        for each in found.ranges
    ]
    print(json.dumps({"cells": cells, "exact": found.exact, "narrowed": found.narrowed}))
    return 1 if found.exact or found.narrowed else 0
