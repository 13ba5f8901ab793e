import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from longtable.record.acting import Refusal, Stale
from longtable.record.models import Entry
from longtable.tables import actions, queries
from longtable.tables.models import Item, Meeting, ParkedItem
from longtable.tables.queries import rhythm
from tests.factories import (
    HoldingFactory,
    ItemFactory,
    MeetingFactory,
    MembershipFactory,
    SeatFactory,
    SeriesFactory,
    TableFactory,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)
NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
TUESDAYS = [dt.date(2026, 3, 10), dt.date(2026, 4, 14)]


@pytest.fixture
def facilitator():
    return MembershipFactory(facilitator=True).person


@pytest.fixture
def table(facilitator):
    return TableFactory(initiative=facilitator.memberships.get().initiative)


@pytest.fixture
def series(table):
    return SeriesFactory(table=table, zone="America/New_York", starts=dt.time(18))


@pytest.fixture
def member(table):
    """Return somebody with a seat at the table."""
    person = MembershipFactory(initiative=table.initiative).person
    HoldingFactory(seat=SeatFactory(table=table, name="Parents"), person=person)
    return person


def planned(series, by, days=TUESDAYS):
    actions.plan_meetings(series, days, today=TODAY, by=by)
    return list(queries.meetings_of(series.table))


def test_the_second_tuesday_and_the_last_friday_of_each_month():
    assert rhythm.days(dt.date(2026, 3, 10), every="month", count=3) == [
        dt.date(2026, 3, 10),
        dt.date(2026, 4, 14),
        dt.date(2026, 5, 12),
    ]
    assert rhythm.days(dt.date(2026, 1, 30), every="month", count=2)[1] == dt.date(2026, 2, 27)
    assert rhythm.days(dt.date(2026, 12, 1), every="month", count=2)[1] == dt.date(2027, 1, 5)


def test_every_two_weeks():
    found = rhythm.days(dt.date(2026, 12, 22), every="two_weeks", count=2)

    assert found == [dt.date(2026, 12, 22), dt.date(2027, 1, 5)]


def test_meetings_keep_the_time_of_the_clock_over_daylight_saving(series, facilitator):
    before, after = planned(series, facilitator, [dt.date(2026, 3, 7), dt.date(2026, 3, 8)])

    assert rhythm.begins(before.day, before.starts, before.zone).hour == 23
    assert rhythm.begins(after.day, after.starts, after.zone).hour == 22


def test_an_hour_that_the_clock_skips_is_refused(table, facilitator):
    early = SeriesFactory(table=table, zone="America/New_York", starts=dt.time(2, 30))

    with pytest.raises(Refusal, match="skips this hour"):
        planned(early, facilitator, [dt.date(2026, 3, 8)])
    assert not Meeting.objects.exists()


def test_a_table_meets_once_a_day(series, facilitator):
    planned(series, facilitator)
    other = SeriesFactory(table=series.table)

    with pytest.raises(Refusal, match="meets on 2026-03-10 already"):
        planned(other, facilitator)


def test_a_day_that_is_over_is_refused(series, facilitator):
    with pytest.raises(Refusal, match="is over"):
        planned(series, facilitator, [dt.date(2026, 3, 1)])


def test_who_only_sits_there_plans_nothing(series, member):
    with pytest.raises(Refusal, match="facilitator"):
        planned(series, member)


def test_moving_and_calling_off_need_a_reason_and_tell_calendars(series, facilitator):
    meeting, _ = planned(series, facilitator)
    later = actions.When(dt.date(2026, 3, 11), dt.time(19), "America/New_York", 60)
    said = {"now": NOW, "version": 1, "by": facilitator}

    with pytest.raises(Refusal, match="Say why"):
        actions.move_meeting(meeting, later, reason=" ", **said)
    actions.move_meeting(meeting, later, reason="Snow", **said)
    assert (meeting.day, meeting.sequence, meeting.reason) == (later.day, 1, "Snow")
    actions.call_off_meeting(meeting, reason="Flood", now=NOW, version=2, by=facilitator)

    assert (meeting.state, meeting.sequence) == ("called_off", 2)
    with pytest.raises(Refusal, match="Only a meeting that is planned"):
        actions.call_off_meeting(meeting, reason="Flood", now=NOW, version=3, by=facilitator)


