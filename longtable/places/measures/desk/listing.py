"""The files that were sent, and how far each is."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from longtable.places.measures.desk.found import MAY_SEND
from longtable.submissions import queries
from longtable.submissions.models import Submission
from longtable.web.access import members
from longtable.web.requests import Request

State = Submission.State
KINDS: dict[str, str] = {
    State.WAITING: "info",
    State.UNREADABLE: "error",
    State.READ: "warning",
    State.TAKING: "info",
    State.ACCEPTED: "success",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One file in the list: `kind` is the look of its state."""

    submission: Submission
    kind: str
    state: str
    next: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """What was sent, the newest first; `pages` where there are more than fifty."""

    lines: list[Line]
    pages: "Page[Submission]"
    waiting: int
    is_backbone: bool


@members(*MAY_SEND, private=True)
def submissions(request: Request, initiative: str) -> HttpResponse:
    """List what was sent, for the backbone of everybody, for partners their own."""
    room = request.room
    visible = queries.submissions_visible_to(request.user, room.initiative)
    shown = Paginator(visible, 50).get_page(request.GET.get("page"))
    lines = [line_of(each) for each in shown]
    waiting = sum(each.submission.state == State.READ for each in lines)
    page = ListPage(lines, shown, waiting, room.is_backbone)
    return render(request, "measures/desk/listing.html", {"page": page})


def line_of(submission: Submission) -> Line:
    """Return a submission as the list shows it, with what is to be done next."""
    state, kind = submission.get_state_display(), KINDS.get(submission.state, "")
    blocking = submission.counted.get("blocking", 0)
    next_steps: dict[str, str] = {
        State.WAITING: _("It is being read."),
        State.UNREADABLE: _("See why, and send another file."),
        State.READ: _("Check it and take it in."),
        State.TAKING: _("Nothing to do: it is being taken in."),
        State.ACCEPTED: _("Nothing to do."),
    }
    following = next_steps.get(submission.state, "")
    if submission.state == State.READ and blocking:
        following = _("Something needs you before it can be taken in.")
    return Line(submission, kind, state, following)
