"""Change where a meeting is, move it, or call it off."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from longtable.places.tables.finding import meeting_or_404
from longtable.places.tables.meetings.forms import MeetingForm, MoveForm, ReasonForm
from longtable.record.editing import attempt
from longtable.tables import actions, queries
from longtable.tables.models import Meeting
from longtable.web.access import members
from longtable.web.editing import Difference, VersionedForm
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class ChangingPage:
    """A meeting that is about to change, and what two editors wrote differently."""

    meeting: Meeting
    title: str
    button: str
    conflict: list[Difference]


@members()
def change(request: Request, initiative: str, table: str, day: dt.date) -> HttpResponse:
    """Change where it is, and whether anyone may come."""
    row = _run(request, table, day)
    form = MeetingForm(request.POST or None, initial=_saved(row))

    def save() -> None:
        version = form.cleaned_data["version"]
        now = timezone.now()
        actions.change_meeting(row, form.changes(), version=version, now=now, by=request.user)

    return _tried(request, row, form, save, words=(_("Where it is"), _("Save")))


@members()
def move(request: Request, initiative: str, table: str, day: dt.date) -> HttpResponse:
    """Move it to another time."""
    row = _run(request, table, day)
    form = MoveForm(request.POST or None, initial={**_saved(row), "reason": ""})

    def save() -> None:
        said = form.changes()
        actions.move_meeting(
            row,
            actions.When(said["day"], said["starts"], said["zone"], said["minutes"]),
            reason=said["reason"],
            now=timezone.now(),
            version=form.cleaned_data["version"],
            by=request.user,
        )

    return _tried(request, row, form, save, words=(_("Move the meeting"), _("Move it")))


@members()
def call_off(request: Request, initiative: str, table: str, day: dt.date) -> HttpResponse:
    """Call it off."""
    row = _run(request, table, day)
    form = ReasonForm(request.POST or None, initial={"version": row.version})

    def save() -> None:
        said = form.cleaned_data
        actions.call_off_meeting(
            row,
            reason=said["reason"],
            now=timezone.now(),
            version=said["version"],
            by=request.user,
        )

    return _tried(request, row, form, save, words=(_("Call the meeting off"), _("Call it off")))


def _tried(
    request: Request,
    row: Meeting,
    form: VersionedForm,
    save: Callable[[], Any],
    *,
    words: tuple[str, str],
) -> HttpResponse:
    tried = attempt(form, save, saved=_saved)
    if tried.is_saved:
        messages.success(request, _("Saved."))
        slug = row.table.initiative.slug
        return redirect("tables:meeting", slug, row.table.slug, row.day)
    page = ChangingPage(meeting=row, title=words[0], button=words[1], conflict=tried.conflict)
    shown = {"page": page, "form": tried.form}
    return render(request, "tables/meetings/changing.html", shown, status=tried.status)


def _run(request: Request, slug: str, day: dt.date) -> Meeting:
    row = meeting_or_404(request, slug, day)
    if not queries.runs_table(request.user, row.table):
        raise Http404
    return row


def _saved(row: Any) -> dict[str, Any]:
    names = ("day", "starts", "zone", "minutes", "place", "link", "is_open", "reason", "version")
    return {name: getattr(row, name) for name in names}
