"""The organizations of the initiative, large and small on one list."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from longtable.initiative import actions, queries
from longtable.initiative.models import Initiative, Organization, Role
from longtable.record.acting import Refusal
from longtable.record.editing import attempt
from longtable.web.access import members
from longtable.web.editing import Difference, VersionedForm
from longtable.web.lists import csv_answer
from longtable.web.requests import Request

_FIELDS = ("name", "tier", "paid_hours", "is_funder")


class OrganizationForm(forms.Form):
    """What is known of an organization."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    tier = forms.ChoiceField(
        label=gettext_lazy("Size, by yearly budget"),
        choices=[("", gettext_lazy("Not said")), *Organization.Tier.choices],
        required=False,
        help_text=gettext_lazy("It lets everyone see that small and large are treated alike."),
    )
    paid_hours = forms.IntegerField(
        label=gettext_lazy("Paid hours a week, of all its people together"),
        min_value=0,
        max_value=1_000_000,
        required=False,
        help_text=gettext_lazy("What is asked of it is compared with that."),
    )
    is_funder = forms.BooleanField(label=gettext_lazy("This is a funder"), required=False)


class ChangeForm(VersionedForm, OrganizationForm):
    """The same, for an organization that is there."""


@dataclass(frozen=True, slots=True)
class OrganizationsPage:
    """All organizations of the initiative."""

    initiative: Initiative
    organizations: list[Organization]
    may_change: bool


@dataclass(frozen=True, slots=True)
class OrganizationPage:
    """One organization, and what two editors wrote differently."""

    organization: Organization
    conflict: list[Difference]


@members()
def organizations(request: Request, initiative: str) -> HttpResponse:
    """List the organizations; facilitators add one."""
    room = request.room
    may_change = room.role == Role.FACILITATOR
    form = OrganizationForm(request.POST or None) if may_change else None
    if form and form.is_valid():
        try:
            added = actions.add_organization(room.initiative, **form.cleaned_data, by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is added.") % {"name": added})
            return redirect("settings:organizations", room.initiative.slug)
    page = OrganizationsPage(
        initiative=room.initiative,
        organizations=list(queries.organizations_in(room.initiative)),
        may_change=may_change,
    )
    return render(request, "settings/organizations.html", {"page": page, "form": form})


@members()
def organizations_file(request: Request, initiative: str) -> HttpResponse:
    """Give the organizations as CSV, as the page lists them."""
    columns = ("name", "size", "is_backbone", "is_funder", "illustrative")
    rows = (
        (one, one.get_tier_display(), one.is_backbone, one.is_funder, one.illustrative)
        for one in queries.organizations_in(request.room.initiative)
    )
    return csv_answer(f"{initiative}-organizations", columns, rows)


@members(Role.FACILITATOR)
def organization(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Change an organization."""
    room = request.room
    row = get_object_or_404(queries.organizations_in(room.initiative), pk=pk)
    form = ChangeForm(request.POST or None, initial=_saved(row))

    def save() -> None:
        version = form.cleaned_data["version"]
        actions.change_organization(row, form.changes(), version=version, by=request.user)

    tried = attempt(form, save, saved=_saved)
    if tried.is_saved:
        messages.success(request, _("Saved."))
        return redirect("settings:organizations", room.initiative.slug)
    shown = {
        "page": OrganizationPage(organization=row, conflict=tried.conflict),
        "form": tried.form,
    }
    return render(request, "settings/organization.html", shown, status=tried.status)


@members(Role.FACILITATOR)
@require_POST
def remove(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Remove, from the next click on."""
    room = request.room
    row = get_object_or_404(queries.organizations_in(room.initiative), pk=pk)
    try:
        actions.remove_organization(row, today=timezone.localdate(), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s was removed.") % {"name": row})
    return redirect("settings:organizations", room.initiative.slug)


def _saved(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in (*_FIELDS, "version")}
