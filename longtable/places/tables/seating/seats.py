"""Add a seat, change it, and take it away."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.places.tables.seating.finding import seat_or_404, table_to_run_or_404
from longtable.places.tables.seating.forms import ChangeSeatForm, SeatForm
from longtable.record.acting import Refusal
from longtable.record.editing import attempt
from longtable.tables import actions
from longtable.tables.models import Seat, Table
from longtable.web.access import members
from longtable.web.editing import Difference
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class SeatFormPage:
    """A seat to be added or changed, and what two editors wrote differently."""

    table: Table
    seat: Seat | None
    conflict: list[Difference]


@members()
def add(request: Request, initiative: str, table: str) -> HttpResponse:
    """Add a seat."""
    found = table_to_run_or_404(request, table)
    form = SeatForm(request.POST or None, initiative=found.initiative)
    if form.is_valid():
        try:
            seat = actions.add_seat(found, form.cleaned_data, by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The seat is added. Now say who sits there."))
            return redirect("tables:hold", initiative, table, seat.number, "principal")
    page = SeatFormPage(table=found, seat=None, conflict=[])
    return render(request, "tables/seating/seats.html", {"page": page, "form": form})


@members()
def change(request: Request, initiative: str, table: str, number: int) -> HttpResponse:
    """Change what a seat is there for."""
    found = table_to_run_or_404(request, table)
    seat = seat_or_404(found, number)
    form = ChangeSeatForm(
        request.POST or None, initiative=found.initiative, initial=ChangeSeatForm.saved(seat)
    )

    def save() -> None:
        version = form.cleaned_data["version"]
        actions.change_seat(seat, form.changes(), version=version, by=request.user)

    tried = attempt(form, save, saved=ChangeSeatForm.saved)
    if tried.is_saved:
        messages.success(request, _("Saved."))
        return redirect("tables:seat", initiative, table, number)
    page = SeatFormPage(table=found, seat=seat, conflict=tried.conflict)
    shown = {"page": page, "form": tried.form}
    return render(request, "tables/seating/seats.html", shown, status=tried.status)


@members()
@require_POST
def end(request: Request, initiative: str, table: str, number: int) -> HttpResponse:
    """Take a seat away."""
    found = table_to_run_or_404(request, table)
    actions.end_seat(seat_or_404(found, number), today=timezone.localdate(), by=request.user)
    messages.success(request, _("The seat is no longer at the table."))
    return redirect("tables:table", initiative, table)
