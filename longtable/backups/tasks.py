"""What the worker does for backups: start one when it is due, in a process of its own.

A large backup takes minutes, and mail must not wait for it.
"""

import datetime as dt
import subprocess
import sys

from longtable.backups import scheduling
from longtable.record.jobs import job

_running: list["subprocess.Popen[bytes]"] = []


@job("nightly backup", every=dt.timedelta(minutes=1))
def back_up(now: dt.datetime) -> int:
    """Start the backup that is due, unless the last one is still at it."""
    _running[:] = [part for part in _running if part.poll() is None]
    if _running or not scheduling.is_due(now):
        return 0
    words = [sys.executable, "-m", "longtable.cli.main", "backup", "--due"]
    _running.append(subprocess.Popen(words, stdout=subprocess.DEVNULL))  # noqa: S603
    return 1
