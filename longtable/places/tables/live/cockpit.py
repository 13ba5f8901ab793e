"""The facilitator's phone while a meeting goes on: every tap counts once, also without a net."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie

from longtable.initiative import queries as initiatives
from longtable.initiative.models import Organization
from longtable.places.tables.live.finding import meeting_to_run_or_404
from longtable.tables import queries
from longtable.tables.models import Attendance, Item, Meeting, Table
from longtable.tables.queries import RoomNow
from longtable.web.access import members
from longtable.web.requests import Request

_OUTCOMES = (Item.Outcome.DONE, Item.Outcome.PARKED, Item.Outcome.CARRIED)
_PROMISED_IN = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class CockpitPage:
    """The meeting as it stands, and what can be tapped. `state` is the same for the script."""

    meeting: Meeting
    table: Table
    room: RoomNow
    organizations: list[Organization]
    outcomes: list[tuple[str, str]]
    attendances: list[tuple[str, str]]
    next_month: dt.date
    captures: list[tuple[str, str, str]]
    state: dict[str, Any]

    @property
    def new_key(self) -> str:
        """Return a new number each time: sent twice, a form counts once."""
        return str(uuid4())

    @property
    def now_pk(self) -> int:
        """Return the number of the item now, 0 for none."""
        return self.room.now.item.pk if self.room.now else 0

    @property
    def used_minutes(self) -> int:
        """Return the whole minutes that the item now has used."""
        return self.room.now.used // 60 if self.room.now else 0


@members()
@ensure_csrf_cookie
def cockpit(request: Request, initiative: str, table: str, day: dt.date) -> HttpResponse:
    """Show the meeting to whoever runs it."""
    meeting = meeting_to_run_or_404(request, table, day)
    now = timezone.now()
    room = queries.room_now(meeting, now=now)
    page = CockpitPage(
        meeting=meeting,
        table=meeting.table,
        room=room,
        organizations=list(initiatives.organizations_in(request.room.initiative)),
        outcomes=[(one.value, str(one.label)) for one in _OUTCOMES],
        attendances=[(one.value, str(one.label)) for one in Attendance.Who],
        next_month=timezone.localdate() + _PROMISED_IN,
        captures=[
            ("decision", _("Decision"), _("What was decided?")),
            ("promise", _("Promise"), _("What is promised?")),
            ("tension", _("Tension"), _("What is it about?")),
            ("park", _("Park it"), _("What shall we come back to?")),
        ],
        state=state_of(room, request, now=now),
    )
    return render(request, "tables/live/cockpit.html", {"page": page})


@members()
def state(request: Request, initiative: str, table: str, day: dt.date) -> HttpResponse:
    """Give the meeting as it stands to the script, with a fresh token for its next taps."""
    meeting = meeting_to_run_or_404(request, table, day)
    now = timezone.now()
    return JsonResponse(state_of(queries.room_now(meeting, now=now), request, now=now))


@members()
def worker(request: Request, initiative: str, table: str, day: dt.date) -> HttpResponse:
    """Give the script that keeps the cockpit on the phone; it reaches no further than this page."""
    meeting_to_run_or_404(request, table, day)
    found = finders.find("web/workers/live.js")
    if not found:
        raise Http404
    with open(found, "rb") as file:
        response = HttpResponse(file.read(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-store, private"
    return response


def state_of(room: RoomNow, request: Request, *, now: dt.datetime) -> dict[str, Any]:
    """Return what the script needs to go on without the server."""
    return {
        "taps": room.taps,
        "now": now.isoformat(),
        "state": room.meeting.state,
        "me": request.user.pk,
        "token": get_token(request),
        "items": [
            {
                "pk": one.item.pk,
                "title": one.item.title,
                "purpose": one.item.get_purpose_display(),
                "question": one.item.question,
                "planned": one.item.planned_minutes,
                "used": one.used,
                "outcome": one.item.outcome,
                "now": one.is_now,
            }
            for one in room.items
        ],
        "seats": [
            {"pk": one.pk, "name": one.name or str(one.seat), "who": one.who,
             "remote": one.remote, "heard": one.heard}
            for one in room.seats
        ],
        "last": room.last,
        "captured": [{"key": key, "what": what, "text": text} for key, what, text in room.captured],
        "messages": [
            {"pk": one.pk, "kind": one.get_kind_display(), "name": one.name, "text": one.text}
            for one in room.messages
        ],
    }  # fmt: skip
