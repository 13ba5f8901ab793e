"""What the worker does for promises: the ladder, for all alike."""

import datetime as dt
import logging

from django.utils import timezone

from longtable.accountability import actions, queries
from longtable.accountability.models import Commitment
from longtable.measures import sources
from longtable.record.acting import Refusal
from longtable.record.jobs import job

logger = logging.getLogger(__name__)


@job("follow the ladder", every=dt.timedelta(minutes=10))
def follow_the_ladder(now: dt.datetime) -> int:
    """Take the steps that late promises have reached. Each is a transaction of its own."""
    today = timezone.localdate(now)
    return sum(_follow(promise, now, today) for promise in queries.late_everywhere(today=today))


def _follow(promise: Commitment, now: dt.datetime, today: dt.date) -> int:
    try:
        return actions.follow_ladder(promise, now=now, today=today)
    except Refusal:
        logger.info("A step for promise %s was taken meanwhile.", promise.pk)
        return 0


@job("count how we work together", every=dt.timedelta(minutes=10))
def count_traces(now: dt.datetime) -> int:
    """Count this year again, and the last one while its promises still move."""
    today = timezone.localdate(now)
    years = {today.year, (today - dt.timedelta(days=120)).year}
    return sum(sources.refresh(year) for year in sorted(years))
