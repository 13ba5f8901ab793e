"""What was decided: question, rule, outcome and reason, published for everyone."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from longtable.initiative.models import Initiative
from longtable.places.tables.finding import table_or_404
from longtable.tables import queries
from longtable.tables.models import Decision, Table
from longtable.web.access import public
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class Line:
    """One decision of the log."""

    decision: Decision
    rule: str
    breaches: list[str]


@dataclass(frozen=True, slots=True)
class Unpublished:
    """A decision that was taken and is not out yet, with its day."""

    decision: Decision
    due: dt.date
    is_late: bool


@dataclass(frozen=True, slots=True)
class LogPage:
    """The decisions of an initiative, or of one table, as this person may know of them."""

    initiative: Initiative
    table: Table | None
    running: list[Line]
    taken: list[Line]
    unpublished: list[Unpublished]
    reviews: list[Decision]
    breaches: int
    may_prepare: bool


@public
def decisions(request: Request, initiative: str) -> HttpResponse:
    """Show the log of all tables."""
    return _log(request, None)


@public
def table_decisions(request: Request, initiative: str, table: str) -> HttpResponse:
    """Show the log of one table; a caucus's own is for its members."""
    return _log(request, table_or_404(request, table))


def _log(request: Request, table: Table | None) -> HttpResponse:
    initiative, today = request.room.initiative, timezone.localdate()
    found = queries.decisions_visible_to(request.user, initiative).select_related("decider")
    waiting = queries.unpublished(initiative)
    due = queries.reviews_due(initiative, on=today, person=request.user)
    if table:
        found, waiting = found.filter(table=table), waiting.filter(table=table)
        due = [one for one in due if one.table_id == table.pk]
    lines = [_line(one, today) for one in found]
    taken = [line for line in lines if line.decision.state == Decision.State.CLOSED]
    page = LogPage(
        initiative=initiative,
        table=table,
        running=[line for line in lines if line not in taken],
        taken=taken,
        unpublished=[_waiting(one, today) for one in waiting],
        reviews=due,
        breaches=sum(bool(line.breaches) for line in taken),
        may_prepare=bool(
            table and request.user.is_authenticated and queries.may_run_or_sits(request.user, table)
        ),
    )
    return render(request, "tables/decisions/log.html", {"page": page})


def _line(decision: Decision, today: dt.date) -> Line:
    breaches = queries.breaches_of(decision, today=today)
    return Line(decision, queries.rule_sentence(decision), breaches)


def _waiting(decision: Decision, today: dt.date) -> Unpublished:
    delay = queries.delay_of(decision, today=today)
    assert delay is not None  # only decisions of open tables wait to be published
    return Unpublished(decision, delay.due, delay.is_late)
