"""What the worker does for tables."""

import datetime as dt

from longtable.record.jobs import job
from longtable.tables.actions import fold_old_turns

fold_turns = job("count up turns", every=dt.timedelta(minutes=30))(fold_old_turns)
