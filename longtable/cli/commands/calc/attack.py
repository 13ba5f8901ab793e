"""`longtable calc attack`: what an outsider can work out from a published file."""

import argparse
import json
from typing import Any

from longtable.cli.counted import Counted, add_arguments, read_counted
from longtable.cli.trouble import Trouble
from longtable.cli.witnessed import read_witnesses
from longtable.core.stats.attack import Contradiction, attack, check_filling

_EXPLANATION = """\
Reads rows as `calc protect` writes them, the count left empty where it is withheld, and works out
for each blank the range that the other rows leave. Exit code 1 when a small count is known exactly
(`exact`) or its range is less than 1 to fewest (`narrowed`, exact ones included).
The column `shown` only says which blanks are small: that is the referee's knowledge, and the attack
itself does not use it. Without it every blank is taken to be small.

With --witnesses nothing is attacked: the tables that `calc protect --witnesses` wrote are compared
with what is shown, every sum is added up, and both ends of each small count are looked at, without
a solver: {"tables","open","faults":[…]}, exit code 1 when there is a fault.
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
    parser.add_argument(
        "--witnesses", metavar="FILE", help="check these tables instead, without a solver"
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Attack one file."""
    counted = read_counted(chosen)
    small = None
    if "shown" in counted.rows[0]:
        small = {n for n, row in enumerate(counted.rows) if row["shown"].strip() == "small"}
    rows = list(zip(counted.keys, counted.counts, strict=True))
    if chosen.witnesses:
        return _check(chosen, counted, rows, small)
    try:
        found = attack(
            rows,
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


def _check(
    chosen: argparse.Namespace,
    counted: Counted,
    rows: list[tuple[tuple[str, ...], int | None]],
    small: set[int] | None,
) -> int:
    found = check_filling(
        rows,
        read_witnesses(chosen.witnesses, counted.by),
        hierarchy=counted.hierarchies,
        fewest=chosen.fewest,
        small=small,
    )
    told = {"tables": found.tables, "open": found.open_counts, "faults": list(found.faults)}
    print(json.dumps(told, ensure_ascii=False))
    return 1 if found.faults else 0
