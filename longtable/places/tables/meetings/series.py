"""Begin a series, change it, end it, and put its meetings on the calendar."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.places.tables.finding import table_or_404
from longtable.places.tables.meetings.forms import ChangeSeriesForm, PlanForm, SeriesForm
from longtable.record.acting import Refusal
from longtable.record.editing import attempt
from longtable.tables import actions, queries
from longtable.tables.models import Series, Table
from longtable.tables.queries import rhythm
from longtable.web.access import members
from longtable.web.editing import Difference
from longtable.web.requests import Request

_FIELDS = ("name", "rhythm", "starts", "zone", "minutes", "place", "link")


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """One series to be filled in, and what two editors wrote differently."""

    table: Table
    series: Series | None
    conflict: list[Difference]


@members()
def new_series(request: Request, initiative: str, table: str) -> HttpResponse:
    """Begin a series."""
    row = _run(request, table)
    form = SeriesForm(request.POST or None)
    if form.is_valid():
        try:
            made = actions.plan_series(row, form.cleaned_data, by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("tables:plan_meetings", initiative, row.slug, made.pk)
    page = SeriesPage(table=row, series=None, conflict=[])
    return render(request, "tables/meetings/series.html", {"page": page, "form": form})


@members()
def series(request: Request, initiative: str, table: str, pk: int) -> HttpResponse:
    """Change a series."""
    row = _run(request, table)
    found = get_object_or_404(queries.series_of(row), pk=pk)
    form = ChangeSeriesForm(request.POST or None, initial=_saved(found))

    def save() -> None:
        version = form.cleaned_data["version"]
        actions.change_series(found, form.changes(), version=version, by=request.user)

    tried = attempt(form, save, saved=_saved)
    if tried.is_saved:
        messages.success(request, _("Saved. Meetings that are planned stay as they are."))
        return redirect("tables:meetings", initiative, row.slug)
    page = SeriesPage(table=row, series=found, conflict=tried.conflict)
    shown = {"page": page, "form": tried.form}
    return render(request, "tables/meetings/series.html", shown, status=tried.status)


@members()
def plan(request: Request, initiative: str, table: str, pk: int) -> HttpResponse:
    """Put the next meetings of a series on the calendar."""
    row = _run(request, table)
    found = get_object_or_404(queries.series_of(row), pk=pk)
    form = PlanForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        days = rhythm.days(said["first"], every=said["every"], count=said["count"])
        today = timezone.localdate()
        try:
            actions.plan_meetings(
                found, days, is_open=said["is_open"], today=today, by=request.user
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The meetings are on the calendar."))
            return redirect("tables:meetings", initiative, row.slug)
    page = SeriesPage(table=row, series=found, conflict=[])
    return render(request, "tables/meetings/plan.html", {"page": page, "form": form})


@members()
@require_POST
def end(request: Request, initiative: str, table: str, pk: int) -> HttpResponse:
    """End a series."""
    row = _run(request, table)
    found = get_object_or_404(queries.series_of(row), pk=pk)
    try:
        actions.end_series(found, today=timezone.localdate(), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The series is ended."))
    return redirect("tables:meetings", initiative, row.slug)


def _run(request: Request, slug: str) -> Table:
    """Return the table, for who runs it; for others this page is not there."""
    row = table_or_404(request, slug)
    if not queries.runs_table(request.user, row):
        raise Http404
    return row


def _saved(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in (*_FIELDS, "version")}
