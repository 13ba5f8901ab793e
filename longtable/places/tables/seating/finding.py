"""The table, the seat and the right to change them, as an address names them."""

from django.http import Http404

from longtable.places.tables.finding import table_or_404
from longtable.tables import queries
from longtable.tables.models import Seat, Table
from longtable.web.requests import Request


def table_to_run_or_404(request: Request, slug: str) -> Table:
    """Return the table for somebody who runs it; for everybody else there is no such page."""
    table = table_or_404(request, slug)
    if not queries.runs_table(request.user, table):
        raise Http404
    return table


def seat_or_404(table: Table, number: int) -> Seat:
    """Return a present seat of a table."""
    found = queries.seat_at(table, number)
    if found is None:
        raise Http404
    return found
