"""The meeting at an address, for whoever runs it or may see it."""

import datetime as dt

from django.http import Http404

from longtable.places.tables.finding import table_or_404
from longtable.tables import queries
from longtable.tables.models import Meeting
from longtable.web.requests import Request


def meeting_or_404(request: Request, table: str, day: str) -> Meeting:
    """Return the meeting of a table on a day, where this person may know of the table."""
    try:
        when = dt.date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    found = queries.meeting_on(table_or_404(request, table).pk, when)
    if found is None:
        raise Http404
    return found


def meeting_to_run_or_404(request: Request, table: str, day: str) -> Meeting:
    """Return the meeting, for those who run its table; for others it has no cockpit."""
    found = meeting_or_404(request, table, day)
    if not queries.runs_table(request.user, found.table):
        raise Http404
    return found
