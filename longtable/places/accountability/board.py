"""The promise board: everyone by the same standard, the backbone and steering committee first."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from longtable.accountability import queries
from longtable.initiative.models import Initiative
from longtable.places.accountability.finding import promises_or_404
from longtable.web.access import public
from longtable.web.requests import Request

YEAR = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Kind:
    """One standing of a promise: its code, which is also its mark, and its words."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of the board: the owner, a mark for each promise, and the same as numbers."""

    row: queries.BoardRow
    pairs: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class BoardPage:
    """A row for each organization and table."""

    initiative: Initiative
    since: dt.date
    kinds: list[Kind]
    rows: list[Shown]
    silent: list[queries.BoardRow]
    is_member: bool


@public
def board(request: Request, initiative: str) -> HttpResponse:
    """Show who promised what, and whether it was kept."""
    promises_or_404(request)
    today = timezone.localdate()
    since = today - YEAR
    here, is_member = request.room.initiative, request.room.membership is not None
    rows = queries.board(here, person=request.user, since=since, today=today)
    page = BoardPage(
        initiative=here,
        since=since,
        kinds=[Kind(one.value, str(one.label)) for one in queries.Standing],
        rows=[_shown(row) for row in rows if row.marks or row.leads],
        silent=[row for row in rows if is_member and not row.marks and not row.leads],
        is_member=is_member,
    )
    return render(request, "accountability/board.html", {"page": page})


def _shown(row: queries.BoardRow) -> Shown:
    return Shown(row, [(str(one.label), row.counts.get(one.value, 0)) for one in queries.Standing])
