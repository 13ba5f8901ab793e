"""What the worker does for tables."""

import datetime as dt
from contextlib import suppress

from longtable.record.acting import Refusal
from longtable.record.jobs import job
from longtable.tables.actions import fold_old_turns, let_go_of_roster
from longtable.tables.models import PrivateNote
from longtable.tables.queries import roster as rosters

fold_turns = job("count up turns", every=dt.timedelta(minutes=30))(fold_old_turns)


@job("forget private notes", every=dt.timedelta(minutes=10))
def forget_notes(now: dt.datetime) -> int:
    """Delete the private notes whose time is over."""
    return PrivateNote.objects.filter(expires__lte=now).delete()[0]


@job("let go of lists", every=dt.timedelta(hours=1))
def let_go_of_lists(now: dt.datetime) -> int:
    """Empty the lists of people that nobody took in for thirty days."""
    done = 0
    for roster in rosters.too_old_rosters(now):
        with suppress(Refusal):  # somebody took it in or discarded it this moment
            let_go_of_roster(roster, now=now, by=roster)
            done += 1
    return done
