"""`longtable forget`: take somebody out of everything, because they asked for it."""

import argparse
import datetime as dt
from typing import Any

from longtable.cli.main import prepare_django
from longtable.cli.trouble import Trouble

_DESCRIPTION = """\
Takes the name, the address and the ways to sign in of one person out of every table, as people can
do by themselves under "Your account". What was decided, published or signed stays, with a dash
where the name stood. It can't be undone. Backups made before keep the person until they are gone.
"""


def register(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "forget",
        help="take somebody's name and address out of everything",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("email", metavar="EMAIL", help="the address that the person signs in with")
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument("--dry-run", action="store_true", help="only say what would be taken out")
    choice.add_argument("--yes", action="store_true", help="do it")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Say what stands where, and take it out where that was confirmed."""
    prepare_django()
    from longtable.accounts.actions import forget_person
    from longtable.accounts.queries import person_with
    from longtable.accounts.sources import Leaving, found
    from longtable.record.acting import Refusal

    person = person_with(chosen.email)
    if person is None:
        raise Trouble(f"nobody signs in with {chosen.email}")
    now = dt.datetime.now(dt.UTC)
    for name, count in sorted(found(Leaving(person, now)).items()):
        print(f"{count:6}  {name}")
    if chosen.dry_run:
        print("Nothing was changed. Say --yes to do it.")
        return 0
    try:
        forget_person(person, now=now, by=person)
    except Refusal as refusal:
        raise Trouble(str(refusal)) from refusal
    print("Forgotten.")
    return 0
