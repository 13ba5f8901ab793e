"""The submission that an address is about, for those who may see it."""

from django.http import Http404

from longtable.submissions import queries
from longtable.submissions.models import Submission
from longtable.submissions.queries import SENDING_ROLES
from longtable.web.requests import Request

MAY_SEND = tuple(SENDING_ROLES)


def find(request: Request, pk: int) -> Submission:
    """Return a submission that this person may see; anything else is not there."""
    room = request.room
    visible = queries.submissions_visible_to(request.user, room.initiative)
    submission = visible.filter(pk=pk).first()
    if submission is None:
        raise Http404
    return submission
