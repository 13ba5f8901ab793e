"""After a meeting: its minutes from draft to approval, and the note that is sent."""

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import formats, timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.places.tables.finding import meeting_or_404
from longtable.record.acting import Refusal
from longtable.record.editing import attempt
from longtable.tables import actions, queries
from longtable.tables.models import FollowUp, Meeting, Message, Minutes, MinutesApproval, Seat
from longtable.tables.queries.writing import Block
from longtable.web.access import members, public
from longtable.web.editing import Difference, VersionedForm, free_text, whole_number
from longtable.web.requests import Request

_TEMPLATE = Path(__file__).with_name("minutes.typ")
_FONTS = Path(settings.ROOT) / "longtable" / "web" / "static" / "web" / "fonts"


class WritingForm(VersionedForm):
    """A text that was made from the record, to be put in better words."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        widget=forms.Textarea({"rows": 24}),
        max_length=100_000,
        help_text=gettext_lazy("A line that begins with ## is a heading, with - part of a list."),
    )


@dataclass(frozen=True, slots=True)
class AfterPage:
    """What is written after a meeting, and what this person can do with it."""

    meeting: Meeting
    minutes: Minutes | None
    blocks: list[Block]
    approvals: list[MinutesApproval]
    needed: int
    seats: list[Seat]
    notes: list[FollowUp]
    questions: list[Message]
    may_run: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """The minutes as they are read."""

    meeting: Meeting
    minutes: Minutes
    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class WritingPage:
    """A text being edited, and what two editors wrote differently."""

    meeting: Meeting
    title: str
    conflict: list[Difference]


@members()
def after(request: Request, initiative: str, table: str, day: dt.date) -> HttpResponse:
    """Show the minutes and the notes."""
    row = meeting_or_404(request, table, day)
    may_run = queries.runs_table(request.user, row.table)
    found = queries.minutes_for(row, person=request.user, is_member=True)
    mine = queries.seats_of(request.user, row.table.initiative).filter(table=row.table)
    page = AfterPage(
        meeting=row,
        minutes=found,
        blocks=queries.blocks(found.text) if found else [],
        approvals=list(queries.approvals_of(found)) if found else [],
        needed=queries.approvals_needed(found) if found else 0,
        seats=list(mine) if found and found.state == Minutes.State.OUT else [],
        notes=list(queries.notes_of(row)) if may_run else [],
        questions=list(queries.questions_of(row)) if may_run else [],
        may_run=may_run,
        is_over=row.state == Meeting.State.CLOSED,
    )
    return render(request, "tables/meetings/after.html", {"page": page})


@members()
@require_POST
def write(request: Request, initiative: str, table: str, day: dt.date) -> HttpResponse:
    """Make minutes or notes, send them, or answer for a seat."""
    row = meeting_or_404(request, table, day)
    try:
        _written(request, row)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("tables:after", initiative, row.table.slug, row.day)


@members()
def edit_minutes(request: Request, initiative: str, table: str, day: dt.date) -> HttpResponse:
    """Put the minutes in better words."""
    row = meeting_or_404(request, table, day)
    found = queries.minutes_of(row)
    if found is None or not queries.runs_table(request.user, row.table):
        raise Http404
    return _edited(request, row, found, actions.change_minutes, title=_("Minutes"))


@members()
def edit_note(
    request: Request, initiative: str, table: str, day: dt.date, language: str
) -> HttpResponse:
    """Put the note in better words."""
    row = meeting_or_404(request, table, day)
    if not queries.runs_table(request.user, row.table):
        raise Http404
    note = get_object_or_404(queries.notes_of(row), language=language)
    return _edited(request, row, note, actions.change_note, title=_("Note after the meeting"))


@public
def minutes(request: Request, initiative: str, table: str, day: dt.date) -> HttpResponse:
    """Show minutes to whoever may read them."""
    row, found = _readable(request, table, day)
    page = MinutesPage(meeting=row, minutes=found, blocks=queries.blocks(found.text))
    return render(request, "tables/meetings/minutes.html", {"page": page})


@public
def minutes_pdf(request: Request, initiative: str, table: str, day: dt.date) -> HttpResponse:
    """Give minutes as tagged PDF."""
    row, found = _readable(request, table, day)
    response = HttpResponse(_pdf(row, found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{row.table.slug}-{row.day}.pdf"'
    return response


def _readable(request: Request, slug: str, day: dt.date) -> tuple[Meeting, Minutes]:
    if request.room is None:
        raise Http404
    row = meeting_or_404(request, slug, day)
    is_member = request.room.role is not None
    found = queries.minutes_for(row, person=request.user, is_member=is_member)
    if found is None:
        raise Http404
    return row, found


def _pdf(row: Meeting, found: Minutes) -> bytes:
    import typst

    page = {
        "title": f"{row.table}, {formats.date_format(row.day)}",
        "initiative": row.table.initiative.name,
        "state": found.get_state_display(),
        "address": queries.meeting_address(row),
        "lang": (get_language() or "en").split("-")[0],
        "blocks": [asdict(block) for block in queries.blocks(found.text)],
    }
    return typst.compile(
        str(_TEMPLATE),
        root=str(_TEMPLATE.parent),
        font_paths=[str(_FONTS)],
        sys_inputs={"page": json.dumps(page)},
        pdf_standards=["ua-1"],
    )


def _written(request: Request, row: Meeting) -> None:
    now, by, said = timezone.now(), request.user, request.POST
    version = whole_number(said.get("version", ""))
    match said.get("do"):
        case "minutes":
            actions.make_minutes(row, language=get_language() or "en", by=by)
        case "out":
            actions.send_out_minutes(_minutes(row), now=now, version=version, by=by)
        case "answer":
            mine = queries.seats_at(row.table)
            seat = get_object_or_404(mine, pk=whole_number(said.get("seat", "")))
            found = _minutes(row)
            found.version = version
            words = free_text(said.get("correction", ""))
            actions.answer_minutes(found, seat, correction=words, now=now, by=by)
        case "answered":
            asked = get_object_or_404(row.messages, pk=whole_number(said.get("message", "")))
            actions.answer_question(asked, now=now, by=by)
        case "notes":
            actions.make_notes(row, now=now, by=by)
        case "send":
            notes = queries.notes_of(row)
            note = get_object_or_404(notes, language=free_text(said.get("language", "")))
            actions.send_note(note, now=now, version=version, by=by)


def _minutes(row: Meeting) -> Minutes:
    found = queries.minutes_of(row)
    if found is None:
        raise Http404
    return found


def _edited(request: Request, row: Meeting, text: Any, do: Any, *, title: str) -> HttpResponse:
    form = WritingForm(request.POST or None, initial=_saved(text))

    def save() -> None:
        said = form.cleaned_data
        do(text, said["text"], version=said["version"], by=request.user)

    tried = attempt(form, save, saved=_saved)
    if tried.is_saved:
        messages.success(request, _("Saved."))
        return redirect("tables:after", row.table.initiative.slug, row.table.slug, row.day)
    page = WritingPage(meeting=row, title=title, conflict=tried.conflict)
    shown = {"page": page, "form": tried.form}
    return render(request, "tables/meetings/writing.html", shown, status=tried.status)


def _saved(row: Any) -> dict[str, Any]:
    return {"text": row.text, "version": row.version}
