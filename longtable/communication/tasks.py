"""What the worker does for mail."""

import datetime as dt
import logging
from collections.abc import Callable

from longtable.accountability.models import LadderStep
from longtable.communication import actions, queries, sending
from longtable.communication.models import Digest
from longtable.initiative.models import Membership
from longtable.record.acting import Refusal
from longtable.record.jobs import job

logger = logging.getLogger(__name__)
FIRST_HOUR = dt.time(7)  # by the wall clock, also on a day that has an hour more or less

send_mail = job("send mail", every=dt.timedelta(seconds=1))(sending.send_waiting)
forget_mail = job("forget sent mail", every=dt.timedelta(hours=6))(sending.forget_sent)


@job("write digests", every=dt.timedelta(minutes=10))
def write_digests(now: dt.datetime) -> int:
    """Write each person's digest once a week, from Monday morning on by their own clock.

    Who came in within the week waits for the next one.
    """
    return sum(_week(one, now) for one in queries.to_be_written())


@job("write what is due tomorrow", every=dt.timedelta(minutes=30))
def write_tomorrow(now: dt.datetime) -> int:
    """Write to whoever has something due tomorrow, unless the week's digest said so today."""
    return sum(_tomorrow(one, now) for one in queries.to_be_written())


@job("write what is late", every=dt.timedelta(minutes=10))
def write_late(now: dt.datetime) -> int:
    """Write to whom the ladder's steps concern: one letter for all, and one a week at most."""
    written = 0
    steps: dict[int, dict[int, list[LadderStep]]] = {}
    for one in queries.to_be_written():
        if one.initiative_id not in steps:
            steps[one.initiative_id] = queries.late_steps(one.initiative, now=now)
        written += _late(one, steps[one.initiative_id].get(one.person_id, []), now)
    return written


def _late(membership: Membership, steps: list[LadderStep], now: dt.datetime) -> int:
    if not steps:
        return 0
    local = _clock(membership, now)
    day = local.date()
    new = queries.not_yet_told(membership, steps, now=now)
    if _is_night(local) or not new or queries.told_on(membership, day):
        return 0
    return _try(
        lambda: actions.write_late(membership, new, day=day, now=now, by=membership.initiative)
    )


def _week(membership: Membership, now: dt.datetime) -> int:
    local = _clock(membership, now)
    day = local.date() - dt.timedelta(days=_is_night(local))
    week = day - dt.timedelta(days=day.weekday())
    came = membership.since.astimezone(local.tzinfo).date()
    if came >= week or queries.was_written(membership, Digest.Kind.WEEK, week):
        return 0
    return _try(
        lambda: actions.write_digest(membership, week=week, now=now, by=membership.initiative)
    )


def _tomorrow(membership: Membership, now: dt.datetime) -> int:
    local = _clock(membership, now)
    day = local.date()
    was_written = queries.was_written(membership, Digest.Kind.TOMORROW, day)
    if _is_night(local) or was_written or queries.told_on(membership, day):
        return 0
    waiting = queries.waiting_for(membership.person, membership.initiative, now=now)
    if not queries.due_on(waiting, day + dt.timedelta(days=1)):
        return 0
    return _try(
        lambda: actions.write_tomorrow(membership, day=day, now=now, by=membership.initiative)
    )


def _clock(membership: Membership, now: dt.datetime) -> dt.datetime:
    """Return what somebody's clock says."""
    choice = queries.mail_choice(membership.person, membership.initiative)
    return now.astimezone(choice.clock)


def _is_night(local: dt.datetime) -> bool:
    return local.time() < FIRST_HOUR


def _try(write: Callable[[], Digest]) -> int:
    try:
        return int(write().is_sent)
    except Refusal:
        logger.info("A digest was written meanwhile.")
        return 0
