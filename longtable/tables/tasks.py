"""What the worker does for tables."""

import datetime as dt

from longtable.record.jobs import job
from longtable.tables.actions import fold_old_turns
from longtable.tables.models import PrivateNote

fold_turns = job("count up turns", every=dt.timedelta(minutes=30))(fold_old_turns)


@job("forget private notes", every=dt.timedelta(minutes=10))
def forget_notes(now: dt.datetime) -> int:
    """Delete the private notes whose time is over."""
    return PrivateNote.objects.filter(expires__lte=now).delete()[0]
