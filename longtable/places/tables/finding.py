"""The table or the meeting at an address, as somebody may know of it."""

import datetime as dt

from django.http import Http404

from longtable.tables import queries
from longtable.tables.models import Meeting, Table
from longtable.web.requests import Request


def table_or_404(request: Request, slug: str) -> Table:
    """Return the table, or find nothing: a caucus is there for its own members only."""
    found = queries.table_at(slug, request.room.initiative, person=request.user)
    if found is None:
        raise Http404
    return found


def meeting_or_404(request: Request, slug: str, day: dt.date) -> Meeting:
    """Return the meeting of a table on a day, or find nothing."""
    found = queries.meeting_on(table_or_404(request, slug), day)
    if found is None:
        raise Http404
    return found
