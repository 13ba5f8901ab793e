"""Take what is tapped in a meeting: each tap once, whatever happens on the way."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.record.acting import Double, Refusal, action
from longtable.tables import live, permissions, taking
from longtable.tables.actions.meeting import carry_over
from longtable.tables.models import Attendance, Meeting, Message, Seat, Tap, TurnSummary

LATEST = dt.timedelta(days=7)  # a phone that was away for so long after the end is still heard
LONGEST_WAIT = dt.timedelta(hours=12)  # then turns are counted up without the last phone
MOST_TAPS = 500
MOST_MESSAGES = 2000


@dataclass(frozen=True, slots=True)
class Given:
    """One tap as a phone sends it: its own key, what, the rest, and when (the phone's clock)."""

    key: UUID
    what: str
    content: dict[str, Any]
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Phone:
    """The phone that sends, by a number of its own, and how many taps it still holds."""

    key: UUID
    waiting: int


def take_taps(
    meeting: Meeting,
    given: Iterable[Given],
    *,
    phone: Phone | None = None,
    now: dt.datetime,
    by: Person,
) -> dict[UUID, str]:
    """Take taps, and return by key why one was not taken; "" says that it is kept.

    A tap that is there already is kept: a phone sends again until it has heard so.
    """
    answers: dict[UUID, str] = {}
    _take(meeting, list(given)[:MOST_TAPS], answers, phone=phone, now=now, by=by)
    return answers


@action("noted")
def _take(
    meeting: Meeting,
    given: list[Given],
    answers: dict[UUID, str],
    *,
    phone: Phone | None,
    now: dt.datetime,
    by: Person,
) -> Meeting:
    permissions.may_run(meeting.table, by=by)
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    _refuse_the_closed(meeting, now)
    known = set(Tap.objects.filter(meeting=meeting).values_list("key", flat=True))
    for one in sorted(given, key=lambda tap: tap.at):
        if one.key not in known:
            answers[one.key] = _take_one(meeting, one, now=now, by=by)
            known.add(one.key)
        else:
            answers[one.key] = ""
    if phone:
        _check_in(meeting, phone, now=now, by=by)
    meeting.refresh_from_db()
    if meeting.state == Meeting.State.CLOSED:
        carry_over(meeting)
        if all_phones_are_in(meeting):
            fold_turns(meeting)
    return meeting


def _take_one(meeting: Meeting, one: Given, *, now: dt.datetime, by: Person) -> str:
    try:
        with transaction.atomic():
            take = taking.taker(one.what)
            tap = Tap(
                meeting=meeting,
                key=one.key,
                what=one.what,
                content=taking.readable(one.content),
                at=min(one.at, now),
                by=by,
            )
            take(tap, now)
            tap.save()
            taking.settle(meeting, tap)
    except Refusal as refusal:
        return str(refusal)
    return ""


def _refuse_the_closed(meeting: Meeting, now: dt.datetime) -> None:
    if meeting.state == Meeting.State.CALLED_OFF:
        raise Refusal(_("This meeting was called off."))
    if meeting.closed and now - meeting.closed > LATEST:
        raise Refusal(_("This meeting ended a week ago. Write it into the minutes instead."))


def all_phones_are_in(meeting: Meeting) -> bool:
    """Whether every phone that sent something has, since the end, said that it holds no more."""
    phones = meeting.taps.filter(what="phone")
    return all(
        not one.content.get("waiting") and meeting.closed and one.at >= meeting.closed
        for one in phones
    )


def fold_turns(meeting: Meeting) -> None:
    """Keep how turns were spread, and delete who spoke how often. Twice does no harm."""
    if TurnSummary.objects.filter(meeting=meeting).exists():
        return
    counted = live.turns(meeting.taps.filter(what="turn"))
    here = meeting.attendances.exclude(who=Attendance.Who.NOBODY).select_related("seat")
    seats = {one.seat_id: one.seat.constituency for one in here}
    spoke = Seat.objects.filter(pk__in=counted.keys() - seats.keys(), table=meeting.table)
    seats |= {seat.pk: seat.constituency for seat in spoke}
    present = [(constituency, counted.get(pk, 0)) for pk, constituency in seats.items()]
    counts, totals = live.dispersed(present)
    if meeting.table.counts_turns:
        TurnSummary.objects.create(meeting=meeting, counts=counts, by_constituency=totals)
    meeting.taps.filter(what="turn").delete()


def _check_in(meeting: Meeting, phone: Phone, *, now: dt.datetime, by: Person) -> None:
    Tap.objects.update_or_create(
        meeting=meeting,
        key=phone.key,
        defaults={"what": "phone", "content": {"waiting": phone.waiting}, "at": now, "by": by},
    )


@action("said")
def say(meeting: Meeting, message: Message, *, now: dt.datetime, by: Meeting) -> Message:
    """Keep what somebody without an account sent to a meeting; the meeting itself stands for them.

    The same key again is the same message: it raises Double, and nothing is recorded twice.
    """
    if meeting.messages.filter(key=message.key).exists():
        raise Double(_("This has arrived already."))
    if meeting.state not in {Meeting.State.PLANNED, Meeting.State.LIVE}:
        raise Refusal(_("This meeting is over. Thank you for coming."))
    if meeting.messages.count() >= MOST_MESSAGES:
        raise Refusal(_("This meeting can't take more messages. Please speak up in the room."))
    if message.kind in {Message.Kind.WORD, Message.Kind.CALL} and not message.text.strip():
        raise Refusal(_("Write a few words first."))
    message.meeting, message.came = meeting, now
    message.text = message.text.strip()[: taking.LONGEST_TEXT]
    message.name = message.name.strip()[:100]
    message.save()
    return message


@action("answered a question of")
def answer_question(message: Message, *, now: dt.datetime, by: Person) -> Message:
    """Say that somebody who wrote to a meeting, or asked for a call, has had an answer."""
    permissions.may_run(message.meeting.table, by=by)
    changed = Message.objects.filter(pk=message.pk, answered=None).update(answered=now)
    if not changed:
        raise Double(_("Somebody said already that this is answered."))
    message.refresh_from_db()
    return message


def fold_old_turns(now: dt.datetime) -> int:
    """Count up the turns of meetings that ended half a day ago, whatever phone is still away."""
    over = Meeting.objects.filter(
        state=Meeting.State.CLOSED, closed__lt=now - LONGEST_WAIT, taps__what="turn"
    )
    found = list(over.distinct())
    for meeting in found:
        with transaction.atomic():
            fold_turns(Meeting.objects.select_for_update().get(pk=meeting.pk))
    return len(found)
