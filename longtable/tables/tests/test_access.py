import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from longtable.record.acting import Refusal
from longtable.tables import actions, queries
from tests.factories import (
    HoldingFactory,
    MeetingFactory,
    MembershipFactory,
    SeatFactory,
    SeriesFactory,
    TableFactory,
)

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 5, 12, tzinfo=dt.UTC)
TODAY = dt.date(2026, 3, 5)


@pytest.fixture
def meeting():
    series = SeriesFactory(table=TableFactory(), zone="America/Chicago", starts=dt.time(18))
    return MeetingFactory(series=series, day=dt.date(2026, 3, 10))


@pytest.fixture
def facilitator(meeting):
    return MembershipFactory(initiative=meeting.table.initiative, facilitator=True).person


@pytest.fixture
def seat(meeting):
    made = SeatFactory(table=meeting.table, name="Parents")
    person = MembershipFactory(initiative=meeting.table.initiative).person
    HoldingFactory(seat=made, person=person)
    return made


def holder(seat):
    return seat.holdings.get().person


def test_a_standing_need_goes_to_the_next_meeting_unanswered(meeting, seat, facilitator):
    by = holder(seat)
    standing = actions.Need("child_care", seat, "Two children", is_standing=True)
    asked = actions.ask_for(meeting, standing, now=NOW, by=by)
    actions.ask_for(meeting, actions.Need("food", seat), now=NOW, by=by)
    actions.say_if_delivered(asked, was_there=True, cause="", version=1, by=facilitator)

    days = [dt.date(2026, 4, 14), dt.date(2026, 5, 12)]
    actions.plan_meetings(meeting.series, days, today=TODAY, by=facilitator)

    for day in days:
        following = queries.meeting_on(meeting.table, day)
        (need,) = queries.access_requests_of(following)
        assert (need.kind, need.seat, need.detail) == ("child_care", seat, "Two children")
        assert need.is_delivered is None


def test_nobody_asks_for_another_seat(meeting, seat):
    other = SeatFactory(table=meeting.table)

    with pytest.raises(Refusal):
        actions.ask_for(meeting, actions.Need("pay", other), now=NOW, by=holder(seat))


def test_what_was_not_there_has_a_cause(meeting, seat, facilitator):
    asked = actions.ask_for(meeting, actions.Need("pay", seat), now=NOW, by=facilitator)
    said = {"was_there": False, "version": 1, "by": facilitator}

    with pytest.raises(Refusal, match="Say why"):
        actions.say_if_delivered(asked, cause="", **said)
    actions.say_if_delivered(asked, cause="The check came late.", **said)

    assert (asked.is_delivered, asked.cause) == (False, "The check came late.")


def test_materials_are_in_time_by_whole_days_before_the_first_minute(meeting, facilitator):
    reading = actions.Reading("Chart pack", "es", text="…")
    # 18:00 in Chicago on March 10 is 23:00 UTC: five whole days before is March 5, 23:00.
    at = [
        dt.datetime(2026, 3, 5, hour, minute, tzinfo=dt.UTC) for hour, minute in [(23, 0), (23, 1)]
    ]
    for now in at:
        actions.bring_material(meeting, reading, now=now, by=facilitator)

    came = queries.materials_of(meeting, today=TODAY)

    assert [one.is_in_time for one in came] == [True, False]


def test_the_plan_is_filled_in_on_the_page_by_those_who_sit_there(meeting, seat, facilitator):
    args = (meeting.table.initiative.slug, meeting.table.slug, meeting.day)
    where = reverse("tables:access", args=args)
    member, outside, by = Client(), Client(), Client()
    member.force_login(holder(seat))
    outside.force_login(MembershipFactory(initiative=meeting.table.initiative).person)
    by.force_login(facilitator)

    member.post(where, {"seat": seat.pk, "kind": "interpretation", "detail": "Hmong"})
    by.post(where, {"do": "reading", "title": "Chart pack", "language": "hmn", "text": "Yog"})
    (need,) = queries.access_requests_of(meeting)
    by.post(reverse("tables:delivered", args=(*args, need.pk)), {"do": "there", "version": "1"})

    page = member.get(where).content.decode()
    for words in ("Interpretation", "Hmong", "It was there", "Chart pack", "hmn"):
        assert words in page
    assert outside.get(where).status_code == 404
