"""The tensions of a table: raised, confirmed by another seat, settled, and how long that took."""

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

from longtable.places.tables.finding import table_or_404
from longtable.record.acting import Refusal
from longtable.tables import actions, queries
from longtable.tables.models import Seat, Table, Tension
from longtable.web.access import members
from longtable.web.editing import free_text, whole_number
from longtable.web.requests import Request


class RaiseForm(forms.Form):
    """A tension, and from which seat it is raised."""

    text = forms.CharField(
        label=gettext_lazy("What it is about"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seat = forms.ChoiceField(label=gettext_lazy("From which seat"))

    def __init__(self, *args: Any, seats: list[Seat], may_run: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["seat"].choices = [(str(one.pk), str(one)) for one in seats]
        if may_run:
            through = _("Through the facilitator, without a name")
            fields["seat"].choices = [*fields["seat"].choices, ("", through)]
            fields["seat"].required = False


@dataclass(frozen=True, slots=True)
class Aged:
    """A tension, for how many days it is or was open, and which seats of mine may confirm it."""

    tension: Tension
    days: int
    may_confirm: list[Seat]


@dataclass(frozen=True, slots=True)
class TensionsPage:
    """The tensions of a table, for its members."""

    table: Table
    open_ones: list[Aged]
    settled: list[Aged]
    seats: list[Seat]
    may_run: bool
    form: RaiseForm


@members()
def tensions(request: Request, initiative: str, table: str) -> HttpResponse:
    """Show the tensions to those who sit here; they raise one from their seat."""
    row = _seen(request, table)
    may_run = queries.runs_table(request.user, row)
    mine = [s for s in queries.seats_at(row) if queries.speaks_for_seat(request.user, s)]
    seats = list(queries.seats_at(row)) if may_run else mine
    form = RaiseForm(request.POST or None, seats=seats, may_run=may_run)
    if form.is_valid():
        try:
            _raised(request, row, form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("tables:tensions", initiative, row.slug)
    now = timezone.now()
    found = queries.tensions_of(row)
    own = {one.from_table_id for one in found if one.from_table_id}
    own &= {seat.table_id for seat in queries.seats_of(request.user, row.initiative)}
    aged = [_aged(one, [] if one.from_table_id in own else mine, now=now) for one in found]
    page = TensionsPage(
        table=row,
        open_ones=[one for one in aged if one.tension.state == Tension.State.OPEN],
        settled=[one for one in aged if one.tension.state != Tension.State.OPEN],
        seats=seats,
        may_run=may_run,
        form=form,
    )
    return render(request, "tables/meetings/tensions.html", {"page": page})


@members()
@require_POST
def tension(request: Request, initiative: str, table: str, pk: int) -> HttpResponse:
    """Confirm a tension from another seat, or say what came of it."""
    row = _seen(request, table)
    one = get_object_or_404(queries.tensions_of(row), pk=pk)
    said = request.POST
    version = whole_number(said.get("version", ""))
    try:
        if said.get("do") == "confirm":
            seat = get_object_or_404(queries.seats_at(row), pk=whole_number(said.get("seat", "")))
            actions.confirm_tension(one, seat, version=version, by=request.user)
        else:
            actions.settle_tension(
                one,
                free_text(said.get("outcome", "")),
                learned=said.get("do") == "learned",
                now=timezone.now(),
                version=version,
                by=request.user,
            )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("tables:tensions", initiative, row.slug)


def _seen(request: Request, slug: str) -> Table:
    row = table_or_404(request, slug)
    if not queries.sees_tensions(request.user, row):
        raise Http404
    return row


def _raised(request: Request, row: Table, said: dict[str, Any]) -> None:
    number = whole_number(said["seat"])
    seat = queries.seats_at(row).filter(pk=number).first() if number else None
    door = Tension.Door.ROOM if seat else Tension.Door.FACILITATOR
    raised = actions.Raised(said["text"], seat=seat, door=door)
    actions.raise_tension(row, raised, now=timezone.now(), by=request.user)


def _aged(one: Tension, mine: list[Seat], *, now: dt.datetime) -> Aged:
    own = one.raised_by_id in {seat.pk for seat in mine}
    waits = one.state == Tension.State.OPEN and not one.confirmed_by_id
    days = queries.days_open(one, now=now)
    return Aged(one, days, mine if waits and not own else [])
