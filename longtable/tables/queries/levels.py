"""Who belongs to which level: the seats of each, and the people. Caucuses are never counted."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from longtable.core.stats.pooling import Level
from longtable.initiative.models import BACKBONE_ROLES, Initiative
from longtable.tables.models import Holding, Item, Seat, Table
from longtable.tables.queries.table import holders

KEYS = ("everybody", "tables", "steering", "chairs", "agenda", "backbone")
YEARS = 3  # as far back people count who held a seat: few seats tell something only together
_OWN_LEVEL = (Table.Kind.STEERING, Table.Kind.BACKBONE)


@dataclass(frozen=True, slots=True)
class SeatLevel:
    """The seats of a level by what is a fact of the seat, and may be shown."""

    key: str
    seats: int
    empty: int
    by_constituency: Counter[str]
    works_on_it: int
    lives_with_it: int


def seat_levels(initiative: Initiative, *, today: dt.date) -> list[SeatLevel]:
    """Return the levels that have seats, each with its seats of now."""
    seats = list(_present(initiative))
    asked = _asked(initiative, today)
    found = {
        "everybody": seats,
        "tables": [one for one in seats if one.table.kind not in _OWN_LEVEL],
        "steering": [one for one in seats if one.table.kind == Table.Kind.STEERING],
        "chairs": [one for one in seats if one.is_chair],
        "agenda": [one for one in seats if one.pk in asked],
        "backbone": [one for one in seats if one.table.kind == Table.Kind.BACKBONE],
    }
    return [_seat_level(key, found[key]) for key in KEYS if found[key]]


def people_levels(initiative: Initiative, *, today: dt.date) -> list[Level]:
    """Return the levels with the people in each who have an account; everybody is the first."""
    seats = list(_present(initiative))
    asked = _asked(initiative, today)
    tables = [one for one in seats if one.table.kind not in _OWN_LEVEL]
    steering = [one for one in seats if one.table.kind == Table.Kind.STEERING]
    chairs = [one for one in seats if one.is_chair]
    agenda = [one for one in seats if one.pk in asked]
    runs = {one.facilitator_id for one in _tables(initiative) if one.facilitator_id}
    backbone = _backbone(initiative)
    parts = [
        Level("tables", _people(tables), _is_pooled(tables)),
        Level("steering", _people(steering), _is_pooled(steering)),
        Level("chairs", _people(chairs), _is_pooled(chairs)),
        Level("agenda", _people(agenda) | runs, _is_pooled(agenda)),
        Level("backbone", backbone, is_pooled=False),
    ]
    everybody = _before(initiative, today).union(_people(seats), *(one.people for one in parts))
    return [Level("everybody", everybody, is_pooled=True), *parts]


def people_at(table: Table) -> frozenset[int]:
    """Return the people with an account who hold a seat of a table."""
    return _people(_present(table.initiative).filter(table=table))


def _tables(initiative: Initiative) -> QuerySet[Table]:
    return initiative.tables.filter(ended=None).exclude(kind=Table.Kind.CAUCUS)


def _present(initiative: Initiative) -> QuerySet[Seat]:
    seats = Seat.objects.filter(table__in=_tables(initiative), ended=None)
    return seats.select_related("table").prefetch_related("holdings").order_by("table", "number")


def _asked(initiative: Initiative, today: dt.date) -> set[int]:
    """Return the seats that brought an item to an agenda within a year."""
    year = Item.objects.filter(
        meeting__series__table__in=_tables(initiative),
        meeting__day__gt=today - dt.timedelta(days=365),
        removed=None,
        originator__isnull=False,
    )
    return set(year.values_list("originator", flat=True))


def _before(initiative: Initiative, today: dt.date) -> frozenset[int]:
    """Return who held a seat at any time in the last years."""
    since = today - dt.timedelta(days=365 * YEARS)
    held = Holding.objects.filter(
        Q(until=None) | Q(until__gte=since),
        seat__table__initiative=initiative,
        part=Holding.Part.PRINCIPAL,
        person__isnull=False,
    ).exclude(seat__table__kind=Table.Kind.CAUCUS)
    return frozenset(held.values_list("person", flat=True))


def _backbone(initiative: Initiative) -> frozenset[int]:
    staff = initiative.memberships.filter(
        Q(role__in=BACKBONE_ROLES) | Q(organization__is_backbone=True), ended=None
    )
    return frozenset(staff.values_list("person", flat=True))


def _people(seats: Iterable[Seat]) -> frozenset[int]:
    held = (holders(seat).get(Holding.Part.PRINCIPAL) for seat in seats)
    return frozenset(one.person_id for one in held if one and one.person_id)


def _is_pooled(seats: list[Seat]) -> bool:
    return len({seat.table_id for seat in seats}) > 1


def _seat_level(key: str, seats: list[Seat]) -> SeatLevel:
    return SeatLevel(
        key=key,
        seats=len(seats),
        empty=sum(Holding.Part.PRINCIPAL not in holders(seat) for seat in seats),
        by_constituency=Counter(seat.constituency for seat in seats),
        works_on_it=sum(seat.works_on_it for seat in seats),
        lives_with_it=sum(seat.lives_with_it for seat in seats),
    )
