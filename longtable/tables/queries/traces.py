"""What meetings leave behind, table by table and organization by organization."""

import datetime as dt
from dataclasses import dataclass

from longtable.agenda.queries import terms_in_force
from longtable.initiative.models import Initiative
from longtable.tables.models import Attendance, Meeting, Table


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int


def meetings_held(initiative: Initiative, *, since: dt.date, until: dt.date) -> list[Meeting]:
    """Return the meetings of a time that took place at open tables."""
    held = Meeting.objects.filter(
        series__table__initiative=initiative,
        state=Meeting.State.CLOSED,
        day__gte=since,
        day__lt=until,
    ).exclude(series__table__kind=Table.Kind.CAUCUS)
    related = ("attendances__seat",)
    return list(
        held.select_related("series__table__initiative", "written").prefetch_related(*related)
    )


def has_minutes_in_time(meeting: Meeting) -> bool:
    """Whether the minutes of a meeting came within the days that the charter gives."""
    terms = terms_in_force(meeting.series.table.initiative, on=meeting.day)
    due = meeting.day + dt.timedelta(days=terms.minutes_days)
    minutes = getattr(meeting, "written", None)
    out = minutes and (minutes.out or minutes.approved)
    return bool(out and out.astimezone(meeting.clock).date() <= due)


def minutes_on_time(meetings: list[Meeting]) -> Share:
    """Return how many meetings had their minutes in time, of all."""
    return Share(sum(map(has_minutes_in_time, meetings)), len(meetings))


def filled_in_person(meetings: list[Meeting], *, organization: int | None = None) -> Share:
    """Return how many seats were filled by their holder; of one organization, if it is given."""
    seats = [
        one
        for meeting in meetings
        for one in meeting.attendances.all()
        if organization is None or one.seat.organization_id == organization
    ]
    return Share(sum(one.who == Attendance.Who.PRINCIPAL for one in seats), len(seats))
