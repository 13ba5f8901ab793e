"""Seats as a page shows them: names for members only, constituencies for everybody."""

from collections import Counter
from dataclasses import dataclass

from longtable.tables import queries
from longtable.tables.models import Seat
from longtable.tables.models.table import Constituency


@dataclass(frozen=True, slots=True)
class Counted:
    """How many seats there are for a constituency."""

    label: str
    seats: int


@dataclass(frozen=True, slots=True)
class ShownSeat:
    """A seat, and who sits there: names are left out for visitors."""

    seat: Seat
    constituency: str
    holder: str
    alternate: str
    is_empty: bool


def counted(seats: list[Seat]) -> list[Counted]:
    """Count seats by constituency, in the order in which constituencies are listed."""
    counts = Counter(seat.constituency for seat in seats)
    return [Counted(str(c.label), counts[c.value]) for c in Constituency if counts[c.value]]


def shown(seat: Seat, *, with_names: bool) -> ShownSeat:
    """Return a seat as a member or a visitor sees it."""
    held = queries.holders(seat)
    names = {part: one.name if with_names else "" for part, one in held.items()}
    return ShownSeat(
        seat=seat,
        constituency=seat.get_constituency_display(),
        holder=names.get("principal", ""),
        alternate=names.get("alternate", ""),
        is_empty="principal" not in held,
    )
