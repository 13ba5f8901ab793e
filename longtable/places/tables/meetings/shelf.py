"""The shelf: what a table can do to know each other."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from longtable.tables import queries
from longtable.tables.queries.shelf import Activity
from longtable.web.access import members
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class ShelfPage:
    """All activities, the shortest first."""

    activities: list[Activity]


@members()
def shelf(request: Request, initiative: str) -> HttpResponse:
    """Show the shelf."""
    page = ShelfPage(activities=queries.activities())
    return render(request, "tables/meetings/shelf.html", {"page": page})
