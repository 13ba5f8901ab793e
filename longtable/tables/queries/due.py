"""What is due at a table: tensions, new releases, and time for relationships."""

import datetime as dt

from django.db.models import QuerySet

from longtable.agenda import queries as agendas
from longtable.measures import queries as measures
from longtable.measures.models import Release
from longtable.tables.models import Item, Meeting, Purpose, Tension
from longtable.tables.queries.meeting import agenda_of, last_before
from longtable.tables.queries.shelf import Activity, activities


def open_tensions(meeting: Meeting) -> QuerySet[Tension]:
    """Return the tensions of the table that another seat confirmed and nobody settled."""
    confirmed = meeting.table.tensions.filter(state=Tension.State.OPEN)
    return confirmed.exclude(confirmed_by=None).order_by("opened", "pk")


def new_releases(meeting: Meeting) -> list[Release]:
    """Return what was published since the last meeting of the series; all, before the first."""
    last = last_before(meeting)
    since = last.closed if last else None
    current = measures.current_releases(meeting.table.initiative)
    return [one for one in current if since is None or (one.published and one.published > since)]


def missing_relationship_minutes(meeting: Meeting, *, today: dt.date) -> int:
    """Return how many minutes are missing to the charter's floor of time for relationships."""
    terms = agendas.terms_in_force(meeting.table.initiative, on=today)
    floor = -(-meeting.minutes * terms.relationship_percent // 100)
    planned = agenda_of(meeting).filter(purpose=Purpose.TRUST)
    return max(0, floor - sum(item.planned_minutes for item in planned))


def fitting_activity(meeting: Meeting, minutes: int) -> Activity:
    """Return the activity that comes nearest to these minutes, of those used least so far."""
    used = list(
        Item.objects.filter(meeting__series=meeting.series, removed=None)
        .exclude(activity="")
        .values_list("activity", flat=True)
    )
    return min(
        activities(), key=lambda one: (used.count(one.code), abs(one.minutes - minutes), one.code)
    )
