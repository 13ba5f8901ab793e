"""A facilitator's private list of whom to call. Nobody else sees it, or that it is there."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from longtable.record.acting import Refusal
from longtable.tables import actions, queries
from longtable.tables.models import Seat, Table
from longtable.tables.queries.people import Note, Unheard
from longtable.web.access import members
from longtable.web.requests import Request


class NoteForm(forms.Form):
    """A private note."""

    kind = forms.ChoiceField(label=gettext_lazy("What it is about"), choices=actions.KINDS.items)
    seat = forms.ModelChoiceField(
        label=gettext_lazy("Seat"), queryset=Seat.objects.none(), required=False
    )
    text = forms.CharField(
        label=gettext_lazy("For your eyes only"),
        widget=forms.Textarea({"rows": 3}),
        max_length=5000,
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("Forget it after"),
        choices=[
            (30, gettext_lazy("30 days")),
            (90, gettext_lazy("90 days")),
            (180, gettext_lazy("180 days")),
        ],
        coerce=int,
        initial=90,
    )

    def __init__(self, *args: Any, tables: list[Table], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = queries.seats_among(tables)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Opened:
    """A note as it is read, with its kind in words."""

    note: Note
    kind: str


@dataclass(frozen=True, slots=True)
class KeepingUpPage:
    """Who was not heard, and one's own notes."""

    unheard: list[Unheard]
    notes: list[Opened]


@members(private=True)
def keeping_up(request: Request, initiative: str) -> HttpResponse:
    """Show the list, and keep a note."""
    row = request.room.initiative
    tables = queries.tables_run_by(request.user, row)
    if not tables:
        raise Http404
    now = timezone.now()
    form = NoteForm(request.POST or None, tables=tables)
    if form.is_valid():
        said = form.cleaned_data
        keep = dt.timedelta(days=said["days"])
        private = actions.Private(said["kind"], said["text"], seat=said["seat"], keep=keep)
        try:
            actions.keep_note(row, private, now=now, by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept, for you alone."))
            return redirect("tables:keeping_up", initiative)
    notes = queries.notes_kept_by(request.user, row, now=now)
    page = KeepingUpPage(
        unheard=[one for table in tables for one in queries.unheard_at(table)],
        notes=[Opened(one, str(actions.KINDS.get(one.kind, ""))) for one in notes],
    )
    return render(request, "tables/meetings/keeping_up.html", {"page": page, "form": form})


@members(private=True)
@require_POST
def done(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Delete one's own note."""
    row = request.room.initiative
    kept = queries.notes_kept_by(request.user, row, now=timezone.now())
    mine = next((one.note for one in kept if one.note.pk == pk), None)
    if mine is None:
        raise Http404
    actions.finish_note(mine, by=request.user)
    messages.success(request, _("Deleted."))
    return redirect("tables:keeping_up", initiative)
