"""Change an item of an agenda, put it in order, park it, or take it off."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.places.tables.finding import meeting_or_404
from longtable.places.tables.meetings.forms import ChangeItemForm
from longtable.record.acting import Refusal
from longtable.record.editing import attempt
from longtable.tables import actions, queries
from longtable.tables.models import Item, Meeting
from longtable.web.access import members
from longtable.web.editing import Difference
from longtable.web.requests import Request

_FIELDS = ("title", "purpose", "question", "planned_minutes", "originator", "version")


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One item, and what two editors wrote differently."""

    meeting: Meeting
    item: Item
    conflict: list[Difference]


@members()
def item(request: Request, initiative: str, table: str, day: dt.date, pk: int) -> HttpResponse:
    """Change an item."""
    row = meeting_or_404(request, table, day)
    if not queries.runs_table(request.user, row.table):
        raise Http404
    one = get_object_or_404(queries.agenda_of(row), pk=pk)
    form = ChangeItemForm(request.POST or None, initial=_saved(one), table=row.table)

    def save() -> None:
        version = form.cleaned_data["version"]
        actions.change_item(one, form.changes(), version=version, by=request.user)

    tried = attempt(form, save, saved=_saved)
    if tried.is_saved:
        messages.success(request, _("Saved."))
        return redirect("tables:meeting", initiative, row.table.slug, row.day)
    page = ItemPage(meeting=row, item=one, conflict=tried.conflict)
    shown = {"page": page, "form": tried.form}
    return render(request, "tables/meetings/item.html", shown, status=tried.status)


@members()
@require_POST
def do(request: Request, initiative: str, table: str, day: dt.date, pk: int) -> HttpResponse:
    """Move an item up or down, park it, or take it off."""
    row = meeting_or_404(request, table, day)
    one = get_object_or_404(queries.agenda_of(row), pk=pk)
    try:
        _done(request, one)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    where = redirect("tables:meeting", initiative, row.table.slug, row.day)
    where["Location"] += "#agenda"
    return where


def _done(request: Request, one: Item) -> None:
    now = timezone.now()
    match request.POST.get("do"):
        case "earlier":
            actions.move_item(one, earlier=True, by=request.user)
        case "later":
            actions.move_item(one, earlier=False, by=request.user)
        case "park":
            actions.park_item(one, now=now, by=request.user)
            messages.success(request, _("It is in the parking lot."))
        case "remove":
            actions.remove_item(one, now=now, by=request.user)
            messages.success(request, _("It is off the agenda."))


def _saved(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _FIELDS}
