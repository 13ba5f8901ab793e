"""The role that an address names, as a member may know of it."""

from django.http import Http404

from longtable.tables import queries
from longtable.tables.queries import Post
from longtable.web.requests import Request


def post_or_404(request: Request, key: str) -> Post:
    """Return the role, or find nothing: those of a caucus are there for its own members only."""
    found = queries.post_at(key, request.room.initiative, person=request.user)
    if found is None:
        raise Http404
    return found
