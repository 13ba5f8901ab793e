"""One table: what it is for, how it decides, and who sits there."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from longtable.core.charts.picture import Picture
from longtable.places.tables.finding import table_or_404
from longtable.places.tables.seating.shown import VIEWS, ShownSeat, drawn, shown
from longtable.tables import queries
from longtable.tables.models import Table
from longtable.web.access import public
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class TablePage:
    """A table, its seats, and what this person may do here."""

    table: Table
    seats: list[ShownSeat]
    picture: Picture | None
    views: list[dict[str, Any]]
    empty: int
    is_member: bool
    may_run: bool


@public
def table(request: Request, initiative: str, table: str) -> HttpResponse:
    """Show a table: names of people to members, the rest to everybody."""
    found = table_or_404(request, table)
    is_member = request.room.membership is not None
    lines = [shown(seat, with_names=is_member) for seat in queries.seats_at(found)]
    by = request.GET.get("by", "")
    by = by if by in VIEWS else VIEWS[0]
    page = TablePage(
        table=found,
        seats=lines,
        picture=drawn(found, lines, by=by) if lines else None,
        views=_views(by),
        empty=sum(line.is_empty for line in lines),
        is_member=is_member,
        may_run=is_member and queries.runs_table(request.user, found),
    )
    return render(request, "tables/seating/table.html", {"page": page})


def _views(by: str) -> list[dict[str, Any]]:
    """Return by what the chairs can be marked."""
    labels = {
        "constituency": _("For whom they are there"),
        "size": _("Size of the organization"),
        "resident": _("Residents or not"),
    }
    return [
        {"label": label, "href": f"?by={view}", "current": view == by}
        for view, label in labels.items()
    ]
