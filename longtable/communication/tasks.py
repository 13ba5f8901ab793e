"""What the worker does for mail."""

import datetime as dt

from longtable.communication import sending
from longtable.record.jobs import job

send_mail = job("send mail", every=dt.timedelta(seconds=1))(sending.send_waiting)
forget_mail = job("forget sent mail", every=dt.timedelta(hours=6))(sending.forget_sent)
