"""One table: what it is for, how it decides, and who sits there."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from longtable.core.charts.picture import Picture
from longtable.places.tables.composition.standing import ShownRule, shown_rules
from longtable.places.tables.finding import table_or_404
from longtable.places.tables.seating.shown import VIEWS, Ring, ShownSeat, drawn, ring_of, shown
from longtable.tables import queries
from longtable.tables.models import ReferencePopulation, Table
from longtable.tables.queries import Post
from longtable.web.access import public
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class TablePage:
    """A table, its seats, and what this person may do here."""

    table: Table
    seats: list[ShownSeat]
    picture: Picture | None
    views: list[dict[str, Any]]
    rings: list[dict[str, Any]]
    ring: Ring | None
    rules: list[ShownRule]
    empty: int
    is_member: bool
    may_run: bool
    may_promise: bool
    sends: bool
    role: str


@public
def table(request: Request, initiative: str, table: str) -> HttpResponse:
    """Show a table: names of people to members, the rest to everybody."""
    found = table_or_404(request, table)
    is_member = request.room.membership is not None
    lines = [shown(seat, with_names=is_member) for seat in queries.seats_at(found)]
    by = request.GET.get("by", "")
    by = by if by in VIEWS else VIEWS[0]
    populations = list(queries.populations_of(found.initiative))
    around = request.GET.get("ring", "")
    chosen = next((one for one in populations if str(one.pk) == around), None)
    ring = ring_of(chosen or populations[0]) if populations else None
    may_run = is_member and queries.runs_table(request.user, found)
    page = TablePage(
        table=found,
        seats=lines,
        picture=drawn(found, lines, by=by, ring=ring) if lines else None,
        views=_views(by, around),
        rings=_rings(populations, by, ring),
        ring=ring,
        rules=shown_rules(found, person=request.user),
        empty=sum(line.is_empty for line in lines),
        is_member=is_member,
        may_run=may_run,
        may_promise=is_member and queries.may_run_or_sits(request.user, found),
        sends=may_run or (is_member and found.is_closed),
        role=Post(found.initiative, table=found).key,
    )
    return render(request, "tables/seating/table.html", {"page": page})


def _views(by: str, around: str) -> list[dict[str, Any]]:
    """Return by what the chairs can be marked."""
    labels = {
        "constituency": _("For whom they are there"),
        "size": _("Size of the organization"),
        "resident": _("Residents or not"),
    }
    kept = {"ring": around} if around.isdecimal() else {}
    return [
        {"label": label, "href": f"?{urlencode({'by': view, **kept})}", "current": view == by}
        for view, label in labels.items()
    ]


def _rings(
    populations: list[ReferencePopulation], by: str, ring: Ring | None
) -> list[dict[str, Any]]:
    """Return which population can be drawn around the table, where there is a choice."""
    if len(populations) < 2:
        return []
    return [
        {
            "label": str(one),
            "href": f"?{urlencode({'by': by, 'ring': one.pk})}",
            "current": ring is not None and one == ring.population,
        }
        for one in populations
    ]
