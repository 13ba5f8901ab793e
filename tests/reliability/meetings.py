"""What two people may edit of meetings: rows by actions, and forms on pages."""

import datetime as dt

from django.urls import reverse

from longtable.initiative.models import Initiative
from longtable.tables.actions import (
    change_item,
    change_meeting,
    change_minutes,
    change_note,
    change_series,
)
from tests.factories import (
    FollowUpFactory,
    ItemFactory,
    MeetingFactory,
    MinutesFactory,
    SeriesFactory,
)

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def edits(initiative, by):
    """Return the rows of meetings, and how each is saved."""
    series = SeriesFactory(table__initiative=initiative)
    meeting = MeetingFactory(series=series)
    return {
        "tables.series": (
            series,
            lambda row, version, said: change_series(
                row, {"name": f"Name {said}"}, version=version, by=by
            ),
        ),
        "tables.meeting": (
            meeting,
            lambda row, version, said: change_meeting(
                row, {"place": f"Place {said}"}, now=NOW, version=version, by=by
            ),
        ),
        "tables.item": (
            ItemFactory(meeting=meeting),
            lambda row, version, said: change_item(
                row, {"title": f"Title {said}"}, version=version, by=by
            ),
        ),
        "tables.minutes": (
            MinutesFactory(meeting=meeting),
            lambda row, version, said: change_minutes(row, f"Text {said}", version=version, by=by),
        ),
        "tables.followup": (
            FollowUpFactory(meeting=meeting),
            lambda row, version, said: change_note(row, f"Text {said}", version=version, by=by),
        ),
    }


def forms(slug, by):
    """Return the forms of meetings."""
    initiative = Initiative.objects.get(slug=slug)
    series = SeriesFactory(table__initiative=initiative)
    meeting = MeetingFactory(series=series, day=dt.date(2099, 3, 10))
    item = ItemFactory(meeting=meeting)
    all_ = (initiative.slug, series.table.slug)
    one = (*all_, meeting.day)
    time = {"starts": "18:00", "zone": "America/Chicago", "minutes": 90}
    to = {"purpose": "learn", "planned_minutes": 10}
    MinutesFactory(meeting=meeting)
    return {
        "WritingForm": (
            reverse("tables:edit_minutes", args=one),
            by,
            {"text": "Mine"},
            {"text": "Yours"},
        ),
        "ChangeSeriesForm": (
            reverse("tables:series", args=(*all_, series.pk)),
            by,
            {**time, "name": "Mine"},
            {**time, "name": "Yours"},
        ),
        "MeetingForm": (
            reverse("tables:change_meeting", args=one),
            by,
            {"place": "Mine"},
            {"place": "Yours"},
        ),
        "MoveForm": (
            reverse("tables:move_meeting", args=one),
            by,
            {**time, "day": meeting.day, "reason": "Mine"},
            {**time, "day": meeting.day, "reason": "Yours"},
        ),
        "ChangeItemForm": (
            reverse("tables:item", args=(*one, item.pk)),
            by,
            {**to, "title": "Mine"},
            {**to, "title": "Yours"},
        ),
    }
