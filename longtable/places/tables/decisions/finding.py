"""The decision at an address, as somebody may know of it."""

from django.http import Http404

from longtable.places.tables.finding import table_or_404
from longtable.tables import queries
from longtable.tables.models import Decision
from longtable.web.requests import Request


def decision_or_404(request: Request, slug: str, number: int) -> Decision:
    """Return the decision, or find nothing where this person may not know of it."""
    table = table_or_404(request, slug)
    found = queries.decision_at(table, number, person=request.user)
    if found is None:
        raise Http404
    return found


def address(decision: Decision) -> tuple[str, str, int]:
    """Return what stands in the address of a decision."""
    return decision.table.initiative.slug, decision.table.slug, decision.number