def test_a_day_is_free_again_when_its_meeting_is_called_off(series, facilitator):
    meeting, _ = planned(series, facilitator)
    actions.call_off_meeting(meeting, reason="Flood", now=NOW, version=1, by=facilitator)

    actions.plan_meetings(series, [meeting.day], today=TODAY, by=facilitator)

    assert queries.meeting_on(series.table, meeting.day).state == "planned"


def test_the_second_of_two_who_move_a_meeting_is_told(series, facilitator):
    meeting, _ = planned(series, facilitator)
    other = Meeting.objects.get(pk=meeting.pk)
    actions.change_meeting(meeting, {"place": "Library"}, now=NOW, version=1, by=facilitator)

    with pytest.raises(Stale):
        actions.change_meeting(other, {"place": "School"}, now=NOW, version=1, by=facilitator)


def test_open_items_are_carried_over_once(series, facilitator):
    first, second = planned(series, facilitator)
    done = ItemFactory(meeting=first, outcome="done")
    left = ItemFactory(meeting=first, title="Buses", planned_minutes=25)
    own = ItemFactory(meeting=second, title="Own")

    actions.close_meeting(first, now=NOW, by=facilitator)
    entries = Entry.objects.count()
    actions.close_meeting(first, now=NOW, by=facilitator)

    left.refresh_from_db()
    done.refresh_from_db()
    assert (left.outcome, done.outcome) == ("carried", "done")
    assert [one.title for one in queries.agenda_of(second)] == ["Buses", own.title]
    carried = queries.agenda_of(second)[0]
    assert (carried.carried_from, carried.planned_minutes) == (left, 25)
    assert Entry.objects.count() == entries


def test_what_is_left_waits_for_a_next_meeting_to_be_planned(series, facilitator):
    (only,) = planned(series, facilitator, TUESDAYS[:1])
    ItemFactory(meeting=only, title="Buses")

    actions.close_meeting(only, now=NOW, by=facilitator)
    assert [one.title for one in queries.waiting_to_be_carried(series)] == ["Buses"]
    actions.plan_meetings(series, TUESDAYS[1:], today=TODAY, by=facilitator)

    following = queries.meeting_on(series.table, TUESDAYS[1])
    assert [one.title for one in queries.agenda_of(following)] == ["Buses"]
    assert not queries.waiting_to_be_carried(series)


def test_items_of_a_meeting_that_is_called_off_go_on(series, facilitator):
    first, second = planned(series, facilitator)
    ItemFactory(meeting=first, title="Buses")

    actions.call_off_meeting(first, reason="Flood", now=NOW, version=1, by=facilitator)

    assert [one.title for one in queries.agenda_of(second)] == ["Buses"]


def test_who_sits_there_brings_an_item_from_their_seat(series, facilitator, member):
    meeting, _ = planned(series, facilitator)

    item = actions.add_item(meeting, {"title": "Buses", "purpose": "learn"}, by=member)

    assert str(item.originator) == "Parents"
    outsider = MembershipFactory(initiative=series.table.initiative).person
    with pytest.raises(Refusal, match="somebody at this table"):
        actions.add_item(meeting, {"title": "Ads", "purpose": "learn"}, by=outsider)


def test_a_seat_of_another_table_brings_nothing_here(series, facilitator):
    meeting, _ = planned(series, facilitator)
    said = {"title": "Buses", "purpose": "learn", "originator": SeatFactory()}

    with pytest.raises(Refusal, match="a seat of this table"):
        actions.add_item(meeting, said, by=facilitator)


