"""The promise board: a row for each organization and table, those who steer first."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from longtable.accountability.models import Commitment
from longtable.accountability.queries.standing import Standing, standing_of
from longtable.accounts.models import Person
from longtable.agenda.queries import terms_in_force, version_in_force
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Organization
from longtable.tables import queries as tables
from longtable.tables.models import Decision, Table


@dataclass(frozen=True, slots=True)
class Mark:
    """One promise, and where it stands."""

    promise: Commitment
    standing: Standing


@dataclass(frozen=True, slots=True)
class BoardRow:
    """All promises of one owner in the order of their days, and how many stand where."""

    owner: Organization | Table
    leads: bool
    marks: list[Mark]
    counts: dict[str, int]


def commitments_visible_to(person: Person | None, initiative: Initiative) -> QuerySet[Commitment]:
    """Return the promises that somebody may know of; a caucus's are for those who sit there."""
    known = tables.tables_visible_to(person, initiative).filter(kind=Table.Kind.CAUCUS)
    closed = Q(table__kind=Table.Kind.CAUCUS) & ~Q(table__in=known)
    heard = Q(meeting__series__table__kind=Table.Kind.CAUCUS) & ~Q(meeting__series__table__in=known)
    found = initiative.commitments.exclude(closed).exclude(heard)
    return found.select_related(
        "organization", "table", "person", "decision__table", "renegotiated_from", "initiative"
    ).order_by("due", "pk")


def board_is_public(initiative: Initiative, *, on: dt.date) -> bool:
    """Whether the charter in force opens the board to everyone; before there is one it is not."""
    agreed = version_in_force(initiative, on=on) is not None
    return agreed and terms_in_force(initiative, on=on).accountability_public


def board_is_open_to(person: Person | None, initiative: Initiative, *, is_public: bool) -> bool:
    """Whether somebody may read the board: everyone where the charter says so, else members."""
    return is_public or initiatives.membership_of(person, initiative) is not None


def following(decision: Decision, *, person: Person | None) -> list[Commitment]:
    """Return the promises that follow from a decision."""
    found = commitments_visible_to(person, decision.table.initiative)
    return list(found.filter(decision=decision))


def board(
    initiative: Initiative, *, person: Person | None, since: dt.date, today: dt.date
) -> list[BoardRow]:
    """Return a row for each owner: backbone and steering committee first, then tables, then all
    organizations by name. Promises that were due before `since` are left out, unless still open.
    """
    made = commitments_visible_to(person, initiative).filter(
        Q(due__gte=since) | Q(state=Commitment.State.OPEN)
    )
    marks: dict[Organization | Table, list[Mark]] = {}
    for promise in made:
        mark = Mark(promise, standing_of(promise, today=today))
        marks.setdefault(promise.owner, []).append(mark)
    owners = owners_of(initiative, person)
    return [_row(owner, marks.get(owner, [])) for owner in owners]


def owners_of(initiative: Initiative, person: Person | None) -> Sequence[Organization | Table]:
    """Return who can promise: those who lead first, then tables, then organizations by name."""
    seen = tables.tables_visible_to(person, initiative)
    organizations = list(initiatives.organizations_in(initiative))
    backbone = [one for one in organizations if one.is_backbone]
    others = [one for one in organizations if not one.is_backbone]
    leading = (Table.Kind.BACKBONE, Table.Kind.STEERING)
    first = [one for one in seen if one.kind in leading]
    return [*backbone, *first, *[one for one in seen if one not in first], *others]


def _row(owner: Organization | Table, marks: list[Mark]) -> BoardRow:
    if isinstance(owner, Organization):
        leads = owner.is_backbone
    else:
        leads = owner.kind in (Table.Kind.BACKBONE, Table.Kind.STEERING)
    counts = Counter(mark.standing.value for mark in marks)
    return BoardRow(owner, leads, marks, dict(counts))


def late_everywhere(*, today: dt.date) -> QuerySet[Commitment]:
    """Return every late promise of every initiative, for the ladder."""
    late = Commitment.objects.filter(state=Commitment.State.OPEN, due__lt=today)
    return late.select_related("initiative", "organization", "table", "person").order_by("pk")


def for_the_agenda_of(table: Table, *, today: dt.date) -> list[Commitment]:
    """Return the late promises that the ladder has brought before a table."""
    late = table.initiative.commitments.filter(state=Commitment.State.OPEN, due__lt=today)
    where = Q(table=table) | Q(meeting__series__table=table) | Q(decision__table=table)
    found = late.filter(where, steps__step="table")
    if table.kind == Table.Kind.STEERING:
        open_ones = late.exclude(table__kind=Table.Kind.CAUCUS)
        found = found | open_ones.filter(steps__step="steering")
    return list(found.distinct().order_by("due", "pk"))
