"""The named populations that those at the tables are compared with."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.initiative.models import BACKBONE_ROLES, Role
from longtable.measures.models import Breakdown
from longtable.places.tables.composition.forms import ChangePopulationForm, PopulationForm
from longtable.record.acting import Refusal
from longtable.record.editing import attempt
from longtable.tables import actions, queries
from longtable.tables.models import ReferencePopulation
from longtable.web.access import members
from longtable.web.drawing import percent
from longtable.web.editing import Difference, whole_number
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class Line:
    """A population, and its shares as they are written."""

    population: ReferencePopulation
    shares: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PopulationsPage:
    """The populations in use, those that were, and the breakdowns that have none yet."""

    present: list[Line]
    past: list[ReferencePopulation]
    without: list[Breakdown]
    may_change: bool


@dataclass(frozen=True, slots=True)
class PopulationPage:
    """A population that is to be named or changed."""

    breakdown: Breakdown
    population: ReferencePopulation | None
    conflict: list[Difference]


@members()
def populations(request: Request, initiative: str) -> HttpResponse:
    """Show whom tables are compared with, and the source of each share."""
    here = request.room.initiative
    present = list(queries.populations_of(here))
    named = {one.breakdown_id for one in present}
    page = PopulationsPage(
        present=[Line(one, written_shares(one)) for one in present],
        past=list(queries.retired_populations(here)),
        without=[one for one in queries.comparable_breakdowns(here) if one.pk not in named],
        may_change=request.room.role in BACKBONE_ROLES,
    )
    return render(request, "tables/composition/populations.html", {"page": page})


@members(Role.FACILITATOR, Role.DATA_LEAD)
def new(request: Request, initiative: str, code: str) -> HttpResponse:
    """Name a population for a breakdown."""
    here = request.room.initiative
    breakdown = get_object_or_404(queries.comparable_breakdowns(here), code=code)
    form = PopulationForm(request.POST or None, breakdown=breakdown)
    if form.is_valid():
        try:
            actions.name_population(here, breakdown, form.said(), by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Named. Members can describe themselves now."))
            return redirect("tables:populations", initiative)
    shown = {"page": PopulationPage(breakdown, None, []), "form": form}
    return render(request, "tables/composition/population.html", shown)


@members(Role.FACILITATOR, Role.DATA_LEAD)
def change(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Change a population."""
    row = _row_or_404(request, pk)
    first = ChangePopulationForm.saved(row)
    form = ChangePopulationForm(request.POST or None, breakdown=row.breakdown, initial=first)

    def save() -> None:
        version = form.cleaned_data["version"]
        actions.change_population(row, form.said(), version=version, by=request.user)

    tried = attempt(form, save, saved=ChangePopulationForm.saved)
    if tried.is_saved:
        messages.success(request, _("Saved."))
        return redirect("tables:populations", initiative)
    shown = {"page": PopulationPage(row.breakdown, row, tried.conflict), "form": tried.form}
    return render(request, "tables/composition/population.html", shown, status=tried.status)


@members(Role.FACILITATOR, Role.DATA_LEAD)
@require_POST
def retire(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Retire a population."""
    row = _row_or_404(request, pk)
    version = whole_number(request.POST.get("version", ""))
    try:
        actions.retire_population(row, version=version, today=timezone.localdate(), by=request.user)
    except Refusal:
        messages.error(request, _("Somebody changed it a moment ago. Look, and try again."))
    else:
        messages.success(request, _("Retired. Nobody is asked about it until another is named."))
    return redirect("tables:populations", initiative)


def written_shares(population: ReferencePopulation) -> list[tuple[str, str]]:
    """Return each category with its share, as written."""
    return [(str(one), percent(share)) for one, share in queries.shares_of(population)]


def _row_or_404(request: Request, pk: int) -> ReferencePopulation:
    found: Any = queries.populations_of(request.room.initiative).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found  # type: ignore[no-any-return]
