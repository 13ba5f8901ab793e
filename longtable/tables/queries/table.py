"""Tables, their seats, and who sits there."""

from django.db.models import F, Prefetch, Q, QuerySet

from longtable.accounts.models import Person
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative
from longtable.tables.models import Holding, Meeting, Seat, Table


def tables_visible_to(person: Person | None, initiative: Initiative) -> QuerySet[Table]:
    """Return the tables that somebody may know of: all, but a caucus only by its own members."""
    found = initiative.tables.filter(ended=None).order_by("name")
    open_ones = ~Q(kind=Table.Kind.CAUCUS)
    if person is None or not person.is_authenticated:
        return found.filter(open_ones)
    if initiatives.membership_of(person, initiative) is None:
        return found.filter(open_ones)
    mine = held_by(person).values("seat__table")
    return found.filter(open_ones | Q(pk__in=mine) | Q(facilitator=person))


def tables_with_a_holder(person: Person | None, initiative: Initiative) -> QuerySet[Table]:
    """Return the tables that somebody may know of and at which at least one seat is held."""
    held = Holding.objects.filter(until=None, seat__ended=None).values("seat__table")
    return tables_visible_to(person, initiative).filter(pk__in=held)


def tables_with_a_meeting(person: Person | None, initiative: Initiative) -> QuerySet[Table]:
    """Return the tables that somebody may know of and that planned a meeting, or held one."""
    met = Meeting.objects.exclude(state=Meeting.State.CALLED_OFF).values("series__table")
    return tables_visible_to(person, initiative).filter(pk__in=met)


def table_at(slug: str, initiative: Initiative, *, person: Person | None) -> Table | None:
    """Return the table at an address, where this person may know of it."""
    return tables_visible_to(person, initiative).filter(slug=slug).first()


def tables_with_seats(person: Person | None, initiative: Initiative) -> list[Table]:
    """Return the tables that somebody may know of, each with its present seats loaded."""
    found = tables_visible_to(person, initiative).select_related("facilitator")
    return list(found.prefetch_related(Prefetch("seats", _present(Seat.objects.all()))))


def seats_at(table: Table) -> QuerySet[Seat]:
    """Return the seats of a table, in the order of their numbers, with those that hold them."""
    return _present(table.seats.all())


def seat_at(table: Table, number: int) -> Seat | None:
    """Return one present seat of a table."""
    return seats_at(table).filter(number=number).first()


def holders(seat: Seat) -> dict[str, Holding]:
    """Return who holds a seat now, by part: `principal`, `alternate`; an empty chair has none."""
    return {one.part: one for one in seat.holdings.all() if one.until is None}


def earlier_holders(seat: Seat) -> list[Holding]:
    """Return who held a seat before, the last one first."""
    return list(seat.holdings.exclude(until=None).order_by("-until", "-pk"))


def held_by(person: Person) -> QuerySet[Holding]:
    """Return what somebody holds now, where they still belong to the initiative."""
    return Holding.objects.filter(
        person=person,
        until=None,
        seat__ended=None,
        person__is_active=True,
        person__memberships__initiative=F("seat__table__initiative"),
        person__memberships__ended=None,
    )


def seats_of(person: Person, initiative: Initiative) -> QuerySet[Seat]:
    """Return the seats that somebody holds now in an initiative, or stands in for."""
    held = held_by(person).values("seat")
    mine = Seat.objects.filter(pk__in=held, table__initiative=initiative)
    return mine.select_related("table", "organization")


def sits_at(person: Person, table: Table) -> bool:
    """Whether somebody holds a seat at a table now, or stands in for its holder."""
    return held_by(person).filter(seat__table=table).exists()


def speaks_for_seat(person: Person, seat: Seat) -> bool:
    """Whether somebody holds this seat now, or stands in for its holder."""
    return held_by(person).filter(seat=seat).exists()


def leaders_at(table: Table) -> list[Person]:
    """Return who can lead a plan of a table: its holders with an account, chairs first."""
    held = Holding.objects.filter(
        seat__table=table, seat__ended=None, until=None, part="principal", person__isnull=False
    )
    mine = held.select_related("person").order_by("-seat__is_chair", "seat__number")
    found = [one.person for one in mine if one.person and sits_at(one.person, table)]
    return list(dict.fromkeys(found))


def runs_table(person: Person, table: Table) -> bool:
    """Whether somebody runs a table: its facilitator, or one of the initiative.

    A caucus is run from inside only: by its own facilitator or by those in its chair.
    """
    if not getattr(person, "is_active", False):
        return False
    if table.facilitator_id == person.pk:
        return initiatives.membership_of(person, table.initiative) is not None
    if table.is_closed:
        return held_by(person).filter(seat__table=table, seat__is_chair=True).exists()
    return initiatives.is_facilitator(person, table.initiative)


def _present(seats: QuerySet[Seat]) -> QuerySet[Seat]:
    present = seats.filter(ended=None).select_related("organization")
    return present.prefetch_related("holdings__person").order_by("number")
