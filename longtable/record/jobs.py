"""What the worker does again and again. Packages sign their jobs in; none waits for another."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

logger = logging.getLogger(__name__)
Job = Callable[[dt.datetime], int]


@dataclass(frozen=True, slots=True)
class _Signed:
    do: Job
    every: dt.timedelta


JOBS: dict[str, _Signed] = {}
_last: dict[str, dt.datetime] = {}


def job(name: str, *, every: dt.timedelta) -> Callable[[Job], Job]:
    """Sign a function in as a job. It gets the time, does what is due, and returns how much.

    A job is safe to stop at any point and to run twice: its state lives in the database.
    """

    def register(do: Job) -> Job:
        JOBS[name] = _Signed(do, every)
        return do

    return register


def run_due(now: dt.datetime) -> int:
    """Run each job whose time has come, and return how much was done in all.

    A job that fails is logged by its name and left for the next round; the others go on. Where
    the clock was put back, nothing waits until it has caught up.
    """
    done = 0
    for name, signed in JOBS.items():
        last = _last.get(name)
        if last is None or now < last or now - last >= signed.every:
            _last[name] = now
            try:
                done += signed.do(now)
            except Exception:
                logger.exception("The job %s failed; it will be tried again.", name)
    return done
