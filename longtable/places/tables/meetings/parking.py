"""Put something into the parking lot, take it up again, or let it go."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.places.tables.finding import table_or_404
from longtable.places.tables.meetings.forms import ParkForm
from longtable.record.acting import Refusal
from longtable.tables import actions, queries
from longtable.tables.models import ParkedItem
from longtable.web.access import members
from longtable.web.requests import Request


@members()
@require_POST
def park(request: Request, initiative: str, table: str, pk: int) -> HttpResponse:
    """Park something, so that it is not forgotten."""
    row = table_or_404(request, table)
    series = get_object_or_404(queries.series_of(row), pk=pk)
    form = ParkForm(request.POST)
    title = form.cleaned_data["title"] if form.is_valid() else ""
    try:
        actions.park(series, title, now=timezone.now(), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("tables:meetings", initiative, row.slug)


@members()
@require_POST
def parked(request: Request, initiative: str, table: str, pk: int) -> HttpResponse:
    """Take something up at the next meeting, or let it go."""
    row = table_or_404(request, table)
    one = get_object_or_404(queries.parked_at(row), pk=pk)
    try:
        _dealt_with(request, one)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("tables:meetings", initiative, row.slug)


def _dealt_with(request: Request, one: ParkedItem) -> None:
    if request.POST.get("do") == "let_go":
        actions.let_go(one, now=timezone.now(), by=request.user)
        return
    coming = queries.coming_meetings(one.series.table, today=timezone.localdate())
    following = coming.filter(series=one.series).first()
    if following is None:
        raise Refusal(_("Plan the next meeting of this series first."))
    actions.take_up(one, following, by=request.user)
    messages.success(request, _("It is on the agenda of the next meeting."))
