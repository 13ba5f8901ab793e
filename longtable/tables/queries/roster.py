"""Lists of people, organizations and seats that were sent, and what each would come to."""

import datetime as dt
from typing import Any

from django.db.models import Model, QuerySet

from longtable.accounts.models import Person
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Invitation, Organization
from longtable.tables.models import Holding, Roster, Seat
from longtable.tables.roster.deeds import (
    AddOrganization,
    AddSeat,
    InvitePerson,
    Plan,
    RowPlan,
    SeatPerson,
)
from longtable.tables.roster.known import known_for
from longtable.tables.roster.layout import ReadSheet, RosterLayout, layout_from, sheet_from
from longtable.tables.roster.lines import headed, row_kind
from longtable.tables.roster.planning import plan_of
from longtable.tables.roster.problems import Problem
from longtable.tables.roster.words import USES

__all__ = [
    "KEPT_FOR",
    "USES",
    "AddOrganization",
    "AddSeat",
    "InvitePerson",
    "Plan",
    "Problem",
    "ReadSheet",
    "RosterLayout",
    "RowPlan",
    "SeatPerson",
    "hangs_on_organization",
    "hangs_on_seat",
    "learned_from_rosters",
    "roster_layout",
    "roster_plan",
    "roster_sent_once",
    "roster_sheet",
    "roster_sheets",
    "rosters_visible_to",
    "row_kind",
    "too_old_rosters",
]
KEPT_FOR = dt.timedelta(days=30)
State = Roster.State


def rosters_visible_to(person: Person, initiative: Initiative) -> QuerySet[Roster]:
    """Return the lists that somebody may see, the newest first: facilitators all, others none."""
    found = initiative.rosters.select_related("sent_by", "taken_by").order_by("-sent", "-pk")
    return found if initiatives.is_facilitator(person, initiative) else found.none()


def roster_sent_once(initiative: Initiative, once: str) -> Roster | None:
    """Return what the same form has already sent, if it has."""
    return initiative.rosters.filter(once=once).exclude(once="").first()


def roster_layout(roster: Roster) -> RosterLayout:
    """Return how a list is read, as it stands now."""
    return layout_from(roster.layout) if roster.layout else RosterLayout()


def roster_sheets(roster: Roster) -> list[ReadSheet]:
    """Return the sheets of a list as they came; none once it was taken in or discarded."""
    return [sheet_from(plain) for plain in roster.sheets]


def roster_sheet(roster: Roster, layout: RosterLayout) -> ReadSheet:
    """Return the sheet that a layout is about, with the headings that people pointed at."""
    sheets = roster_sheets(roster)
    sheet = next((one for one in sheets if one.name == layout.sheet), None)
    return headed(sheet or sheets[0], layout) if sheets else ReadSheet("", ())


def learned_from_rosters(initiative: Initiative) -> dict[str, Any]:
    """Return how the last list that was taken in was read: uses by heading, meanings, defaults."""
    taken = initiative.rosters.filter(taken__isnull=False).order_by("taken", "pk").last()
    return dict(taken.learned) if taken else {}


def roster_plan(roster: Roster, *, by: Person, now: dt.datetime) -> Plan:
    """Return what taking a list in would do now, row by row, and what is wrong with it."""
    layout = roster_layout(roster)
    known = known_for(roster.initiative, by=by, now=now)
    sheet = roster_sheet(roster, layout)
    return plan_of(sheet, layout, known, language=by.language)


def too_old_rosters(now: dt.datetime) -> QuerySet[Roster]:
    """Return the lists that nobody took in for thirty days."""
    return Roster.objects.filter(state=State.READ, sent__lt=now - KEPT_FOR)


def hangs_on_seat(seat: Seat) -> bool:
    """Whether anything but its holders points to a seat: who came, what it decided, its card."""
    return _hangs_on(seat, apart=(Holding,))


def hangs_on_organization(organization: Organization) -> bool:
    """Whether anything counts on an organization but invitations and seats that have ended."""
    if organization.seats.filter(ended=None).exists():
        return True
    if organization.invitations.filter(withdrawn=None).exists():
        return True
    return _hangs_on(organization, apart=(Seat, Invitation))


def _hangs_on(row: Model, *, apart: tuple[type[Model], ...]) -> bool:
    for relation in row._meta.related_objects:
        model = relation.related_model
        if model not in apart and model._default_manager.filter(**{relation.field.name: row}):
            return True
    return False
