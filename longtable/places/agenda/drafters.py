"""Who was in the room when the agenda was drafted."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from longtable.agenda import actions, queries
from longtable.agenda.models import Drafter
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Organization, Role
from longtable.places.agenda.finding import did, found_or_404
from longtable.tables.models.table import Constituency
from longtable.web.access import members
from longtable.web.requests import Request


class DrafterForm(forms.Form):
    """Somebody who was in the room: what they stood for; a name only if they wish."""

    day = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    constituency = forms.ChoiceField(
        label=gettext_lazy("Whom they stood for"), choices=Constituency.choices
    )
    organization = forms.ModelChoiceField(
        label=gettext_lazy("Organization"), queryset=Organization.objects.none(), required=False
    )
    name = forms.CharField(
        label=gettext_lazy("Name, if they wish"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Members see it here. It is in no version and on no public page."),
    )


@dataclass(frozen=True, slots=True)
class DraftersPage:
    """All who have been noted."""

    initiative: Initiative
    drafters: list[tuple[Drafter, str]]


@members(Role.FACILITATOR)
def drafters(request: Request, initiative: str) -> HttpResponse:
    """Note who was in the room."""
    row = request.room.initiative
    form = DrafterForm(request.POST or None)
    form.fields["organization"].queryset = initiatives.organizations_in(row)  # type: ignore[attr-defined]
    if did(form, lambda: actions.add_drafter(row, **form.cleaned_data, by=request.user)):
        messages.success(request, _("Noted."))
        return redirect("agenda:drafters", row.slug)
    names = dict(Constituency.choices)
    found = queries.drafters_of(row)
    page = DraftersPage(row, [(one, str(names.get(one.constituency, ""))) for one in found])
    return render(request, "agenda/drafters.html", {"page": page, "form": form})


@members(Role.FACILITATOR)
@require_POST
def remove(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Take a note away again."""
    row = request.room.initiative
    one = found_or_404(queries.drafters_of(row).filter(pk=pk).first())
    actions.remove_drafter(one, by=request.user)
    messages.success(request, _("The note is gone."))
    return redirect("agenda:drafters", row.slug)
