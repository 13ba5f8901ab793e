"""My organization: a month's work of a small group on one phone page."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from longtable.communication import queries
from longtable.communication.queries import Month, where
from longtable.initiative.models import Initiative
from longtable.web.access import members
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class OrganizationPage:
    """The month, if the reader is here for an organization; `changes` is where to tell changes."""

    initiative: Initiative
    month: Month | None
    changes: str


@members()
def organization(request: Request, initiative: str) -> HttpResponse:
    """Show what the reader's organization has to do, and let it be done."""
    here = request.room.initiative
    month = queries.month_of(request.room.membership, now=timezone.now())
    nowhere = where("today:organization", here.slug)
    changes = ""
    if month:
        changes = where("agenda:tell", here.slug, month.organization.pk, instead=nowhere)
    page = OrganizationPage(
        initiative=here, month=month, changes="" if changes == nowhere else changes
    )
    return render(request, "today/organization.html", {"page": page})
