"""Set up a table, change it, and end it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.places.tables.seating.finding import table_to_run_or_404
from longtable.places.tables.seating.forms import ChangeTableForm, TableForm
from longtable.record.acting import Refusal
from longtable.record.editing import attempt
from longtable.tables import actions, queries
from longtable.tables.models import Table
from longtable.web.access import members
from longtable.web.editing import Difference
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class SetUpPage:
    """A table to be set up or changed, and what two editors wrote differently."""

    table: Table | None
    may_set_up_any: bool
    conflict: list[Difference]


@members()
def new(request: Request, initiative: str) -> HttpResponse:
    """Set up a table: facilitators any, every member a caucus."""
    room = request.room
    is_facilitator = room.role == "facilitator"
    first = {} if is_facilitator else {"kind": Table.Kind.CAUCUS}
    form = TableForm(request.POST or None, initial=first)
    if form.is_valid():
        try:
            made = actions.set_up_table(room.initiative, form.cleaned_data, by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is set up.") % {"name": made})
            return _to(request, made)
    page = SetUpPage(table=None, may_set_up_any=is_facilitator, conflict=[])
    return render(request, "tables/seating/setting_up.html", {"page": page, "form": form})


@members(private=True)
def change(request: Request, initiative: str, table: str) -> HttpResponse:
    """Change what is agreed about a table."""
    found = table_to_run_or_404(request, table)
    form = ChangeTableForm(request.POST or None, initiative=found.initiative, initial=_saved(found))

    def save() -> None:
        version = form.cleaned_data["version"]
        actions.change_table(found, form.wanted(), version=version, by=request.user)

    tried = attempt(form, save, saved=_saved)
    if tried.is_saved:
        messages.success(request, _("Saved."))
        return _to(request, found)
    page = SetUpPage(table=found, may_set_up_any=True, conflict=tried.conflict)
    shown = {"page": page, "form": tried.form}
    return render(request, "tables/seating/setting_up.html", shown, status=tried.status)


@members()
@require_POST
def end(request: Request, initiative: str, table: str) -> HttpResponse:
    """End a table with its seats."""
    found = table_to_run_or_404(request, table)
    actions.end_table(found, today=timezone.localdate(), by=request.user)
    messages.success(request, _("%(name)s has ended.") % {"name": found})
    return redirect("tables:tables", initiative)


def _to(request: Request, table: Table) -> HttpResponse:
    """Go to the table, or to the list for who may not know of it (a caucus of others)."""
    slug = table.initiative.slug
    if queries.table_at(table.slug, table.initiative, person=request.user) is None:
        return redirect("tables:tables", slug)
    return redirect("tables:table", slug, table.slug)


def _saved(table: Any) -> dict[str, Any]:
    names = ("name", "kind", "purpose", "rules", "method", "term_months", "counts_turns", "version")
    person = "" if table.facilitator_id is None else str(table.facilitator_id)
    return {**{name: getattr(table, name) for name in names}, "facilitator": person}
