"""`longtable verify`: make every published figure again, follow the record, say what differs."""

import argparse
import json
import sys
import time
from dataclasses import asdict
from typing import Any

from longtable.cli.main import prepare_django

_DESCRIPTION = """\
Makes every published figure again from what is stored, and follows the chain over the record and
everything that was published. Prints one JSON object. Ends with 1 where a figure differs or the
chain is broken, and says in one line on standard error where it breaks first.
"""


def register(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "verify",
        help="make every published figure again, and see that nobody rewrote the record",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--seal",
        metavar="SEAL",
        action="append",
        default=[],
        help="a seal that was printed once, as at the foot of a report card; it must still hold",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Verify everything that was ever public, and the record."""
    prepare_django()
    from longtable.measures.actions import verify
    from longtable.record import chain

    started = time.monotonic()
    report, history = verify(), chain.examine()
    forged = [found for printed in arguments.seal if (found := chain.whole_since(printed))]
    broken = [*forged, *history.broken]
    same = not (report.differences or broken)
    said = asdict(report) | {
        "record": asdict(history) | {"broken": [asdict(one) for one in broken]},
        "same": same,
        "seconds": round(time.monotonic() - started, 2),
    }
    print(json.dumps(said, ensure_ascii=False, indent=1))
    if broken:
        print(f"longtable: the record was altered: {_first(broken[0])}", file=sys.stderr)
    return 0 if same else 1


def _first(broken: Any) -> str:
    return f"{broken.where} {broken.what}" + (f" (link {broken.link})" if broken.link else "")
