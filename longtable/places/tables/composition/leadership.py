"""How my organization describes its own leadership: by its representative, in its own words."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.initiative.models import Organization
from longtable.places.tables.composition.forms import LeadershipForm
from longtable.record.editing import attempt
from longtable.tables import actions, queries
from longtable.tables.models import LeadershipDescription
from longtable.web.access import members
from longtable.web.editing import Difference
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class LeadershipPage:
    """An organization, and what it said of its leadership."""

    organization: Organization
    said: LeadershipDescription | None
    conflict: list[Difference]


@members()
def leadership(request: Request, initiative: str) -> HttpResponse:
    """Describe the leadership of one's own organization."""
    organization = _own_or_404(request)
    found = queries.leadership_in(organization.initiative).filter(organization=organization)
    said = found.first()
    form = LeadershipForm(request.POST or None, initial=_saved(said) if said else {})

    def save() -> None:
        filled = form.cleaned_data
        actions.describe_leadership(
            organization,
            filled["text"],
            version=filled["version"],
            today=timezone.localdate(),
            by=request.user,
        )

    tried = attempt(form, save, saved=_saved)
    if tried.is_saved:
        messages.success(request, _("Saved."))
        return redirect("tables:composition", initiative)
    page = LeadershipPage(organization, said, tried.conflict)
    shown = {"page": page, "form": tried.form}
    return render(request, "tables/composition/leadership.html", shown, status=tried.status)


@members()
@require_POST
def forget(request: Request, initiative: str) -> HttpResponse:
    """Delete what one's own organization said of its leadership."""
    actions.forget_leadership(_own_or_404(request), by=request.user)
    messages.success(request, _("Deleted."))
    return redirect("tables:composition", initiative)


def _own_or_404(request: Request) -> Organization:
    found: Organization | None = request.room.membership.organization
    if found is None:
        raise Http404
    return found


def _saved(said: LeadershipDescription) -> dict[str, Any]:
    return {"text": said.text, "version": said.version}
