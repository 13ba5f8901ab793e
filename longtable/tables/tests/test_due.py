import datetime as dt

import pytest
from django.utils import translation

from longtable.measures.tests.world import SAFE, city
from longtable.record.acting import Refusal
from longtable.tables import actions, queries
from longtable.tables.models import Purpose
from longtable.tables.sources import proposals_for
from tests.factories import (
    ItemFactory,
    MeetingFactory,
    MembershipFactory,
    ParkedItemFactory,
    SeatFactory,
    SeriesFactory,
    TableFactory,
    TensionFactory,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def meeting():
    return MeetingFactory(minutes=90, day=dt.date(2026, 3, 10))


@pytest.fixture
def facilitator(meeting):
    return MembershipFactory(initiative=meeting.table.initiative, facilitator=True).person


def due(meeting, without=("shelf/",)):
    found = proposals_for(meeting, today=TODAY)
    return [one for one in found if not one.source.startswith(without)]


def test_relationship_time_is_proposed_up_to_the_floor_and_no_further(meeting, facilitator):
    (proposal,) = proposals_for(meeting, today=TODAY)

    assert (proposal.purpose, proposal.minutes) == (Purpose.TRUST, 10)
    assert proposal.why == "The charter asks for 9 more minutes for relationships."
    actions.take_in(meeting, None, today=TODAY, by=facilitator)
    assert queries.agenda_of(meeting)[0].activity == proposal.activity
    assert proposals_for(meeting, today=TODAY) == []
    with pytest.raises(Refusal, match="no longer due"):
        actions.take_in(meeting, None, today=TODAY, by=facilitator)


def test_the_next_meeting_of_a_series_does_something_else(meeting, facilitator):
    following = MeetingFactory(series=meeting.series, minutes=90, day=dt.date(2026, 4, 14))
    actions.take_in(meeting, None, today=TODAY, by=facilitator)

    (proposal,) = proposals_for(following, today=TODAY)

    assert proposal.activity != queries.agenda_of(meeting)[0].activity


def test_only_what_another_seat_confirmed_is_proposed(meeting):
    seat = SeatFactory(table=meeting.table)
    opened = dt.datetime(2026, 2, 20, tzinfo=dt.UTC)
    TensionFactory(table=meeting.table, text="Nobody asked us.", confirmed_by=seat, opened=opened)
    TensionFactory(table=meeting.table, text="Not confirmed.")
    TensionFactory(table=meeting.table, confirmed_by=seat, state="settled")
    TensionFactory(confirmed_by=SeatFactory())

    assert [(one.title, one.why) for one in due(meeting)] == [
        ("Nobody asked us.", "A tension, open for 10 days.")
    ]


def test_what_is_parked_is_taken_up_by_one_tap(meeting, facilitator):
    parked = ParkedItemFactory(series=meeting.series)
    ParkedItemFactory(series=SeriesFactory(table=meeting.table))
    (proposal,) = due(meeting)

    actions.take_in(meeting, {proposal.source}, today=TODAY, by=facilitator)

    parked.refresh_from_db()
    assert parked.taken_up == queries.agenda_of(meeting).get()
    assert due(meeting) == []


def test_what_was_taken_off_again_is_still_due(meeting, facilitator):
    earlier = MeetingFactory(series=meeting.series, state="closed", day=dt.date(2026, 2, 10))
    left = ItemFactory(meeting=earlier, outcome="carried", title="Buses", planned_minutes=25)
    (proposal,) = due(meeting)

    actions.take_in(meeting, {proposal.source}, today=TODAY, by=facilitator)
    item = queries.agenda_of(meeting).get()
    assert (item.carried_from, item.planned_minutes) == (left, 25)
    assert due(meeting) == []
    now = dt.datetime(2026, 3, 3, tzinfo=dt.UTC)
    actions.remove_item(item, now=now, by=facilitator)

    assert [one.title for one in due(meeting)] == ["Buses"]


@pytest.mark.slow
def test_a_number_is_due_from_its_release_until_the_meeting_after_it():
    made = city()
    made.count("2024", SAFE)
    made.publish()
    series = SeriesFactory(table=TableFactory(initiative=made.indicator.initiative))
    meeting = MeetingFactory(series=series, day=dt.date(2099, 3, 10))

    (proposal,) = due(meeting)
    assert (proposal.purpose, proposal.source.split("/")[0]) == ("learn", "measures.release")
    later = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
    MeetingFactory(series=series, day=dt.date(2099, 1, 1), state="closed", closed=later)

    assert due(meeting) == []


def test_the_shelf_has_twelve_activities_in_english_and_spanish():
    english = queries.activities()
    with translation.override("es"):
        spanish = queries.activities()

    assert len(english) >= 12
    assert [one.code for one in english] == [one.code for one in spanish]
    for one, other in zip(english, spanish, strict=True):
        assert one.name != other.name
        assert len(one.steps) == len(other.steps) >= 3
        assert one.when != other.when
