"""The meeting at an address, for whoever runs it."""

import datetime as dt

from django.http import Http404

from longtable.places.tables.finding import meeting_or_404
from longtable.tables import queries
from longtable.tables.models import Meeting
from longtable.web.requests import Request


def meeting_to_run_or_404(request: Request, table: str, day: dt.date) -> Meeting:
    """Return the meeting, for those who run its table; for others it has no cockpit."""
    found = meeting_or_404(request, table, day)
    if not queries.runs_table(request.user, found.table):
        raise Http404
    return found
