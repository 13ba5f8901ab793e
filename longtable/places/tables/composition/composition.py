"""Who sits at the tables: all levels on one page, steering committee and backbone included."""

import datetime as dt
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.initiative.models import BACKBONE_ROLES, Role
from longtable.places.tables.composition.standing import ShownRule, shown_rules
from longtable.places.tables.composition.telling import (
    Compared,
    Near,
    SeatLine,
    compared,
    near,
    seat_lines,
)
from longtable.record.acting import Refusal
from longtable.tables import actions, queries
from longtable.tables.models import LeadershipDescription, Table
from longtable.web.access import members
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class Unmet:
    """A table with a rule that is not met."""

    table: Table
    line: ShownRule


@dataclass(frozen=True, slots=True)
class CompositionPage:
    """All levels: by what their seats are there for, and by what people say of themselves."""

    levels: list[str]
    seats: list[SeatLine]
    unmet: list[Unmet]
    counted: dt.date | None
    compared: list[Compared]
    near: list[Near]
    asks: bool
    leadership: list[LeadershipDescription]
    my_organization: str
    may_count: bool
    next_count: dt.date | None


@members()
def composition(request: Request, initiative: str) -> HttpResponse:
    """Show who sits at the tables, as much of it as may be told."""
    room = request.room
    here, today = room.initiative, timezone.localdate()
    last, following = queries.last_count(here), queries.next_count(here)
    levels, seats = seat_lines(queries.seat_levels(here, today=today))
    asks = bool(queries.asked_breakdowns(here))
    is_backbone = room.role in BACKBONE_ROLES
    page = CompositionPage(
        levels=levels,
        seats=seats,
        unmet=_unmet(request),
        counted=last.day if last else None,
        compared=compared(here, last.told) if last else [],
        near=near(last.told) if last else [],
        asks=asks,
        leadership=list(queries.leadership_in(here)),
        my_organization=str(room.membership.organization or ""),
        may_count=asks and is_backbone and (following is None or following <= today),
        next_count=following,
    )
    return render(request, "tables/composition/composition.html", {"page": page})


@members(Role.FACILITATOR, Role.DATA_LEAD)
@require_POST
def count(request: Request, initiative: str) -> HttpResponse:
    """Count, and keep what may be told."""
    here = request.room.initiative
    try:
        actions.count_composition(here, today=timezone.localdate(), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Counted."))
    return redirect("tables:composition", initiative)


def _unmet(request: Request) -> list[Unmet]:
    return [
        Unmet(table, line)
        for table in queries.tables_visible_to(request.user, request.room.initiative)
        for line in shown_rules(table, person=request.user)
        if line.standing.state == "unmet"
    ]
