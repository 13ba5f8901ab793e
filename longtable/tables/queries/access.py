"""What people need to come, what they get to read, and whether it was there."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from longtable.agenda import queries as agendas
from longtable.tables.models import AccessRequest, Material, Meeting
from longtable.tables.queries.rhythm import begins


@dataclass(frozen=True, slots=True)
class Came:
    """Something to read, how many whole days before the meeting it came, and if that was agreed."""

    material: Material
    days_before: int
    is_in_time: bool


def access_requests_of(meeting: Meeting) -> QuerySet[AccessRequest]:
    """Return what was asked for, seat by seat."""
    return meeting.access_requests.select_related("seat").order_by("seat__number", "kind", "pk")


def standing_requests(meeting: Meeting) -> list[AccessRequest]:
    """Return the standing needs of the last meeting of the series that had any."""
    earlier = AccessRequest.objects.filter(
        meeting__series=meeting.series, meeting__day__lt=meeting.day
    )
    newest = earlier.order_by("-meeting__day").values_list("meeting", flat=True).first()
    return list(earlier.filter(meeting=newest, is_standing=True).order_by("pk"))


def materials_of(meeting: Meeting, *, today: dt.date) -> list[Came]:
    """Return what there is to read, in each language, and when it came."""
    terms = agendas.terms_in_force(meeting.table.initiative, on=today)
    starts = begins(meeting.day, meeting.starts, meeting.zone)
    found = []
    for material in meeting.materials.order_by("title", "language", "pk"):
        days = (starts - material.came).days
        found.append(Came(material, days, days >= terms.materials_days))
    return found


def days_agreed(meeting: Meeting, *, today: dt.date) -> int:
    """Return how many days before a meeting its materials have to come."""
    terms = agendas.terms_in_force(meeting.table.initiative, on=today)
    return int(terms.materials_days)
