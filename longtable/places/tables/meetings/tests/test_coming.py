"""The public list of open meetings: what stands there, for whom, and what never does."""

import datetime as dt
import html

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone, translation

from longtable.tables.models import Meeting
from longtable.tables.queries.open_meetings import announced_access, open_meetings
from tests.factories import (
    AccessRequestFactory,
    InitiativeFactory,
    MeetingFactory,
    SeatFactory,
    SeriesFactory,
    TableFactory,
)

pytestmark = pytest.mark.django_db
SOON = 7


@pytest.fixture
def initiative():
    return InitiativeFactory()


def meeting(initiative, days=SOON, **said):
    """Return an open meeting some days from now, with changes."""
    table = said.pop("table", None) or TableFactory(initiative=initiative)
    more = {"is_open": True, "place": "Oak Street Library", **said}
    day = timezone.localdate() + dt.timedelta(days=days)
    return MeetingFactory(series=SeriesFactory(table=table), day=day, **more)


def page(client, initiative, language="en"):
    with translation.override(language):
        client.cookies["django_language"] = language
        answer = client.get(reverse("tables:open_meetings", args=[initiative.slug]))
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_a_visitor_sees_when_where_and_how_to_join(client, initiative):
    row = meeting(initiative, link="https://video.example.org/oak")

    shown = page(client, initiative)

    assert str(row.table) in shown
    assert f'datetime="{row.day}"' in shown
    assert "6 p.m. to 7:30 p.m., C" in shown
    assert "America/Chicago" in shown
    assert "Oak Street Library" in shown
    assert 'href="https://video.example.org/oak"' in shown


def test_only_meetings_to_come_that_anyone_may_come_to_stand_there(client, initiative):
    mine = meeting(initiative)
    meeting(initiative, is_open=False)
    meeting(initiative, days=-2)
    meeting(initiative, days=0, state=Meeting.State.CLOSED)
    meeting(initiative, table=TableFactory(initiative=initiative, kind="caucus"))
    meeting(initiative, table=TableFactory(initiative=initiative, ended=dt.date(2026, 1, 1)))
    meeting(InitiativeFactory())

    assert open_meetings(initiative, now=timezone.now()) == [mine]


def test_the_next_one_is_first_by_the_clock_and_not_by_the_wall(initiative):
    now = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
    day = dt.date(2026, 3, 10)
    west = meeting(initiative, zone="America/Los_Angeles", starts=dt.time(18))
    east = meeting(initiative, zone="America/New_York", starts=dt.time(19))
    Meeting.objects.update(day=day)

    found = [one.pk for one in open_meetings(initiative, now=now)]

    assert found == [east.pk, west.pk]


def test_a_meeting_stands_there_until_its_hour_is_over_on_its_own_clock(initiative):
    row = meeting(initiative)
    Meeting.objects.update(day=dt.date(2026, 3, 2))  # 18:00 to 19:30 in Chicago
    end = dt.datetime(2026, 3, 3, 1, 30, tzinfo=dt.UTC)

    before = open_meetings(initiative, now=end - dt.timedelta(minutes=1))
    after = open_meetings(initiative, now=end)
    Meeting.objects.update(state=Meeting.State.LIVE)
    longer = open_meetings(initiative, now=end)

    assert (before, after, longer) == ([row], [], [row])


def test_one_that_was_called_off_says_so_and_how_to_join_no_more(client, initiative):
    meeting(
        initiative,
        state=Meeting.State.CALLED_OFF,
        reason="The library is closed.",
        link="https://video.example.org/oak",
    )

    shown = page(client, initiative)

    assert "Called off" in shown
    assert "The library is closed." in shown
    assert "video.example.org" not in shown


def test_what_is_there_for_everybody_is_told_and_what_a_seat_needs_is_not(client, initiative):
    row = meeting(initiative)
    seat = SeatFactory(table=row.table)
    AccessRequestFactory(meeting=row, kind="food", detail="Soup, said Ana")
    AccessRequestFactory(meeting=row, kind="interpretation")
    AccessRequestFactory(meeting=row, kind="child_care", is_delivered=False)
    AccessRequestFactory(meeting=row, kind="transport", seat=seat)

    shown = page(client, initiative)

    assert announced_access(row) == ["Interpretation", "Food"]
    assert "Interpretation · Food" in shown
    assert "Child care" not in shown
    assert "Transport" not in shown
    assert "Ana" not in shown


def test_the_page_for_those_far_away_is_there_on_the_day_only(client, initiative):
    later = meeting(initiative)
    now = meeting(initiative, days=0, state=Meeting.State.LIVE)

    shown = page(client, initiative)

    assert reverse("far:meeting", args=[now.code]) in shown
    assert later.code not in shown


def test_where_none_is_planned_the_page_says_so(client, initiative):
    assert "No open meeting is planned" in page(client, initiative)


def test_the_calendar_reads_it_and_leads_to_the_public_page(client, initiative):
    row = meeting(initiative)
    gone = meeting(initiative, state=Meeting.State.CALLED_OFF)
    meeting(initiative, is_open=False)

    answer = client.get(reverse("tables:open_feed", args=[initiative.slug]))

    events = {
        str(one["UID"]).split("@")[0]: one
        for one in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    }
    assert answer["Content-Type"].startswith("text/calendar")
    assert events.keys() == {f"meeting-{row.pk}", f"meeting-{gone.pk}"}
    assert events[f"meeting-{gone.pk}"]["STATUS"] == "CANCELLED"
    where = reverse("tables:open_meetings", args=[initiative.slug])
    assert str(events[f"meeting-{row.pk}"]["URL"]).endswith(where)


@pytest.mark.parametrize("route", ["measures:scoreboard", "tables:tables", "today:credits"])
def test_the_public_pages_lead_there(client, initiative, route):
    answer = client.get(reverse(route, args=[initiative.slug]))

    where = reverse("tables:open_meetings", args=[initiative.slug])
    assert f'href="{where}"' in answer.content.decode()


@pytest.mark.parametrize("many", [1, 12])
def test_the_page_asks_as_little_for_many_as_for_one(
    client, initiative, many, django_assert_max_num_queries
):
    for _number in range(many):
        AccessRequestFactory(meeting=meeting(initiative), kind="food")

    with django_assert_max_num_queries(6):
        page(client, initiative)
