"""All meetings of a table: those to come, those that were, and the parking lot."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from longtable.places.tables.finding import table_or_404
from longtable.places.tables.meetings.forms import ParkForm
from longtable.tables import queries
from longtable.tables.models import Meeting, ParkedItem, Series, Table
from longtable.web.access import members
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class Shown:
    """A series with its parking lot, and the meeting that takes things out of it."""

    series: Series
    parked: list[ParkedItem]
    following: Meeting | None


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    """The meetings of a table, and what waits between them."""

    table: Table
    coming: list[Meeting]
    past: list[Meeting]
    series: list[Shown]
    may_run: bool
    may_bring: bool


@members()
def meetings(request: Request, initiative: str, table: str) -> HttpResponse:
    """List the meetings of a table."""
    row = table_or_404(request, table)
    today = timezone.localdate()
    coming = list(queries.coming_meetings(row, today=today))
    known = {one.pk for one in coming}
    past = [one for one in queries.meetings_of(row) if one.pk not in known]
    may_run = queries.runs_table(request.user, row)
    shown = [
        Shown(
            series=one,
            parked=list(queries.parking_lot(one)),
            following=next((m for m in coming if m.series_id == one.pk), None),
        )
        for one in queries.series_of(row)
    ]
    page = MeetingsPage(
        table=row,
        coming=coming,
        past=past[::-1],
        series=shown,
        may_run=may_run,
        may_bring=may_run or queries.sits_at(request.user, row),
    )
    return render(request, "tables/meetings/meetings.html", {"page": page, "form": ParkForm()})
