"""Tie the map together: indicators to results, strategies to results, programs to strategies."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from longtable.agenda import actions, queries
from longtable.agenda.models import Clause
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Organization, Role
from longtable.measures import queries as measures
from longtable.measures.models import Indicator
from longtable.places.agenda.finding import (
    FormPage,
    clause_or_404,
    did,
    found_or_404,
    show_attempt,
    show_form,
)
from longtable.record.acting import Refusal
from longtable.record.editing import attempt
from longtable.web.access import members
from longtable.web.editing import VersionedForm, whole_number
from longtable.web.requests import Request


class TiesForm(VersionedForm):
    """What a clause is tied to."""

    chosen = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Tied to"),
        queryset=Clause.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made_with = {"rows": rows}
        self.fields["chosen"].queryset = rows  # type: ignore[attr-defined]

    def clean_chosen(self) -> list[Any]:
        """Return what was chosen in one order, to be compared with what is saved."""
        return sorted(self.cleaned_data["chosen"], key=lambda one: one.pk)


class ProgramForm(forms.Form):
    """An organization's program, and the measure that it is seen by."""

    name = forms.CharField(label=gettext_lazy("Name of the program"), max_length=200)
    organization = forms.ModelChoiceField(
        label=gettext_lazy("Organization"), queryset=Organization.objects.none()
    )
    measure = forms.ModelChoiceField(
        label=gettext_lazy("Seen by this measure"),
        queryset=Indicator.objects.none(),
        required=False,
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made_with = {"rows": rows}
        for name, found in rows.items():
            self.fields[name].queryset = found  # type: ignore[attr-defined]


class ChangeProgramForm(VersionedForm, ProgramForm):
    """The same, for a program that is on the map."""


@members(Role.FACILITATOR)
def indicators(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Say by which indicators a result is seen."""
    row = _of_part(request, pk, Clause.Part.RESULT)
    form = TiesForm(
        request.POST or None,
        initial=_indicators_of(row),
        rows=measures.indicators_of(row.initiative),
    )

    def save() -> None:
        said = form.cleaned_data
        actions.link_indicators(row, said["chosen"], version=said["version"], by=request.user)

    tried = attempt(form, save, saved=_indicators_of)
    if tried.is_saved:
        return _mapped(request)
    title = _("By which numbers is “%(title)s” seen?") % {"title": row.title}
    return show_attempt(request, _page(row, title), tried)


@members(Role.FACILITATOR)
def results(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Say which results a strategy is to bring about."""
    row = _of_part(request, pk, Clause.Part.STRATEGY)
    rows = queries.clauses_of(row.initiative).filter(part=Clause.Part.RESULT)
    form = TiesForm(request.POST or None, initial=_results_of(row), rows=rows)

    def save() -> None:
        said = form.cleaned_data
        actions.link_results(row, said["chosen"], version=said["version"], by=request.user)

    tried = attempt(form, save, saved=_results_of)
    if tried.is_saved:
        return _mapped(request)
    title = _("What is “%(title)s” to bring about?") % {"title": row.title}
    return show_attempt(request, _page(row, title), tried)


@members(Role.FACILITATOR)
def add_program(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Put a program under a strategy."""
    row = _of_part(request, pk, Clause.Part.STRATEGY)
    form = ProgramForm(request.POST or None, rows=_choices(row))
    if did(form, lambda: actions.add_program(row, **form.cleaned_data, by=request.user)):
        return _mapped(request)
    title = _("A program under “%(title)s”") % {"title": row.title}
    return show_form(request, _page(row, title), form)


@members(Role.FACILITATOR)
def program(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Change a program on the map."""
    one = found_or_404(queries.program_at(request.room.initiative, pk))
    form = ChangeProgramForm(
        request.POST or None, initial=_program(one), rows=_choices(one.strategy)
    )

    def save() -> None:
        seen = form.cleaned_data["version"]
        actions.change_program(one, form.changes(), version=seen, by=request.user)

    tried = attempt(form, save, saved=_program)
    if tried.is_saved:
        return _mapped(request)
    return show_attempt(request, _page(one.strategy, one.name), tried)


@members(Role.FACILITATOR)
@require_POST
def end_program(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Take a program off the map."""
    one = found_or_404(queries.program_at(request.room.initiative, pk))
    seen = whole_number(request.POST.get("version", ""))
    try:
        actions.end_program(one, today=timezone.localdate(), version=seen, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("agenda:map", request.room.initiative.slug)
    return _mapped(request)


def _of_part(request: Request, pk: int, part: str) -> Clause:
    row = clause_or_404(request, pk)
    if row.part != part:
        raise Http404
    return row


def _choices(row: Clause) -> dict[str, Any]:
    return {
        "organization": initiatives.organizations_in(row.initiative),
        "measure": measures.indicators_of(row.initiative),
    }


def _indicators_of(row: Any) -> dict[str, Any]:
    ties = row.indicators.select_related("indicator").order_by("indicator_id")
    chosen = [tie.indicator for tie in ties]
    return {"chosen": chosen, "version": row.version}


def _results_of(row: Any) -> dict[str, Any]:
    chosen = [tie.result for tie in row.serves.select_related("result").order_by("result_id")]
    return {"chosen": chosen, "version": row.version}


def _program(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("name", "organization", "measure", "version")}


def _page(row: Clause, title: str) -> FormPage:
    return FormPage(title, "", _("Save"), reverse("agenda:map", args=[row.initiative.slug]))


def _mapped(request: Request) -> HttpResponse:
    messages.success(request, _("It is on the map."))
    return redirect("agenda:map", request.room.initiative.slug)
