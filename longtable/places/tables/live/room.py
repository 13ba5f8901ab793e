"""The room screen: what everybody looks at. Nothing about persons."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from longtable.places.tables.finding import meeting_or_404
from longtable.places.tables.live.pointing import squares
from longtable.places.tables.live.showing import Showing, showing
from longtable.tables import queries
from longtable.tables.models import Meeting
from longtable.web.access import members
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class RoomPage:
    """The item now, and how those far away and those with a phone can join."""

    meeting: Meeting
    now: Showing | None
    far_address: str
    far_size: int
    far_path: str


@members()
def room(request: Request, initiative: str, table: str, day: dt.date) -> HttpResponse:
    """Show the room what it is talking about."""
    meeting = meeting_or_404(request, table, day)
    address = request.build_absolute_uri(reverse("far:meeting", args=[meeting.code]))
    size, path = squares(address)
    page = RoomPage(
        meeting=meeting,
        now=showing(queries.room_now(meeting, now=timezone.now())),
        far_address=address.split("://", 1)[-1],
        far_size=size,
        far_path=path,
    )
    return render(request, "tables/live/room.html", {"page": page})
