"""`longtable demo`: three cities with real, published numbers, and an invented season."""

import argparse
from pathlib import Path
from typing import Any

from longtable.cli.main import prepare_django
from longtable.cli.trouble import Trouble


def register(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "demo", help="set up the demonstration: real cities, an invented season"
    )
    parser.add_argument(
        "--accounts", action="store_true", help="only print how to sign in as each role"
    )
    parser.add_argument(
        "--data",
        type=Path,
        metavar="FOLDER",
        help="add further indicators from the files of a folder (bridgeport-ct/…, nyc/…)",
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> None:
    """Set the demonstration up, or go on where it stopped, and print how to sign in."""
    prepare_django()
    from django.conf import settings

    from longtable.demo.people import how_to_sign_in

    if not settings.LOCAL:
        raise Trouble("the demonstration has known passwords: it is set up on localhost only")
    if not chosen.accounts:
        _set_up(chosen.data)
    _say("\n".join(how_to_sign_in(settings.ADDRESS)))


def _set_up(data: Path | None) -> None:
    from longtable.demo import bridgeport, brought, milwaukee, newyork, season
    from longtable.demo.loading import add_to, set_up
    from longtable.record.acting import Refusal

    try:
        further = brought.read(data) if data else {}
        for city in (bridgeport.city(), milwaukee.city(), newyork.city()):
            initiative = set_up(city, _say)
            if city.slug in further:
                add_to(initiative, further[city.slug], _say)
        season.set_up(_say)
    except Refusal as refusal:
        raise Trouble(str(refusal)) from refusal


def _say(line: str) -> None:
    print(line, flush=True)
