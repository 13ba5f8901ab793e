"""A meeting that goes on, for the routes of the cockpit."""

import datetime as dt
import uuid

from django.utils import timezone

from longtable.tables import actions
from longtable.tables.actions import Given
from longtable.tables.models import Meeting
from tests.factories import (
    HoldingFactory,
    ItemFactory,
    MeetingFactory,
    MessageFactory,
    SeatFactory,
    SeriesFactory,
    TableFactory,
)

DAY = dt.date(2026, 3, 3)
ROUTES = ("live", "tap", "live_state", "live_worker", "room")
LEFT_OUT_POST: set[str] = set()


def things(initiative, people):
    """Return the parts of the addresses of a live meeting."""
    table = TableFactory(initiative=initiative, slug="early-grades", name="Early grades")
    for number, name in enumerate(["Ana", "Ben", "Chue"], start=1):
        seat = SeatFactory(table=table, number=number)
        HoldingFactory(seat=seat, name=name)
    SeatFactory(table=table, number=4, name="Funders")
    series = SeriesFactory(table=table)
    meeting = MeetingFactory(
        series=series, day=DAY, state=Meeting.State.LIVE, code=f"far-{initiative.pk}"
    )
    ItemFactory(meeting=meeting, title="Attendance", purpose="learn")
    here = {"table": table.slug, "day": DAY}
    return {**{f"tables:{route}": here for route in ROUTES}, "far:meeting": {"code": meeting.code}}


def _meeting(rows):
    return Meeting.objects.get(series__table__initiative=rows.initiative, day=DAY)


def _take(rows):
    tap = Given(uuid.uuid4(), "park", {"text": "Buses"}, timezone.now())
    actions.take_taps(_meeting(rows), [tap], now=timezone.now(), by=rows.by)


def _answer(rows):
    asked = MessageFactory(meeting=_meeting(rows), kind="call")
    actions.answer_question(asked, now=timezone.now(), by=rows.by)


DEEDS = {"tables._take": _take, "tables.answer_question": _answer}
