"""Meetings to which anyone may come, as everybody may know of them."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from longtable.initiative.models import Initiative
from longtable.tables.models import AccessRequest, Meeting
from longtable.tables.queries.rhythm import begins
from longtable.tables.queries.table import tables_visible_to

K, S = AccessRequest.Kind, Meeting.State
_ANNOUNCED = (
    *(K.INTERPRETATION, K.LANGUAGE, K.CHILD_CARE, K.FOOD, K.TRANSPORT, K.PAY, K.PLACE),
    K.FORMAT,
)
_A_DAY = dt.timedelta(days=1)
_PAST = dt.timedelta(days=90)


def open_meetings(initiative: Initiative, *, now: dt.datetime) -> list[Meeting]:
    """Return the meetings to come to which anyone may come, the next one first.

    One that was called off stays until its hour is over, so that nobody comes in vain. A caucus
    has none.
    """
    found = _open(initiative).filter(day__gte=now.date() - _A_DAY).exclude(state=S.CLOSED)
    coming = [one for one in found if one.state == S.LIVE or ends(one) > now]
    return sorted(coming, key=lambda one: (begins(one.day, one.starts, one.zone), one.pk))


def open_calendar_meetings(initiative: Initiative, *, now: dt.datetime) -> list[Meeting]:
    """Return the same for calendars, with those of the last ninety days."""
    return list(_open(initiative).filter(day__gte=now.date() - _PAST))


def ends(meeting: Meeting) -> dt.datetime:
    """Return the moment at which a meeting is to end, on its own clock."""
    starts = begins(meeting.day, meeting.starts, meeting.zone)
    return (starts + dt.timedelta(minutes=meeting.minutes)).astimezone(ZoneInfo(meeting.zone))


def announced_access(meeting: Meeting) -> list[str]:
    """Return in words what is there for everybody who comes, such as food.

    Only what the hosts plan for nobody by name: what a seat needs is told to nobody here. What
    was not there is not announced again.
    """
    planned = {
        one.kind
        for one in meeting.access_requests.all()
        if one.seat_id is None and one.is_delivered is not False
    }
    return [str(kind.label) for kind in _ANNOUNCED if kind in planned]


def _open(initiative: Initiative) -> QuerySet[Meeting]:
    tables = tables_visible_to(None, initiative)
    found = Meeting.objects.filter(series__table__in=tables, is_open=True)
    found = found.select_related("series__table__initiative")
    return found.prefetch_related("access_requests").order_by("day", "starts", "pk")
