"""What tables tell the packages below: which seats residents hold, and who speaks for one."""

from longtable.accounts.models import Person
from longtable.agenda.sources import ResidentSeat, sign_in_seats
from longtable.initiative.models import Initiative
from longtable.tables import queries
from longtable.tables.models import Holding, Seat, Table
from longtable.tables.models.table import Constituency


def resident_seats(initiative: Initiative) -> list[ResidentSeat]:
    """Return the seats that residents hold at open tables; a caucus is not told of."""
    found = Seat.objects.filter(
        table__initiative=initiative,
        table__ended=None,
        ended=None,
        constituency=Constituency.RESIDENT,
    ).exclude(table__kind=Table.Kind.CAUCUS)
    rows = found.select_related("table").prefetch_related("holdings").order_by("table", "number")
    return [ResidentSeat(seat.pk, str(seat), _holder(seat), seat.table.name) for seat in rows]


def speaks_for(person: Person, number: int) -> bool:
    """Whether a member holds a seat now, or stands in for its holder."""
    return queries.held_by(person).filter(seat=number).exists()


def sign_in() -> None:
    """Tell the agenda of the resident seats."""
    sign_in_seats(resident_seats, speaks_for)


def _holder(seat: Seat) -> str:
    present = [one for one in seat.holdings.all() if one.until is None]
    return next((one.name for one in present if one.part == Holding.Part.PRINCIPAL), "")
