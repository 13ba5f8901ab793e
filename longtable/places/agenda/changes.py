"""What each organization, funders included, changed in its own house because of the agenda."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.agenda import actions, queries
from longtable.agenda.models import Clause, OwnChange
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Organization
from longtable.places.agenda.finding import (
    FormPage,
    did,
    found_or_404,
    organization_or_404,
    show_attempt,
    show_form,
)
from longtable.record.editing import attempt
from longtable.web.access import members, public
from longtable.web.editing import VersionedForm
from longtable.web.requests import Request


class TellForm(forms.Form):
    """A change in an organization's own house."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2100)
    area = forms.ChoiceField(
        label=gettext_lazy("What was changed"),
        choices=OwnChange.Area.choices,
        widget=forms.RadioSelect,
    )
    what = forms.CharField(label=gettext_lazy("In a sentence or two"), widget=forms.Textarea)
    because = forms.ModelChoiceField(
        label=gettext_lazy("Because of this clause"),
        queryset=Clause.objects.none(),
        required=False,
    )

    def __init__(self, *args: Any, clauses: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].queryset = clauses  # type: ignore[attr-defined]


class OwnChangeForm(VersionedForm, TellForm):
    """The same, for a change that was told before."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made_with = {"clauses": kwargs["clauses"]}


@dataclass(frozen=True, slots=True)
class House:
    """An organization and what it told; whether this person may tell for it."""

    organization: Organization
    changes: list[OwnChange]
    has_told: bool
    is_mine: bool


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """All organizations, alike, with what each told."""

    initiative: Initiative
    year: int
    houses: list[House]


@public
def changes(request: Request, initiative: str) -> HttpResponse:
    """List by organization what was changed; to members, also who has not told this year."""
    row, year = request.room.initiative, timezone.localdate().year
    told = list(queries.own_changes(row))
    houses = []
    for one in initiatives.organizations_in(row):
        own = [change for change in told if change.organization_id == one.pk]
        is_mine = request.room.role is not None and queries.speaks_for(one, request.user)
        has_told = any(change.year == year for change in own)
        if own or request.room.membership is not None:
            houses.append(House(one, own, has_told, is_mine))
    page = ChangesPage(row, year, houses)
    return render(request, "agenda/changes.html", {"page": page})


@members()
def tell(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Let an organization tell one change."""
    one = _own_or_404(request, pk)
    first = {"year": timezone.localdate().year}
    clauses = queries.clauses_of(one.initiative)
    form = TellForm(request.POST or None, initial=first, clauses=clauses)
    if did(form, lambda: actions.tell_own_change(one, **form.cleaned_data, by=request.user)):
        messages.success(request, _("Thank you. It stands on the agenda."))
        return redirect("agenda:changes", one.initiative.slug)
    return show_form(request, _page(one), form)


@members()
def own_change(request: Request, initiative: str, pk: int, change: int) -> HttpResponse:
    """Let an organization change what it told."""
    one = _own_or_404(request, pk)
    row = found_or_404(queries.own_change_at(one, change))
    clauses = queries.clauses_of(one.initiative)
    form = OwnChangeForm(request.POST or None, initial=_saved(row), clauses=clauses)

    def save() -> None:
        seen = form.cleaned_data["version"]
        actions.change_own_change(row, form.changes(), version=seen, by=request.user)

    tried = attempt(form, save, saved=_saved)
    if tried.is_saved:
        messages.success(request, _("Saved."))
        return redirect("agenda:changes", one.initiative.slug)
    return show_attempt(request, _page(one), tried)


def _own_or_404(request: Request, pk: int) -> Organization:
    one = organization_or_404(request, pk)
    if not queries.speaks_for(one, request.user):
        raise Http404
    return one


def _page(one: Organization) -> FormPage:
    lead = _(
        "The agenda is the center of the work when it changes budgets, staffing, policy or grant "
        "rules. “Nothing yet” is an answer too. Everyone can read it."
    )
    back = reverse("agenda:changes", args=[one.initiative.slug])
    title = _("What did %(name)s change in its own house?") % {"name": one}
    return FormPage(title, lead, _("Save"), back)


def _saved(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("year", "area", "what", "because", "version")}
