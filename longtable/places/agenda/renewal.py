"""The yearly renewal: what was learned, and what is stale, on one page."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import MONTHS

from longtable.agenda import queries
from longtable.agenda.models import AgendaVersion, Clause, OwnChange, Suggestion
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Organization
from longtable.places.agenda.finding import writes
from longtable.places.agenda.signatures import Word, words_on
from longtable.web.access import members
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class RenewalPage:
    """What lies on the table before the next version."""

    initiative: Initiative
    version: AgendaVersion | None
    months: int
    month: str
    is_due: bool
    concerns: list[Word]
    suggestions: list[Suggestion]
    untouched: list[Clause]
    changes: list[OwnChange]
    silent: list[Organization]
    writes: bool


@members()
def renewal(request: Request, initiative: str) -> HttpResponse:
    """Lay on the table what the next version should answer."""
    row, today = request.room.initiative, timezone.localdate()
    version = queries.version_in_force(row, on=today)
    since = version.in_force_from if version else None
    months = (today.year - since.year) * 12 + today.month - since.month if since else 0
    month = queries.terms_in_force(row, on=today).renewal_month
    told = [one for one in queries.own_changes(row) if not since or one.year >= since.year]
    tellers = {one.organization_id for one in told}
    page = RenewalPage(
        initiative=row,
        version=version,
        months=months,
        month=str(MONTHS[month]),
        is_due=months >= 12 or (months > 6 and today.month == month),
        concerns=[word for word in words_on(version) if word.reason] if version else [],
        suggestions=list(queries.open_suggestions(row)),
        untouched=list(queries.untouched_since(row, version.opened)) if version else [],
        changes=told,
        silent=[one for one in initiatives.organizations_in(row) if one.pk not in tellers],
        writes=writes(request),
    )
    return render(request, "agenda/renewal.html", {"page": page})
