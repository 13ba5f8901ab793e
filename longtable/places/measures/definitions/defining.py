"""Define an indicator, and change what it means."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.initiative import queries as initiatives
from longtable.initiative.models import Role
from longtable.measures import actions
from longtable.measures import queries as measures
from longtable.measures.actions import Turn
from longtable.measures.models import Indicator
from longtable.places.measures.definitions.forms import (
    DefinitionForm,
    NewIndicatorForm,
    TurnForm,
    faulty,
    first_values,
)
from longtable.record.acting import Refusal
from longtable.record.editing import Attempt, attempt
from longtable.web.access import members
from longtable.web.editing import Difference
from longtable.web.requests import Request

MAY_DEFINE = (Role.DATA_LEAD, Role.FACILITATOR)


@dataclass(frozen=True, slots=True)
class DefinePage:
    """A definition to fill in; `turn` asks from when on a new version holds."""

    indicator: Indicator | None
    number: int
    is_released: bool
    turn: forms.Form | None
    conflict: list[Difference]
    faulty: list[forms.BoundField]


@members(*MAY_DEFINE)
def define(request: Request, initiative: str) -> HttpResponse:
    """Add an indicator."""
    room = request.room
    choices = _choices(room.initiative)
    start = {"unit": "percent", "direction": "up", "estimator": "rate", "decimals": 0, "fewest": 10}
    form = NewIndicatorForm(request.POST or None, choices=choices, initial=start)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.define_indicator(
                room.initiative,
                code=said["code"],
                owner=said["owner"],
                kind=said["kind"],
                definition=form.definition(),
                by=request.user,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The indicator is defined. Next: send its first file."))
            return redirect("measures:indicators", room.initiative.slug)
    page = DefinePage(None, 1, is_released=False, turn=None, conflict=[], faulty=faulty(form))
    return render(request, "measures/definitions/define.html", {"page": page, "form": form})


@members(*MAY_DEFINE)
def edit(request: Request, initiative: str, code: str) -> HttpResponse:
    """Change what an indicator means; once it was released, by a new version."""
    indicator = find(request, code)
    definition = indicator.definition
    is_released = definition.releases.filter(number__isnull=False).exists()
    choices = _choices(request.room.initiative)
    form: Any = DefinitionForm(
        request.POST or None, choices=choices, initial=first_values(definition)
    )
    turn = TurnForm(request.POST or None) if is_released else None
    tried = Attempt(form)
    if form.is_valid() and (turn is None or turn.is_valid()):
        tried = attempt(form, lambda: _change(request, definition, form, turn), saved=first_values)
    if tried.is_saved:
        messages.success(request, _("Saved."))
        return redirect("measures:indicators", initiative)
    page = DefinePage(
        indicator, definition.number, is_released, turn, tried.conflict, faulty(turn, tried.form)
    )
    shown = {"page": page, "form": tried.form}
    return render(request, "measures/definitions/define.html", shown, status=tried.status)


@members(*MAY_DEFINE)
@require_POST
def retire(request: Request, initiative: str, code: str) -> HttpResponse:
    """Stop measuring something; what was released stays readable."""
    indicator = find(request, code)
    try:
        actions.retire_indicator(indicator, today=timezone.localdate(), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(name)s” is no longer measured.") % {"name": indicator})
    return redirect("measures:indicators", initiative)


def find(request: Request, code: str) -> Indicator:
    """Return the indicator of this initiative with a code; else there is nothing here."""
    found = measures.indicator_at(request.room.initiative, code)
    if found is None or found.retired:
        raise Http404
    return found


def _change(request: Request, definition: Any, form: Any, turn: Any) -> None:
    told = None
    if turn is not None:
        said = turn.cleaned_data
        language = getattr(request, "LANGUAGE_CODE", "en").split("-")[0]
        bridge = {language: said["bridge"]} if said["bridge"] else {}
        told = Turn(said["holds_from"], {language: said["reason"]}, bridge)
    version = form.cleaned_data["version"] or definition.version
    actions.change_definition(
        definition, form.definition(), version=version, turn=told, by=request.user
    )


def _choices(initiative: Any) -> dict[str, Any]:
    breakdowns = list(measures.breakdowns_of(initiative))
    cuts = []
    for level in measures.levels_of(initiative):
        cuts.append((f"{level}:", _("%(level)s: everybody") % {"level": level}))
        cuts += [
            (f"{level}:{one.code}", _("%(level)s: by %(by)s") % {"level": level, "by": one})
            for one in breakdowns
        ]
    return {
        "cuts": cuts,
        "headline_place": [(p.code, str(p)) for p in measures.places_of(initiative)],
        "headline_breakdown": [(one.code, str(one)) for one in breakdowns],
        "owners": initiatives.organizations_in(initiative),
    }
