"""Plan a series and its meetings, move them, call them off, and close them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from longtable.accounts.models import Person, new_code
from longtable.record.acting import Refusal, action, save_if_unchanged
from longtable.tables import letters, permissions, queries
from longtable.tables.models import AccessRequest, Item, Meeting, Series, Table
from longtable.tables.queries import rhythm

SERIES_FIELDS = {"name", "rhythm", "zone", "starts", "minutes", "place", "link"}
MEETING_FIELDS = {"place", "link", "is_open"}
AT_ONCE = 24


@dataclass(frozen=True, slots=True)
class When:
    """A day and a time by the clock of a time zone, and how long it takes."""

    day: dt.date
    starts: dt.time
    zone: str
    minutes: int


@action("planned")
def plan_series(table: Table, said: dict[str, Any], *, by: Person) -> Series:
    """Begin a series of meetings, with the time by the clock of its time zone."""
    permissions.may_run(table, by=by)
    _only(said, SERIES_FIELDS)
    _check_zone(said.get("zone", "America/Chicago"))
    return Series.objects.create(table=table, **said)


@action("changed")
def change_series(series: Series, changes: dict[str, Any], *, version: int, by: Person) -> Series:
    """Save what a series is from now on. Meetings that are planned stay as they are."""
    permissions.may_run(series.table, by=by)
    _only(changes, SERIES_FIELDS)
    _check_zone(changes.get("zone", series.zone))
    save_if_unchanged(series, changes, version=version)
    return series


@action("ended")
def end_series(series: Series, *, today: dt.date, by: Person) -> Series:
    """End a series that has no meeting ahead. What it did stays."""
    permissions.may_run(series.table, by=by)
    if series.meetings.filter(state=Meeting.State.PLANNED, day__gte=today).exists():
        raise Refusal(_("Call off the meetings that are planned first."))
    save_if_unchanged(series, {"ended": today}, version=series.version)
    return series


@action("planned the meetings of")
def plan_meetings(
    series: Series, days: list[dt.date], *, today: dt.date, by: Person, is_open: bool = False
) -> Series:
    """Put meetings on the calendar. What waits to be carried over goes to the first of them."""
    permissions.may_run(series.table, by=by)
    if not 0 < len(days) <= AT_ONCE:
        raise Refusal(_("Plan at least one meeting, and at most 24 at once."))
    for day in days:
        when = When(day, series.starts, series.zone, series.minutes)
        _check_day(series.table, when, today=today)
        meeting = Meeting.objects.create(
            series=series,
            **_fields(when),
            place=series.place,
            link=series.link,
            is_open=is_open,
            code=new_code(),
        )
        _copy_standing_needs(meeting)
    _carry_what_waits(series, after=today - dt.timedelta(days=1))
    return series


@action("changed")
def change_meeting(
    meeting: Meeting, changes: dict[str, Any], *, version: int, now: dt.datetime, by: Person
) -> Meeting:
    """Save where a meeting is, and whether anyone may come. Calendars are told."""
    permissions.may_run(meeting.table, by=by)
    _only(changes, MEETING_FIELDS)
    _planned(meeting)
    changes = {**changes, "sequence": F("sequence") + 1}
    save_if_unchanged(meeting, changes, version=version)
    _tell_the_invited(meeting, now=now)
    return meeting


@action("moved")
def move_meeting(
    meeting: Meeting, when: When, *, reason: str, now: dt.datetime, version: int, by: Person
) -> Meeting:
    """Move a meeting to another time, and say why."""
    permissions.may_run(meeting.table, by=by)
    _planned(meeting)
    _check_reason(reason)
    _check_day(meeting.table, when, today=now.date(), but=meeting)
    said = {**_fields(when), "reason": reason.strip(), "sequence": F("sequence") + 1}
    save_if_unchanged(meeting, said, version=version)
    _tell_the_invited(meeting, now=now)
    return meeting


@action("called off")
def call_off_meeting(
    meeting: Meeting, *, reason: str, now: dt.datetime, version: int, by: Person
) -> Meeting:
    """Call a meeting off, and say why. Its open items go to the next one."""
    permissions.may_run(meeting.table, by=by)
    _planned(meeting)
    _check_reason(reason)
    said = {
        "state": Meeting.State.CALLED_OFF,
        "reason": reason.strip(),
        "sequence": F("sequence") + 1,
    }
    save_if_unchanged(meeting, said, version=version)
    carry_over(meeting)
    _tell_the_invited(meeting, now=now)
    return meeting


def close_meeting(meeting: Meeting, *, now: dt.datetime, by: Person) -> Meeting:
    """Close a meeting; its open items are carried over by themselves. Twice is once."""
    permissions.may_run(meeting.table, by=by)
    meeting.refresh_from_db()
    if meeting.state == Meeting.State.CLOSED:
        return meeting
    return _close(meeting, now=now, by=by)


@action("closed")
def _close(meeting: Meeting, *, now: dt.datetime, by: Person) -> Meeting:
    permissions.may_run(meeting.table, by=by)
    if meeting.state == Meeting.State.CALLED_OFF:
        raise Refusal(_("This meeting was called off."))
    said = {"state": Meeting.State.CLOSED, "closed": now}
    save_if_unchanged(meeting, said, version=meeting.version)
    carry_over(meeting)
    return meeting


def _tell_the_invited(meeting: Meeting, *, now: dt.datetime) -> None:
    if meeting.invited:
        letters.write_invitations(meeting, now=now)


def carry_over(meeting: Meeting) -> None:
    """Carry what was not taken up to the next meeting of the series. Twice is once."""
    left = queries.agenda_of(meeting).filter(outcome=Item.Outcome.OPEN)
    left.update(outcome=Item.Outcome.CARRIED, version=F("version") + 1)
    _carry_what_waits(meeting.series, after=meeting.day)


def _carry_what_waits(series: Series, *, after: dt.date) -> None:
    """Put what was carried over at the head of the next agenda, if a next meeting is planned."""
    following = queries.next_in_series(series, after=after)
    waiting = list(queries.waiting_to_be_carried(series))
    if following is None or not waiting:
        return
    following.items.update(position=F("position") + len(waiting))
    for position, item in enumerate(waiting):
        Item.objects.create(
            meeting=following,
            position=position,
            carried_from=item,
            title=item.title,
            purpose=item.purpose,
            question=item.question,
            originator=item.originator,
            originator_name=item.originator_name,
            planned_minutes=item.planned_minutes,
            activity=item.activity,
            source=item.source,
        )


def _copy_standing_needs(meeting: Meeting) -> None:
    for need in queries.standing_requests(meeting):
        AccessRequest.objects.create(
            meeting=meeting,
            seat=need.seat,
            kind=need.kind,
            detail=need.detail,
            is_standing=True,
            asked=need.asked,
        )


def _fields(when: When) -> dict[str, Any]:
    return {
        "day": when.day,
        "starts": when.starts,
        "zone": when.zone,
        "minutes": when.minutes,
    }


def _only(said: dict[str, Any], allowed: set[str]) -> None:
    if unknown := said.keys() - allowed:
        raise ValueError(f"not to be changed: {sorted(unknown)}")


def _planned(meeting: Meeting) -> None:
    if meeting.state != Meeting.State.PLANNED:
        raise Refusal(_("Only a meeting that is planned can be changed."))


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refusal(_("Say why, so that people know."))


def _check_zone(zone: str) -> None:
    if not rhythm.is_zone(zone):
        raise Refusal(_("Choose a time zone from the list, such as America/New_York."))


def _check_day(table: Table, when: When, *, today: dt.date, but: Meeting | None = None) -> None:
    _check_zone(when.zone)
    shown = {"day": when.day.isoformat()}
    if when.day < today:
        raise Refusal(_("%(day)s is over. Choose a later day.") % shown)
    if not rhythm.is_on_the_clock(when.day, when.starts, when.zone):
        raise Refusal(_("On %(day)s the clock skips this hour. Choose another time.") % shown)
    same = queries.meetings_of(table).filter(day=when.day)
    same = same.exclude(state=Meeting.State.CALLED_OFF)
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise Refusal(_("This table meets on %(day)s already.") % shown)
