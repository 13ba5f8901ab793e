"""One meeting: when and where it is, and what stands on its agenda."""

import datetime as dt
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.places.tables.finding import meeting_or_404
from longtable.places.tables.meetings.forms import ItemForm
from longtable.record.acting import Refusal
from longtable.tables import actions, queries
from longtable.tables.models import Item, Meeting, Table
from longtable.tables.sources import Proposal, proposals_for
from longtable.web.access import members
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting, its agenda, and what this person can do with it."""

    meeting: Meeting
    table: Table
    items: list[Item]
    planned_minutes: int
    is_ahead: bool
    may_run: bool
    may_bring: bool
    proposals: list[Proposal]

    @property
    def minutes_over(self) -> int:
        """Return by how many minutes the agenda is longer than the meeting."""
        return max(0, self.planned_minutes - self.meeting.minutes)


@members()
def meeting(request: Request, initiative: str, table: str, day: dt.date) -> HttpResponse:
    """Show a meeting; who sits at the table brings an item."""
    row = meeting_or_404(request, table, day)
    may_run = queries.runs_table(request.user, row.table)
    is_ahead = row.state in {Meeting.State.PLANNED, Meeting.State.LIVE}
    may_bring = may_run or queries.sits_at(request.user, row.table)
    brings = may_bring and is_ahead
    form = ItemForm(request.POST or None, table=row.table) if brings else None
    if form and form.is_valid():
        try:
            actions.add_item(row, form.cleaned_data, by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is on the agenda."))
            return redirect("tables:meeting", initiative, row.table.slug, row.day)
    items = list(queries.agenda_of(row))
    page = MeetingPage(
        meeting=row,
        table=row.table,
        items=items,
        planned_minutes=sum(item.planned_minutes for item in items),
        is_ahead=is_ahead,
        may_run=may_run,
        may_bring=may_bring,
        proposals=_due(row) if may_run and is_ahead else [],
    )
    return render(request, "tables/meetings/meeting.html", {"page": page, "form": form})


@members()
@require_POST
def take_in(request: Request, initiative: str, table: str, day: dt.date) -> HttpResponse:
    """Put one proposal on the agenda, or all."""
    row = meeting_or_404(request, table, day)
    source = request.POST.get("source", "")
    wanted = {source} if source else None
    try:
        actions.take_in(row, wanted, today=timezone.localdate(), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is on the agenda."))
    return redirect("tables:meeting", initiative, row.table.slug, row.day)


def _due(row: Meeting) -> list[Proposal]:
    return proposals_for(row, today=timezone.localdate())
