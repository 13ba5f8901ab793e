"""What taking a list in would do, one deed after the other, and what it says of each row."""

from dataclasses import dataclass, field
from typing import Any

from longtable.tables.roster.problems import Problem


@dataclass(frozen=True, slots=True)
class AddOrganization:
    """Add an organization, or (`pk`) let one come back that had left. `key`: its folded name."""

    row: int
    key: str
    name: str
    tier: str = ""
    is_funder: bool = False
    pk: int = 0


@dataclass(frozen=True, slots=True)
class InvitePerson:
    """Invite somebody for an organization (by key), or for none."""

    row: int
    email: str
    name: str
    role: str
    organization: str
    language: str


@dataclass(frozen=True, slots=True)
class AddSeat:
    """Add a seat to a table, by what is said of it; its organization goes by key."""

    row: int
    key: str
    table: int
    said: dict[str, Any]
    organization: str


@dataclass(frozen=True, slots=True)
class SeatPerson:
    """Seat somebody on a new seat (by key) or on one that is there (`pk`)."""

    row: int
    seat: str
    pk: int
    part: str
    name: str
    email: str


Deed = AddOrganization | InvitePerson | AddSeat | SeatPerson


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens, or (`kind` "same") that stays as it is."""

    kind: str
    text: str


@dataclass(slots=True)
class RowPlan:
    """What one row comes to; `waits` where a problem stands in the way."""

    number: int
    who: str
    steps: list[Step] = field(default_factory=list)
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows with what comes of them, the deeds in order, and what is wrong."""

    rows: list[RowPlan]
    deeds: list[Deed]
    problems: list[Problem]

    @property
    def blocking(self) -> list[Problem]:
        """What has to be put right first."""
        return [problem for problem in self.problems if problem.blocking]

    def count(self, kind: type) -> int:
        """Return how many deeds of a kind there are."""
        return sum(isinstance(deed, kind) for deed in self.deeds)
