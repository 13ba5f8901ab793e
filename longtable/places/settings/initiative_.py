"""What the initiative is called, promises, and says of its sources."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.initiative import actions
from longtable.initiative.models import Initiative, Role
from longtable.record.editing import attempt
from longtable.web.access import members
from longtable.web.editing import Difference, VersionedForm
from longtable.web.requests import Request

_FIELDS = ("name", "place", "promise", "reply_to", "credits", "listed")


class InitiativeForm(VersionedForm):
    """The initiative's own words."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200, required=False)
    promise = forms.CharField(
        label=gettext_lazy("The promise in one sentence"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reply_to = forms.EmailField(label=gettext_lazy("Address for replies"), required=False)
    credits = forms.CharField(
        label=gettext_lazy("Sources and licences"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Shown with every number."),
    )
    listed = forms.BooleanField(
        label=gettext_lazy("Name this initiative on the front page"), required=False
    )


@dataclass(frozen=True, slots=True)
class InitiativePage:
    """The initiative, and what two editors wrote differently."""

    initiative: Initiative
    conflict: list[Difference]


@members(Role.FACILITATOR)
def initiative_(request: Request, initiative: str) -> HttpResponse:
    """Change the initiative's own words."""
    row = request.room.initiative
    form = InitiativeForm(request.POST or None, initial=_saved(row))

    def save() -> None:
        version = form.cleaned_data["version"]
        actions.change_initiative(row, form.changes(), version=version, by=request.user)

    tried = attempt(form, save, saved=_saved)
    if tried.is_saved:
        messages.success(request, _("Saved."))
        return redirect("settings:initiative", row.slug)
    shown = {"page": InitiativePage(initiative=row, conflict=tried.conflict), "form": tried.form}
    return render(request, "settings/initiative.html", shown, status=tried.status)


def _saved(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in (*_FIELDS, "version")}
