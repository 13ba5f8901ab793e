"""The meetings to which anyone may come: what is next, where, and how to join. For everybody."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from longtable.tables import queries
from longtable.tables.models import Meeting
from longtable.tables.queries import open_meetings as opened
from longtable.web.access import public
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class Line:
    """One meeting: until when (on its own clock), what is there for whoever comes, how to join.

    `far` is the page for those far away; it is there on the day of the meeting.
    """

    meeting: Meeting
    until: dt.datetime
    clock: str
    access: list[str]
    far: str
    is_called_off: bool


@dataclass(frozen=True, slots=True)
class ComingPage:
    """What comes next, and the calendar that follows it."""

    lines: list[Line]
    feed: str
    is_member: bool


@public
def coming(request: Request, initiative: str) -> HttpResponse:
    """List the meetings that anyone may come to."""
    room, now = request.room, timezone.now()
    page = ComingPage(
        lines=[_line(one, now) for one in opened.open_meetings(room.initiative, now=now)],
        feed=_address("tables:open_feed", initiative),
        is_member=room.membership is not None,
    )
    return render(request, "tables/meetings/coming.html", {"page": page})


@public
def feed(request: Request, initiative: str) -> HttpResponse:
    """Give the same meetings to a calendar; no link of anybody is needed."""
    now = timezone.now()
    found = opened.open_calendar_meetings(request.room.initiative, now=now)
    where = _address("tables:open_meetings", initiative)
    text = queries.calendar_text(found, now=now, where=where)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


def _line(meeting: Meeting, now: dt.datetime) -> Line:
    until = opened.ends(meeting)
    is_today = now.astimezone(until.tzinfo).date() == meeting.day
    is_on = meeting.state == Meeting.State.LIVE
    called_off = meeting.state == Meeting.State.CALLED_OFF
    near = is_on or (is_today and not called_off)
    return Line(
        meeting=meeting,
        until=until,
        clock=until.tzname() or meeting.zone,
        access=opened.announced_access(meeting),
        far=reverse("far:meeting", args=[meeting.code]) if near else "",
        is_called_off=called_off,
    )


def _address(route: str, initiative: str) -> str:
    return f"{settings.ADDRESS}{reverse(route, args=[initiative])}"
