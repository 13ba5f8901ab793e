"""Keeping up with people: tensions, who was not heard, and a facilitator's own notes."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from longtable.accounts.models import Person
from longtable.initiative.models import Initiative
from longtable.tables.models import Attendance, Item, Meeting, PrivateNote, Seat, Table, Tension
from longtable.tables.queries.meeting import meetings_of
from longtable.tables.queries.table import holders, runs_table, seats_at, sits_at, tables_visible_to
from longtable.tables.sealing import unseal_note

_MEETINGS = 3


@dataclass(frozen=True, slots=True)
class Unheard:
    """A seat that was not heard for three meetings: nobody came, or it brought nothing."""

    seat: Seat
    holder: str
    was_absent: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A private note, opened for the facilitator who wrote it."""

    note: PrivateNote
    kind: str
    text: str


def sees_tensions(person: Person, table: Table) -> bool:
    """Whether somebody sees the tensions of a table: its members, and who runs it."""
    return sits_at(person, table) or runs_table(person, table)


def tensions_of(table: Table) -> QuerySet[Tension]:
    """Return the tensions of a table, the open ones first, then the newest."""
    found = table.tensions.select_related("raised_by", "confirmed_by", "meeting", "from_table")
    return found.order_by("settled", "-opened", "-pk")


def days_open(tension: Tension, *, now: dt.datetime) -> int:
    """Return for how many days a tension is open, or was."""
    return ((tension.settled or now) - tension.opened).days


def tables_run_by(person: Person, initiative: Initiative) -> list[Table]:
    """Return the tables that somebody runs."""
    return [one for one in tables_visible_to(person, initiative) if runs_table(person, one)]


def seats_among(tables: list[Table]) -> QuerySet[Seat]:
    """Return the present seats of several tables."""
    found = Seat.objects.filter(table__in=tables, ended=None)
    return found.select_related("table").order_by("table__name", "number")


def unheard_at(table: Table) -> list[Unheard]:
    """Return the held seats that were not heard in the last three meetings; none before three."""
    closed = meetings_of(table).filter(state=Meeting.State.CLOSED)
    last = list(closed.order_by("-day").values_list("pk", flat=True)[:_MEETINGS])
    if len(last) < _MEETINGS:
        return []
    came = set(
        Attendance.objects.filter(meeting__in=last)
        .exclude(who=Attendance.Who.NOBODY)
        .values_list("seat", flat=True)
    )
    brought = set(
        Item.objects.filter(meeting__in=last, removed=None).values_list("originator", flat=True)
    )
    return [
        Unheard(seat, principal.name, was_absent=seat.pk not in came)
        for seat in seats_at(table)
        if (principal := holders(seat).get("principal")) and seat.pk not in came & brought
    ]


def notes_kept_by(person: Person, initiative: Initiative, *, now: dt.datetime) -> list[Note]:
    """Return one's own private notes that are neither done nor expired, opened."""
    mine = initiative.private_notes.filter(facilitator=person, done=None, expires__gt=now)
    return [
        Note(one, *unseal_note(bytes(one.sealed), facilitator=one.facilitator_id))
        for one in mine.select_related("seat").order_by("written", "pk")
    ]