def test_items_change_places_without_dragging(series, facilitator):
    meeting, _ = planned(series, facilitator)
    for title in "abc":
        actions.add_item(meeting, {"title": title, "purpose": "learn"}, by=facilitator)
    a, b, c = queries.agenda_of(meeting)

    actions.move_item(c, earlier=True, by=facilitator)
    actions.move_item(a, earlier=True, by=facilitator)
    actions.move_item(b, earlier=False, by=facilitator)

    assert [one.title for one in queries.agenda_of(meeting)] == ["a", "c", "b"]


def test_what_is_taken_off_stays_in_the_record_only(series, facilitator):
    meeting, _ = planned(series, facilitator)
    item = ItemFactory(meeting=meeting)

    actions.remove_item(item, now=NOW, by=facilitator)

    assert not queries.agenda_of(meeting)
    assert Item.objects.filter(pk=item.pk).exists()


def test_a_parked_item_is_taken_up_once(series, facilitator):
    first, second = planned(series, facilitator)
    parked = actions.park_item(ItemFactory(meeting=first), now=NOW, by=facilitator)
    assert list(queries.parking_lot(series)) == [parked]
    again = ParkedItem.objects.get(pk=parked.pk)

    item = actions.take_up(parked, second, by=facilitator)

    assert item in queries.agenda_of(second)
    assert not queries.parking_lot(series)
    with pytest.raises(Refusal):
        actions.take_up(again, second, by=facilitator)
    with pytest.raises(Refusal, match="already"):
        actions.let_go(parked, now=NOW, by=facilitator)


def test_an_agenda_stays_as_it_was_once_the_meeting_is_over(series, facilitator):
    meeting = MeetingFactory(series=series, state="closed")

    with pytest.raises(Refusal, match="stays as it is"):
        actions.add_item(meeting, {"title": "Late", "purpose": "learn"}, by=facilitator)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_a_series_is_planned_and_a_meeting_prepared_on_the_pages(table, facilitator):
    client, where = signed_in(facilitator), (table.initiative.slug, table.slug)
    said = {"name": "Monthly", "starts": "18:00", "zone": "America/New_York", "minutes": "90"}
    first = {"first": "2099-03-10", "every": "month", "count": "2", "is_open": "on"}

    client.post(reverse("tables:new_series", args=where), said)
    series = table.series.get()
    client.post(reverse("tables:plan_meetings", args=(*where, series.pk)), first)
    here = reverse("tables:meeting", args=(*where, "2099-03-10"))
    item = {"title": "Buses", "purpose": "learn", "planned_minutes": "95"}
    client.post(here, item)

    page = client.get(here).content.decode()
    assert "Buses" in page
    assert "Anyone may come" in page
    assert "The agenda is 5 minutes longer than the meeting." in page
    listed = client.get(reverse("tables:meetings", args=where)).content.decode()
    assert "2099-04-14" in listed


def test_a_caucus_meets_where_only_its_members_look(facilitator, table):
    caucus = TableFactory(initiative=table.initiative, caucus=True)
    meeting = MeetingFactory(series=SeriesFactory(table=caucus))
    inside = MembershipFactory(initiative=table.initiative).person
    HoldingFactory(seat=SeatFactory(table=caucus), person=inside)
    where = reverse("tables:meeting", args=(table.initiative.slug, caucus.slug, meeting.day))

    assert signed_in(inside).get(where).status_code == 200
    assert signed_in(facilitator).get(where).status_code == 404


def test_who_only_sits_there_sees_no_button_to_move_it(series, facilitator, member):
    meeting, _ = planned(series, facilitator)
    where = (series.table.initiative.slug, series.table.slug, meeting.day)

    assert signed_in(member).get(reverse("tables:move_meeting", args=where)).status_code == 404
    assert b"move/" not in signed_in(member).get(reverse("tables:meeting", args=where)).content
    assert signed_in(facilitator).get(reverse("tables:move_meeting", args=where)).status_code == 200
