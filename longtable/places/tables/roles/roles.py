"""All roles: who holds each, who stands in, when it goes to the next, and what is written."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from longtable.tables import queries
from longtable.tables.queries import Filled
from longtable.web.access import members
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class Line:
    """One role; `waits` where it ends soon and nobody is named to follow."""

    filled: Filled
    waits: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The roles of one table, or of the backbone."""

    name: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class RolesPage:
    """The roles of an initiative, and how many of them have a card."""

    groups: list[Group]
    roles: int
    written: int


@members()
def roles(request: Request, initiative: str) -> HttpResponse:
    """List the roles that a member may know of."""
    today = timezone.localdate()
    found = queries.posts_visible_to(request.user, request.room.initiative)
    page = RolesPage(
        groups=_grouped(found, today=today),
        roles=len(found),
        written=sum(one.card is not None for one in found),
    )
    return render(request, "tables/roles/roles.html", {"page": page})


def _grouped(found: list[Filled], *, today: dt.date) -> list[Group]:
    groups: dict[str, list[Line]] = {}
    for one in found:
        name = str(one.post.home or _("Backbone"))
        waits = one.waits_for_a_successor(today=today)
        groups.setdefault(name, []).append(Line(one, waits))
    return [Group(name, lines) for name, lines in groups.items()]
