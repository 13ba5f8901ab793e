"""Take taps: many at once from the script, or one from a form where there is no script."""

import datetime as dt
import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.places.tables.live.cockpit import state_of
from longtable.places.tables.live.finding import meeting_to_run_or_404
from longtable.record.acting import Refusal
from longtable.tables import actions, queries
from longtable.tables.actions import Given, Phone
from longtable.tables.models import Meeting
from longtable.web.access import members
from longtable.web.requests import Request


@members()
@require_POST
def tap(request: Request, initiative: str, table: str, day: dt.date) -> HttpResponse:
    """Keep what was tapped, and say for each tap whether it is kept."""
    meeting = meeting_to_run_or_404(request, table, day)
    if request.content_type == "application/json":
        return _many(request, meeting)
    return _one(request, meeting)


def _many(request: Request, meeting: Meeting) -> HttpResponse:
    now = timezone.now()
    try:
        sent = json.loads(request.body)
        given = [_given(one, now=now) for one in sent["taps"]]
        phone = Phone(UUID(sent["phone"]), int(sent["waiting"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"trouble": _("These taps can't be read.")}, status=400)
    try:
        answers = actions.take_taps(meeting, given, phone=phone, now=now, by=request.user)
    except Refusal as refusal:
        answers = {one.key: str(refusal) for one in given}
    meeting.refresh_from_db()
    return JsonResponse(
        {
            "answers": {str(key): why for key, why in answers.items()},
            "room": state_of(queries.room_now(meeting, now=now), request, now=now),
        }
    )


def _one(request: Request, meeting: Meeting) -> HttpResponse:
    now = timezone.now()
    content = {name: value for name, value in request.POST.items() if name not in _FRAME}
    try:
        key = UUID(request.POST.get("key", ""))
        given = Given(key, request.POST.get("what", ""), content, now)
        why = actions.take_taps(meeting, [given], now=now, by=request.user)[key]
    except ValueError:
        why = _("This page is older than the program. Load it again.")
    except Refusal as refusal:
        why = str(refusal)
    if why:
        messages.error(request, why)
    return redirect("tables:live", *_address(meeting))


_FRAME = {"csrfmiddlewaretoken", "key", "what"}


def _given(one: dict[str, Any], *, now: dt.datetime) -> Given:
    at = parse_datetime(str(one["at"]))
    content = one["content"]
    if at is None or at.tzinfo is None or not isinstance(content, dict):
        raise ValueError("not a tap")
    return Given(UUID(str(one["key"])), str(one["what"])[:20], content, at)


def _address(meeting: Meeting) -> tuple[str, str, dt.date]:
    table = meeting.table
    return table.initiative.slug, table.slug, meeting.day
