"""A table, such as a caucus, speaks at others: items, tensions and objections in its name."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from longtable.places.tables.finding import table_or_404
from longtable.places.tables.sending.forms import ItemForm, ObjectionForm, TensionForm
from longtable.record.acting import Refusal
from longtable.tables import actions, queries
from longtable.tables.models import Table
from longtable.tables.queries import SentFrom
from longtable.web.access import members
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class SendPage:
    """What can be sent from here, each as its form, and what became of what was sent."""

    table: Table
    item: ItemForm | None
    tension: TensionForm | None
    objection: ObjectionForm | None
    may_send: bool
    sent: SentFrom


@members()
def send(request: Request, initiative: str, table: str) -> HttpResponse:
    """Send something to another table; who sits here sees what became of it."""
    row = table_or_404(request, table)
    if not queries.may_run_or_sits(request.user, row):
        raise Http404
    may_send = queries.runs_table(request.user, row)
    if request.method == "POST" and not may_send:
        raise Http404
    shown = _forms(request, row) if may_send else {}
    chosen = shown.get(request.POST.get("what", ""))
    if chosen is not None and chosen.is_valid():
        try:
            _sent(request, row, chosen)
        except Refusal as refusal:
            chosen.add_error(None, str(refusal))
        else:
            messages.success(request, _("Sent, in the name of %(table)s.") % {"table": row})
            return redirect("tables:send", initiative, row.slug)
    page = SendPage(
        table=row,
        item=shown.get("item"),
        tension=shown.get("tension"),
        objection=shown.get("objection"),
        may_send=may_send,
        sent=queries.sent_from(row),
    )
    return render(request, "tables/sending/send.html", {"page": page})


def _forms(request: Request, row: Table) -> dict[str, Any]:
    """Return a form for each thing that has somewhere to go."""
    person, today = request.user, timezone.localdate()
    kinds: tuple[tuple[str, type[forms.Form], str, Any], ...] = (
        ("item", ItemForm, "meeting", queries.meetings_elsewhere(row, person=person, today=today)),
        ("tension", TensionForm, "table", queries.other_tables(row, person=person)),
        ("objection", ObjectionForm, "decision", queries.decisions_elsewhere(row, person=person)),
    )
    found: dict[str, Any] = {}
    for what, form, field, choices in kinds:
        if not choices.exists():
            continue
        data = request.POST if request.POST.get("what") == what else None
        made: Any = form(data, prefix=what)
        made.fields[field].queryset = choices
        found[what] = made
    return found


def _sent(request: Request, row: Table, form: Any) -> None:
    said, now, by = form.cleaned_data, timezone.now(), request.user
    match form:
        case ItemForm():
            wanted = actions.Sent(said["title"], said["question"], said["purpose"], said["minutes"])
            actions.send_item(said["meeting"], row, wanted, by=by)
        case TensionForm():
            actions.send_tension(said["table"], row, said["text"], now=now, by=by)
        case _:
            actions.object_for_table(said["decision"], row, reason=said["reason"], now=now, by=by)
