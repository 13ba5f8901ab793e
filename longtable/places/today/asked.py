"""How many minutes were asked of each member: shown to those who ask."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from longtable.communication import queries
from longtable.communication.queries import ESTIMATES, Asked, CostRow
from longtable.initiative.models import BACKBONE_ROLES, Initiative
from longtable.web.access import members
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class AskedPage:
    """Every member with the minutes asked of them, most first, and how they are estimated."""

    initiative: Initiative
    rows: list[Asked]
    estimates: dict[str, int]
    costs: list[CostRow]
    is_too_much: bool


@members(*BACKBONE_ROLES, private=True)
def asked(request: Request, initiative: str) -> HttpResponse:
    """Show whom the initiative asks for how much of their time."""
    here = request.room.initiative
    rows = queries.asked_of_each(here, now=timezone.now())
    costs = queries.costs(here, rows)
    page = AskedPage(
        initiative=here,
        rows=rows,
        estimates=ESTIMATES,
        costs=costs,
        is_too_much=any(row.is_too_much for row in costs),
    )
    return render(request, "today/asked.html", {"page": page})
