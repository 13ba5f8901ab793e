"""What the worker does for the record."""

import datetime as dt

from longtable.record import chain
from longtable.record.jobs import job

seal_record = job("seal the record", every=dt.timedelta(seconds=5))(chain.seal)
