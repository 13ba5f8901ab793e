"""One table: what it is for, how it decides, and who sits there."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from longtable.places.tables.finding import table_or_404
from longtable.places.tables.seating.shown import Counted, ShownSeat, counted, shown
from longtable.tables import queries
from longtable.tables.models import Table
from longtable.web.access import public
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class TablePage:
    """A table, its seats, and what this person may do here."""

    table: Table
    seats: list[ShownSeat]
    by_constituency: list[Counted]
    empty: int
    is_member: bool
    may_run: bool


@public
def table(request: Request, initiative: str, table: str) -> HttpResponse:
    """Show a table: names of people to members, the rest to everybody."""
    found = table_or_404(request, table)
    is_member = request.room.membership is not None
    seats = list(queries.seats_at(found))
    lines = [shown(seat, with_names=is_member) for seat in seats]
    page = TablePage(
        table=found,
        seats=lines,
        by_constituency=counted(seats),
        empty=sum(line.is_empty for line in lines),
        is_member=is_member,
        may_run=is_member and queries.runs_table(request.user, found),
    )
    return render(request, "tables/seating/table.html", {"page": page})
