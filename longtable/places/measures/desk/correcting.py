"""Correct one thing that was understood; two editors both see what the other did."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.initiative.models import Role
from longtable.measures.actions import NewPlace, add_places
from longtable.places.measures.desk import asking, desk
from longtable.places.measures.desk.found import MAY_SEND, find
from longtable.record.acting import Refusal, Stale
from longtable.submissions import actions, queries
from longtable.submissions.models import Submission
from longtable.web.access import members
from longtable.web.desk import change_of
from longtable.web.drawing import count
from longtable.web.requests import Request


@members(*MAY_SEND, private=True)
@require_POST
def correct(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Make one correction, from a form or from a button, and look at the whole file again."""
    submission = find(request, pk)
    if request.POST.get("change"):
        return _corrected(request, submission, *change_of(request.POST))
    form = asking.form_for(submission, request.POST.get("do", ""), request.POST)
    if form is None:
        raise Http404
    if not form.is_valid():
        return desk.show(request, submission, form=form, status=422)
    if request.POST["do"] == "new_places":
        return _new_places(request, submission, form)
    return _corrected(request, submission, form.change(), form.cleaned_data["version"])


def _corrected(
    request: Request, submission: Submission, change: dict[str, Any], version: int
) -> HttpResponse:
    try:
        actions.correct_layout(submission, change, version=version, by=request.user)
    except Stale as stale:
        theirs = find(request, stale.theirs.pk)
        return desk.show(request, theirs, conflict=change, status=409)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        _say(request, submission)
    return redirect(_back(submission))


def _say(request: Request, submission: Submission) -> None:
    need = submission.counted.get("need_you", 0)
    problems = submission.counted.get("blocking", 0)
    if submission.state == Submission.State.WAITING:
        messages.success(request, _("Corrected. This file is large: it is gone through again."))
    elif problems:
        said = _("Corrected. Still to do: %(problems)s, in %(rows)s rows.")
        messages.success(request, said % {"problems": problems, "rows": count(need)})
    else:
        messages.success(request, _("Corrected. Nothing stands in the way any more."))


def _new_places(request: Request, submission: Submission, form: forms.Form) -> HttpResponse:
    """Add the places that the file names and nobody knows; data leads and facilitators do that."""
    room = request.room
    if room.role not in (Role.DATA_LEAD, Role.FACILITATOR):
        raise Http404
    said = form.cleaned_data
    names = queries.unknown_places(submission)
    places = [NewPlace(code, {"en": name}, said["level"], said["parent"]) for code, name in names]
    try:
        add_places(room.initiative, places, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(_back(submission))
    change = {"do": "many", "changes": []}
    return _corrected(request, submission, change, said["version"])


def _back(submission: Submission) -> str:
    address = reverse("measures:submission", args=[submission.initiative.slug, submission.pk])
    return f"{address}#understood"
