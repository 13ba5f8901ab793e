"""One's own calendar link, the feeds that it opens, and invitations by mail."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.places.tables.finding import meeting_or_404
from longtable.record.acting import Refusal
from longtable.tables import actions, queries
from longtable.web.access import members, public
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar by its name and its secret address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """One's own link to the calendar, if it was made."""

    feeds: list[Feed]


@members()
def calendar(request: Request, initiative: str) -> HttpResponse:
    """Show one's secret links; make them, or renew them."""
    room = request.room
    if request.method == "POST":
        actions.renew_calendar_link(room.initiative, by=request.user)
        messages.success(request, _("Your links are new. Those before open nothing any more."))
        return redirect("tables:calendar", initiative)
    page = CalendarPage(feeds=_feeds(request))
    return render(request, "tables/meetings/calendar.html", {"page": page})


@public
def feed(request: Request, initiative: str, code: str, table: str = "") -> HttpResponse:
    """Give the meetings to a calendar, while whoever made the link belongs here."""
    room = request.room
    link = queries.calendar_link_for(code, room.initiative) if room else None
    if link is None:
        raise Http404
    today = timezone.localdate()
    found = queries.calendar_meetings(link.person, room.initiative, table=table, today=today)
    if found is None:
        raise Http404
    text = queries.calendar_text(found, now=timezone.now())
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "no-store, private"
    return answer


@members()
@require_POST
def invite(request: Request, initiative: str, table: str, day: dt.date) -> HttpResponse:
    """Send invitations to all who hold a seat."""
    row = meeting_or_404(request, table, day)
    try:
        actions.invite_to_meeting(row, now=timezone.now(), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The invitations are on their way."))
    return redirect("tables:meeting", initiative, row.table.slug, row.day)


def _feeds(request: Request) -> list[Feed]:
    initiative = request.room.initiative
    link = queries.calendar_link_of(request.user, initiative)
    if link is None:
        return []
    code = queries.calendar_code(link)
    mine = reverse("tables:calendar_feed", args=[initiative.slug, code])
    feeds = [Feed(_("All tables where I sit"), f"{settings.ADDRESS}{mine}")]
    for table in queries.tables_visible_to(request.user, initiative):
        path = reverse("tables:table_feed", args=[initiative.slug, code, table.slug])
        feeds.append(Feed(str(table), f"{settings.ADDRESS}{path}"))
    return feeds
