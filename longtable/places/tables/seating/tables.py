"""All tables: what each is for, how it decides, and for whom its seats are."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from longtable.places.tables.seating.shown import Counted, counted
from longtable.tables import queries
from longtable.tables.models import Table
from longtable.web.access import public
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class TableLine:
    """One table, and its seats by constituency."""

    table: Table
    seats: list[Counted]
    all_seats: int
    empty: int


@dataclass(frozen=True, slots=True)
class TablesPage:
    """The tables that somebody may know of."""

    tables: list[TableLine]
    is_member: bool
    may_set_up: bool


@public
def tables(request: Request, initiative: str) -> HttpResponse:
    """List the tables. A caucus is on the list of its own members only."""
    room = request.room
    found = queries.tables_with_seats(request.user, room.initiative)
    page = TablesPage(
        tables=[_line(table) for table in found],
        is_member=room.membership is not None,
        may_set_up=room.role == "facilitator",
    )
    return render(request, "tables/seating/tables.html", {"page": page})


def _line(table: Table) -> TableLine:
    seats = list(table.seats.all())
    empty = sum("principal" not in queries.holders(seat) for seat in seats)
    return TableLine(table, counted(seats), len(seats), empty)
