"""The table at an address, as somebody may know of it."""

from django.http import Http404

from longtable.tables import queries
from longtable.tables.models import Table
from longtable.web.requests import Request


def table_or_404(request: Request, slug: str) -> Table:
    """Return the table, or find nothing: a caucus is there for its own members only."""
    found = queries.table_at(slug, request.room.initiative, person=request.user)
    if found is None:
        raise Http404
    return found
