"""Prepare a decision, and change its text."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from longtable.agenda.queries import terms_in_force
from longtable.places.tables.decisions.finding import address, decision_or_404
from longtable.places.tables.decisions.forms import ChangeProposalForm, ProposalForm, saved
from longtable.places.tables.finding import table_or_404
from longtable.record.acting import Refusal
from longtable.record.editing import attempt
from longtable.tables import actions, queries
from longtable.tables.models import Decision, Table
from longtable.tables.models.table import Constituency
from longtable.web.access import members
from longtable.web.editing import Difference
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class PreparePage:
    """A question for a table."""

    table: Table
    decision: Decision | None
    conflict: list[Difference]


@members()
def prepare(request: Request, initiative: str, table: str) -> HttpResponse:
    """Bring a question to a table."""
    row = table_or_404(request, table)
    if not queries.may_run_or_sits(request.user, row):
        raise Http404
    form = ProposalForm(request.POST or None, table=row, initial=_usual(row))
    if form.is_valid():
        try:
            made = actions.prepare_decision(row, form.said(), by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Prepared. Open it once everyone could read it."))
            return redirect("tables:decision", *address(made))
    page = PreparePage(table=row, decision=None, conflict=[])
    return render(request, "tables/decisions/preparing.html", {"page": page, "form": form})


@members()
def change(request: Request, initiative: str, table: str, number: int) -> HttpResponse:
    """Change what is being decided."""
    row = decision_or_404(request, table, number)
    if not queries.may_run_or_sits(request.user, row.table):
        raise Http404
    is_open = row.state == Decision.State.OPEN
    form = ChangeProposalForm(
        request.POST or None, table=row.table, is_open=is_open, initial=saved(row)
    )

    def save() -> None:
        actions.change_decision(
            row,
            form.said(),
            version=form.cleaned_data["version"],
            now=timezone.now(),
            by=request.user,
        )

    tried = attempt(form, save, saved=saved)
    if tried.is_saved:
        messages.success(request, _("Saved."))
        return redirect("tables:decision", *address(row))
    page = PreparePage(table=row.table, decision=row, conflict=tried.conflict)
    shown = {"page": page, "form": tried.form}
    return render(request, "tables/decisions/preparing.html", shown, status=tried.status)


def _usual(table: Table) -> dict[str, Any]:
    """Return what the table's rules and the charter say: who decides how, and who speaks last."""
    terms = terms_in_force(table.initiative, on=timezone.localdate())
    seats = queries.seats_at(table)
    residents = seats.filter(constituency=Constituency.RESIDENT).count()
    waits = terms.residents_last and 0 < residents < seats.count()
    return {
        "method": table.method,
        "speaks_last": Constituency.RESIDENT if waits else "",
        "quorum_seats": seats.count() // 2 + 1 if seats.count() else 0,
    }
