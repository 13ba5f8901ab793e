"""One standard for all: how promises are kept, how lateness is treated, by the same measure."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from longtable.accountability import queries
from longtable.accountability.models import YearlyAccount
from longtable.initiative.models import Initiative
from longtable.places.accountability.finding import promises_or_404
from longtable.web.access import public
from longtable.web.requests import Request

YEAR = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class StandardsPage:
    """Performance, treatment and voice, apart from each other, over one period for all."""

    initiative: Initiative
    since: dt.date
    treatment: queries.Treatment
    is_unequal: bool
    voice: queries.Voice
    traces: list[queries.Traces]
    fewest_due: int
    fewest_late: int
    fewest_suggested: int
    accounts: list[YearlyAccount]


@public
def standards(request: Request, initiative: str) -> HttpResponse:
    """Show how all are held to one standard."""
    promises_or_404(request)
    here, today = request.room.initiative, timezone.localdate()
    found = queries.treatment(here, since=today - YEAR, today=today)
    page = StandardsPage(
        initiative=here,
        since=today - YEAR,
        treatment=found,
        is_unequal=found.p is not None and found.p < 0.05,
        voice=queries.voice(here, since=today - YEAR),
        traces=queries.traces(here, person=request.user, since=today - YEAR, today=today),
        fewest_due=queries.FEWEST_DUE,
        fewest_late=queries.FEWEST_LATE,
        fewest_suggested=queries.FEWEST_SUGGESTED,
        accounts=list(queries.published_accounts(here)),
    )
    return render(request, "accountability/standards.html", {"page": page})
