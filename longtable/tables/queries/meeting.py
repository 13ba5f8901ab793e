"""Series, meetings and what stands on their agendas."""

import datetime as dt

from django.db.models import QuerySet

from longtable.tables.models import Item, Meeting, ParkedItem, Series, Table


def series_of(table: Table) -> QuerySet[Series]:
    """Return the series of a table that go on."""
    return table.series.filter(ended=None).order_by("name", "pk")


def meetings_of(table: Table) -> QuerySet[Meeting]:
    """Return all meetings of a table, the first one first."""
    found = Meeting.objects.filter(series__table=table)
    return found.select_related("series__table__initiative").order_by("day", "starts", "pk")


def meeting_on(table: Table, day: dt.date) -> Meeting | None:
    """Return the meeting of a table on a day; one that was called off if there is no other."""
    found = list(meetings_of(table).filter(day=day))
    found.sort(key=lambda one: one.state == Meeting.State.CALLED_OFF)
    return found[0] if found else None


def coming_meetings(table: Table, *, today: dt.date) -> QuerySet[Meeting]:
    """Return the meetings of a table that are still to be held, or go on."""
    return meetings_of(table).filter(
        day__gte=today, state__in=[Meeting.State.PLANNED, Meeting.State.LIVE]
    )


def next_in_series(series: Series, *, after: dt.date) -> Meeting | None:
    """Return the next planned meeting of a series after a day."""
    planned = series.meetings.filter(day__gt=after, state=Meeting.State.PLANNED)
    return planned.order_by("day", "starts").first()


def last_before(meeting: Meeting) -> Meeting | None:
    """Return the meeting of the same series that was held before this one."""
    held = meeting.series.meetings.filter(state=Meeting.State.CLOSED, day__lt=meeting.day)
    return held.order_by("-day").first()


def agenda_of(meeting: Meeting) -> QuerySet[Item]:
    """Return what stands on the agenda, in its order."""
    present = meeting.items.filter(removed=None)
    return present.select_related("originator", "carried_from__meeting").order_by("position", "pk")


def waiting_to_be_carried(series: Series) -> QuerySet[Item]:
    """Return items that were carried over and stand on no later agenda yet."""
    carried = Item.objects.filter(
        meeting__series=series, outcome=Item.Outcome.CARRIED, removed=None
    )
    taken = Item.objects.filter(removed=None, carried_from__isnull=False).values("carried_from")
    return carried.exclude(pk__in=taken).order_by("meeting__day", "position", "pk")


def parking_lot(series: Series) -> QuerySet[ParkedItem]:
    """Return what is parked in a series, until it is taken up or let go."""
    waiting = series.parked.filter(taken_up=None, let_go=None)
    return waiting.select_related("by", "meeting").order_by("parked", "pk")


def parked_at(table: Table) -> QuerySet[ParkedItem]:
    """Return everything that was ever parked at a table."""
    return ParkedItem.objects.filter(series__table=table).select_related("series__table")
