"""Every release of an indicator, the withdrawn ones too."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from longtable.initiative.models import Role
from longtable.measures import queries as measures
from longtable.measures.models import Indicator, Release
from longtable.places.measures.releases.finding import indicator_or_404
from longtable.web.access import members
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The releases of an indicator, the newest first, and the one that waits."""

    indicator: Indicator
    releases: list[Release]
    waiting: Release | None


@members(Role.DATA_LEAD, Role.FACILITATOR, private=True)
def releases(request: Request, initiative: str, code: str) -> HttpResponse:
    """List what was ever public of an indicator."""
    indicator = indicator_or_404(request, code)
    page = HistoryPage(
        indicator=indicator,
        releases=list(measures.releases_of(indicator)),
        waiting=measures.prepared_release(indicator),
    )
    return render(request, "measures/releases/history.html", {"page": page})
