"""What people need to come to a meeting, and what they get to read before it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from longtable.places.tables.finding import meeting_or_404
from longtable.places.tables.meetings.forms import link_field
from longtable.record.acting import Refusal
from longtable.tables import actions, queries
from longtable.tables.models import AccessRequest, Meeting, Seat
from longtable.tables.queries.access import Came
from longtable.web.access import members
from longtable.web.editing import free_text, whole_number
from longtable.web.requests import Request


class NeedForm(forms.Form):
    """What a seat needs."""

    seat = forms.ModelChoiceField(
        label=gettext_lazy("For which seat"),
        queryset=Seat.objects.none(),
        required=False,
        help_text=gettext_lazy(
            "What is there for nobody by name is announced to everybody where anyone may come; "
            "what a seat needs is not."
        ),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What is needed"), choices=AccessRequest.Kind.choices
    )
    detail = forms.CharField(label=gettext_lazy("In more detail"), required=False, max_length=1000)
    is_standing = forms.BooleanField(
        label=gettext_lazy("At every meeting of this series"), required=False
    )

    def __init__(self, *args: Any, seats: list[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["seat"]
        field.queryset = queries.seats_among([s.table for s in seats])  # type: ignore[attr-defined]
        field.choices = [("", _("Nobody by name")), *((s.pk, str(s)) for s in seats)]  # type: ignore[attr-defined]


class ReadingForm(forms.Form):
    """Something to read."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    language = forms.CharField(
        label=gettext_lazy("Language"),
        max_length=10,
        initial="en",
        help_text=gettext_lazy("Its code, such as en, es, ar or hmn."),
    )
    link = link_field(gettext_lazy("Link"))
    text = forms.CharField(
        label=gettext_lazy("Text"),
        widget=forms.Textarea({"rows": 5}),
        required=False,
        max_length=100_000,
    )


@dataclass(frozen=True, slots=True)
class AccessPage:
    """What is needed and whether it was there; what there is to read and when it came."""

    meeting: Meeting
    requests: list[AccessRequest]
    materials: list[Came]
    days_agreed: int
    may_run: bool
    needs: NeedForm | None
    reading: ReadingForm | None


@members()
def access(request: Request, initiative: str, table: str, day: dt.date) -> HttpResponse:
    """Show the access plan to those who sit there; they add to it."""
    row = meeting_or_404(request, table, day)
    if not queries.sees_tensions(request.user, row.table):
        raise Http404
    may_run = queries.runs_table(request.user, row.table)
    seats = [
        seat
        for seat in queries.seats_at(row.table)
        if may_run or queries.speaks_for_seat(request.user, seat)
    ]
    posted = request.POST or None
    is_reading = request.POST.get("do") == "reading"
    needs = NeedForm(None if is_reading else posted, seats=seats)
    reading = ReadingForm(posted if is_reading else None)
    used = reading if is_reading else needs
    if used.is_valid():
        try:
            _added(request, row, used.cleaned_data, is_reading=is_reading)
        except Refusal as refusal:
            used.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("tables:access", initiative, row.table.slug, row.day)
    today = timezone.localdate()
    page = AccessPage(
        meeting=row,
        requests=list(queries.access_requests_of(row)),
        materials=queries.materials_of(row, today=today),
        days_agreed=queries.days_agreed(row, today=today),
        may_run=may_run,
        needs=needs if row.state == Meeting.State.PLANNED else None,
        reading=reading if may_run else None,
    )
    shown = {"page": page}
    return render(request, "tables/meetings/access.html", shown)


@members()
@require_POST
def delivered(request: Request, initiative: str, table: str, day: dt.date, pk: int) -> HttpResponse:
    """Say whether it was there."""
    row = meeting_or_404(request, table, day)
    one = get_object_or_404(queries.access_requests_of(row), pk=pk)
    said = request.POST
    try:
        actions.say_if_delivered(
            one,
            was_there=said.get("do") == "there",
            cause=free_text(said.get("cause", ""), most=2000),
            version=whole_number(said.get("version", "")),
            by=request.user,
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("tables:access", initiative, row.table.slug, row.day)


def _added(request: Request, row: Meeting, said: dict[str, Any], *, is_reading: bool) -> None:
    now = timezone.now()
    if is_reading:
        actions.bring_material(row, actions.Reading(**said), now=now, by=request.user)
    else:
        actions.ask_for(row, actions.Need(**said), now=now, by=request.user)
