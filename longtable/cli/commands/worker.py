"""`longtable worker`: sends mail, reads uploads, keeps things tidy, again and again."""

import argparse
import signal
import time
from typing import Any

from longtable.cli.main import prepare_django

_PAUSE = 0.5


def register(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser("worker", help="send mail and read uploads, in the background")
    parser.add_argument("--once", action="store_true", help="do what is due now, then stop")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> None:
    """Run the jobs that are due until a signal comes."""
    prepare_django()
    from django.db import close_old_connections
    from django.utils import timezone

    from longtable.record.jobs import run_due

    stopping: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda got, _frame: stopping.append(got))
    while not stopping:
        close_old_connections()
        run_due(timezone.now())
        if chosen.once:
            return
        time.sleep(_PAUSE)
