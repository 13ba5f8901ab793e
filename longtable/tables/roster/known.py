"""What is there already when a list comes: organizations, people, invitations, tables, seats."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from longtable.accounts.models import Person
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Invitation, Membership, Organization
from longtable.tables.models import Holding, Seat, Table
from longtable.tables.queries.people import tables_run_by
from longtable.tables.queries.table import holders, seats_at
from longtable.web.folding import folded


@dataclass(frozen=True, slots=True)
class Known:
    """What a list is compared with: by folded name, by address, by table.

    Of the tables only those that somebody runs: of another's caucus a list tells nothing.
    """

    organizations: Mapping[str, Organization]
    members: Mapping[str, Membership]
    invited: Mapping[str, Invitation]
    tables: Mapping[int, Table]
    seats: Mapping[int, list[Seat]]

    def table(self, text: str) -> Table | None:
        """Return the table that a text names, by its name or its address."""
        wanted = folded(text)
        for table in self.tables.values():
            if wanted in {folded(table.name), folded(table.slug)}:
                return table
        return None

    def holder(self, seat: Seat, part: str) -> Holding | None:
        """Return who holds a seat now, as its holder or as the alternate."""
        return holders(seat).get(part)


def known_for(initiative: Initiative, *, by: Person, now: dt.datetime) -> Known:
    """Return what is there in an initiative, as far as `by` may set it up."""
    tables = {table.pk: table for table in tables_run_by(by, initiative)}
    return Known(
        organizations={folded(one.name): one for one in initiative.organizations.all()},
        members={one.person.email: one for one in initiatives.people_in(initiative)},
        invited={one.email: one for one in initiatives.open_invitations(initiative, now=now)},
        tables=tables,
        seats={pk: list(seats_at(table)) for pk, table in tables.items()},
    )
