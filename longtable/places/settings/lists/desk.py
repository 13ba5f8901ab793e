"""The desk for a list: was it understood, and what would come of it?"""

import json
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from longtable.communication import queries as mail
from longtable.initiative.models import Role
from longtable.places.settings.lists import pointing
from longtable.places.settings.lists.finding import find
from longtable.places.settings.lists.problems import grouped
from longtable.places.settings.lists.sentences import Sentence, sentences
from longtable.places.settings.lists.sheet import sheet_view
from longtable.tables import queries
from longtable.tables.models import Roster
from longtable.tables.queries import roster as rosters
from longtable.web.access import members
from longtable.web.desk import Group, SheetView, Step, Window
from longtable.web.editing import Difference, whole_number
from longtable.web.requests import Request

State = Roster.State
ROWS = 50


@dataclass(frozen=True, slots=True)
class Other:
    """Another sheet of the file that can be chosen instead."""

    label: str
    change: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What would come of the list now, or what came of it."""

    organizations: int = 0
    invitations: int = 0
    seats: int = 0
    holders: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class ListPage:
    """All that a facilitator sees of one list."""

    roster: Roster
    steps: list[Step]
    counts: Counts
    has_mail: bool
    sheet: SheetView | None = None
    sentences: list[Sentence] = field(default_factory=list)
    learned: bool = False
    blocking: list[Group] = field(default_factory=list)
    notices: list[Group] = field(default_factory=list)
    rows: "Page[rosters.RowPlan] | None" = None
    others: list[Other] = field(default_factory=list)
    pointed: "pointing.Pointed | None" = None
    conflict: list[Difference] = field(default_factory=list)
    again: str = ""


@members(Role.FACILITATOR, private=True)
def list_(request: Request, initiative: str, pk: int) -> HttpResponse:
    """Show a list: on the desk, and after it was taken in."""
    return show(request, find(request, pk))


def show(
    request: Request,
    roster: Roster,
    *,
    form: Any = None,
    conflict: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw the desk; `conflict` is a correction that somebody else's came before."""
    said: dict[str, Any] = {
        "roster": roster,
        "steps": _steps(roster),
        "counts": _made(roster),
        "has_mail": mail.has_mail_server(),
    }
    if roster.is_open:
        said |= _desk(request, roster, form)
    if conflict is not None:
        stands = _("as it is now")
        said["conflict"] = [Difference(_("Your correction"), stands, _("can be made now"))]
        said["again"] = json.dumps(conflict)
    pointed = said.get("pointed")
    context = {"page": ListPage(**said), "form": pointed.form if pointed else None}
    return render(request, "settings/lists/desk.html", context, status=status)


def _desk(request: Request, roster: Roster, form: Any) -> dict[str, Any]:
    layout = rosters.roster_layout(roster)
    sheet = rosters.roster_sheet(roster, layout)
    plan = rosters.roster_plan(roster, by=request.user, now=timezone.now())
    groups = grouped(plan.problems, version=roster.version, initiative=roster.initiative)
    tables = {str(one.pk): one for one in queries.tables_run_by(request.user, roster.initiative)}
    return {
        "sheet": sheet_view(sheet, layout, plan, window=_window(request)),
        "sentences": list(sentences(sheet, layout, tables)),
        "learned": bool(rosters.learned_from_rosters(roster.initiative)),
        "blocking": [group for group in groups if group.blocking],
        "notices": [group for group in groups if not group.blocking],
        "rows": Paginator(plan.rows, ROWS).get_page(request.GET.get("page")),
        "others": _others(roster, layout),
        "pointed": pointing.pointed(request, roster, layout, form=form),
        "counts": Counts(
            plan.count(rosters.AddOrganization),
            plan.count(rosters.InvitePerson),
            plan.count(rosters.AddSeat),
            plan.count(rosters.SeatPerson),
        ),
    }


def _window(request: Request) -> Window:
    said = request.GET
    return Window(
        whole_number(said.get("from", "")[:8]),
        said.get("column", "")[:3],
        whole_number(said.get("row", "")[:8]),
    )


def _steps(roster: Roster) -> list[Step]:
    names = [_("File"), _("Understood"), _("Taken in")]
    states = {
        State.READ: ["done", "now", ""],
        State.TAKEN: ["done", "done", "now"],
        State.UNDONE: ["done", "done", "stopped"],
        State.DISCARDED: ["done", "stopped", ""],
    }[State(roster.state)]
    notes = [roster.file_name, "", ""]
    return [Step(*step) for step in zip(names, states, notes, strict=True)]


def _made(roster: Roster) -> Counts:
    made = roster.made
    return Counts(
        organizations=len(made.get("organizations", ())),
        invitations=len(made.get("invitations", ())),
        seats=len(made.get("seats", ())),
        holders=len(made.get("holdings", ())),
        kept=sum(made.get("kept", {}).values()),
    )


def _others(roster: Roster, layout: rosters.RosterLayout) -> list[Other]:
    return [
        Other(one.name, json.dumps({"do": "sheet", "sheet": one.name}))
        for one in rosters.roster_sheets(roster)
        if one.name != layout.sheet
    ]
