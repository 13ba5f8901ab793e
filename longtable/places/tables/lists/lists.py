"""Seats, decisions and meetings as CSV: the same rows as on the pages, for the same people."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils import timezone

from longtable.places.tables.seating.shown import shown
from longtable.tables import queries
from longtable.tables.models import Meeting
from longtable.web.access import members, public
from longtable.web.lists import csv_answer
from longtable.web.requests import Request

_SEATS = (
    *("table", "kind", "seat", "name", "for_whom", "organization", "size", "chairs"),
    *("works_on_it", "lives_with_it", "is_empty", "holder", "alternate"),
    *("term_from", "term_until"),
)
_DECISIONS = (
    *("table", "number", "question", "state", "outcome", "method", "rule", "opened", "closed"),
    *("published", "reason", "rule_not_kept", "review_on"),
)
_MEETINGS = (
    *("table", "series", "day", "starts", "zone", "minutes", "place", "state", "anyone_may_come"),
    *("items", "planned_minutes"),
)

Row = tuple[object, ...]


@public
def seats(request: Request, initiative: str) -> HttpResponse:
    """Give all seats of all tables; names of people to members only."""
    return csv_answer(f"{initiative}-seats", _SEATS, _seats(request))


@public
def decisions(request: Request, initiative: str) -> HttpResponse:
    """Give all decisions that this person may know of."""
    return csv_answer(f"{initiative}-decisions", _DECISIONS, _decisions(request))


@members()
def meetings(request: Request, initiative: str) -> HttpResponse:
    """Give all meetings of the tables that this member may know of."""
    return csv_answer(f"{initiative}-meetings", _MEETINGS, _meetings(request))


def _seats(request: Request) -> Iterator[Row]:
    is_member = request.room.membership is not None
    for table in queries.tables_with_seats(request.user, request.room.initiative):
        for seat in table.seats.all():
            line = shown(seat, with_names=is_member)
            organization = seat.organization
            size = organization.get_tier_display() if organization else ""
            yield (
                *(table, table.get_kind_display(), seat.number, seat.name, line.constituency),
                *(organization, size, seat.is_chair, seat.works_on_it, seat.lives_with_it),
                *(line.is_empty, line.holder, line.alternate, seat.term_from, seat.term_until),
            )


def _decisions(request: Request) -> Iterator[Row]:
    today = timezone.localdate()
    found = queries.decisions_visible_to(request.user, request.room.initiative)
    for one in found.select_related("decider", "table__initiative"):
        breaches = queries.breaches_of(one, today=today)
        yield (
            *(one.table, one.number, one.question, one.get_state_display()),
            one.get_outcome_display() if one.outcome else "",
            *(one.get_method_display(), queries.rule_sentence(one), one.opened, one.closed),
            *(one.published, one.reason, "; ".join(breaches), one.review_on),
        )


def _meetings(request: Request) -> Iterator[Row]:
    seen = queries.tables_visible_to(request.user, request.room.initiative)
    found = Meeting.objects.filter(series__table__in=seen).select_related("series__table")
    for one in found.prefetch_related("items").order_by("day", "starts", "pk"):
        items = [item for item in one.items.all() if item.removed is None]
        yield (
            *(one.table, one.series, one.day, one.starts, one.zone, one.minutes, one.place),
            *(one.get_state_display(), one.is_open, len(items)),
            sum(item.planned_minutes for item in items),
        )
