"""What the worker does for measures: the warehouse agrees with the database."""

import datetime as dt

from longtable.measures import sources
from longtable.record.jobs import job


@job("settle the warehouse", every=dt.timedelta(seconds=10))
def settle_warehouse(now: dt.datetime) -> int:
    """Store the facts that a stop between a commit and the warehouse left out."""
    return sources.settle()
