"""The register of resident seats: `tables` stands higher, and says here which there are."""

from collections.abc import Callable
from dataclasses import dataclass

from longtable.accounts.models import Person
from longtable.initiative.models import Initiative


@dataclass(frozen=True, slots=True)
class ResidentSeat:
    """A seat that residents hold: the number it is known by, its name, who holds it, the table."""

    number: int
    name: str
    holder: str
    table: str


FindSeats = Callable[[Initiative], list[ResidentSeat]]
SpeaksFor = Callable[[Person, int], bool]
_register: dict[str, Callable[..., object]] = {}


def sign_in_seats(find: FindSeats, speaks_for: SpeaksFor) -> None:
    """Let a package say which resident seats there are, and who speaks for one."""
    _register["find"], _register["speaks"] = find, speaks_for


def resident_seats(initiative: Initiative) -> list[ResidentSeat]:
    """Return the resident seats of an initiative now; none where nobody signed in."""
    find = _register.get("find")
    return list(find(initiative)) if find else []  # type: ignore[call-overload]


def speaks_for_seat(person: Person, number: int) -> bool:
    """Whether somebody holds a seat now, or stands in for its holder."""
    speaks = _register.get("speaks")
    return bool(speaks and speaks(person, number))
