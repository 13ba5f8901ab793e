"""Take a file in, discard it, take it back, fetch it as it was sent."""

from collections.abc import Callable
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.places.measures.desk.found import MAY_SEND, find
from longtable.record.editing import done
from longtable.submissions import actions
from longtable.submissions.models import Submission
from longtable.web.access import members
from longtable.web.requests import Request

SANDBOX = "default-src 'none'; sandbox"


@members(*MAY_SEND, private=True)
@require_POST
def accept(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Take the file's numbers in."""

    def do(submission: Submission, version: int) -> None:
        now = timezone.now()
        actions.ask_to_accept(submission, version=version, now=now, by=request.user)

    return _done(request, pk, do, said=_taken)


@members(*MAY_SEND, private=True)
@require_POST
def discard(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Throw the file away."""

    def do(submission: Submission, version: int) -> None:
        actions.discard_submission(submission, version=version, by=request.user)

    return _done(
        request, pk, do, said=lambda _file: _("The file is discarded. Nothing of it was counted.")
    )


@members(*MAY_SEND, private=True)
@require_POST
def undo(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Take accepted numbers back."""

    def do(submission: Submission, version: int) -> None:
        actions.undo_submission(submission, version=version, by=request.user)

    return _done(
        request, pk, do, said=lambda _file: _("The numbers are taken back. They count no longer.")
    )


@members(*MAY_SEND, private=True)
def file(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Give the file back as it was sent, to be saved and never to be shown by the browser."""
    submission = find(request, pk)
    try:
        stream = submission.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(
        stream,
        as_attachment=True,
        filename=submission.file_name,
        content_type="application/octet-stream",
    )
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response  # type: ignore[return-value]


def _taken(submission: Submission) -> str:
    if submission.state == Submission.State.TAKING:
        return _("Noted. This file is large: its numbers count once it is gone through.")
    return _("The numbers are taken in.")


def _done(
    request: Request,
    pk: int,
    do: Callable[[Submission, int], Any],
    *,
    said: Callable[[Submission], str],
) -> HttpResponse:
    submission = find(request, pk)

    def tell(version: int) -> str:
        do(submission, version)
        return said(submission)

    done(request, tell)
    return redirect("measures:submission", submission.initiative.slug, pk)
