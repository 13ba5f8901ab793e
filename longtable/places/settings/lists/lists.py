"""The lists that were brought, and the form that brings another."""

from dataclasses import dataclass
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from longtable.initiative.models import Role
from longtable.places.settings.lists.desk_forms import SendForm
from longtable.record.acting import Refusal
from longtable.tables import actions, queries
from longtable.tables.models import Roster, Table
from longtable.tables.queries import roster as rosters
from longtable.web.access import members
from longtable.web.requests import Request

MOST_SHOWN = 50
KINDS = {Roster.State.READ: "warning", Roster.State.TAKEN: "success"}


@dataclass(frozen=True, slots=True)
class Line:
    """One list: `kind` is the look of its state."""

    roster: Roster
    kind: str


@dataclass(frozen=True, slots=True)
class ListsPage:
    """What was brought, the newest first, and the tables at which a list can seat people."""

    lines: list[Line]
    tables: list[Table]


@members(Role.FACILITATOR, private=True)
def lists(request: Request, initiative: str) -> HttpResponse:
    """Show the lists; read another one at once."""
    room = request.room
    sent = request.method == "POST"
    form = SendForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        initial={"once": uuid4().hex},
    )
    if sent and form.is_valid():
        said = form.cleaned_data
        try:
            roster = actions.send_roster(
                room.initiative,
                said["file"],
                once=said["once"],
                now=timezone.now(),
                by=request.user,
            )
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("settings:list", initiative, roster.pk)
    brought = rosters.rosters_visible_to(request.user, room.initiative)[:MOST_SHOWN]
    page = ListsPage(
        lines=[Line(one, KINDS.get(Roster.State(one.state), "")) for one in brought],
        tables=queries.tables_run_by(request.user, room.initiative),
    )
    status = 422 if sent else 200
    return render(request, "settings/lists/lists.html", {"page": page, "form": form}, status=status)
