"""`longtable verify`: make every published figure again, and say where one differs."""

import argparse
import json
import time
from dataclasses import asdict
from typing import Any

from longtable.cli.main import prepare_django


def register(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "verify",
        help="make every published figure again from what is stored, and compare",
        description="Prints one JSON object. Ends with 1 where a figure differs.",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Verify everything that was ever public."""
    prepare_django()
    from longtable.measures.actions import verify

    started = time.monotonic()
    report = verify()
    said = asdict(report) | {
        "same": not report.differences,
        "seconds": round(time.monotonic() - started, 2),
    }
    print(json.dumps(said, ensure_ascii=False, indent=1))
    return 1 if report.differences else 0
