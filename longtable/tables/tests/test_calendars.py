"""Calendars, read back by a library that knows nothing of ours (R13)."""

import datetime as dt
import email
import email.policy

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from longtable.initiative import actions as initiatives
from longtable.record.models import Letter
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
NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
# Day, zone, and the hour in UTC at which a clock there shows 18:00.
CLOCKS = [
    (dt.date(2026, 3, 7), "America/New_York", "2026-03-07 23:00"),
    (dt.date(2026, 3, 8), "America/New_York", "2026-03-08 22:00"),
    (dt.date(2026, 10, 31), "America/New_York", "2026-10-31 22:00"),
    (dt.date(2026, 11, 1), "America/New_York", "2026-11-01 23:00"),
    (dt.date(2026, 4, 4), "Australia/Lord_Howe", "2026-04-04 07:00"),
    (dt.date(2026, 4, 5), "Australia/Lord_Howe", "2026-04-05 07:30"),
    (dt.date(2026, 10, 3), "Australia/Lord_Howe", "2026-10-03 07:30"),
    (dt.date(2026, 10, 4), "Australia/Lord_Howe", "2026-10-04 07:00"),
    (dt.date(2026, 3, 8), "Pacific/Kiritimati", "2026-03-08 04:00"),
    (dt.date(2026, 11, 1), "Pacific/Kiritimati", "2026-11-01 04:00"),
    (dt.date(2018, 11, 3), "America/Sao_Paulo", "2018-11-03 21:00"),
    (dt.date(2018, 11, 4), "America/Sao_Paulo", "2018-11-04 20:00"),
    (dt.date(2026, 11, 1), "America/Sao_Paulo", "2026-11-01 21:00"),
]


@pytest.fixture
def table():
    return TableFactory()


@pytest.fixture
def facilitator(table):
    return MembershipFactory(initiative=table.initiative, facilitator=True).person


@pytest.fixture
def holder(table):
    person = MembershipFactory(initiative=table.initiative).person
    HoldingFactory(seat=SeatFactory(table=table), person=person)
    return person


def events(text):
    return icalendar.Calendar.from_ical(text).walk("VEVENT")


@pytest.mark.parametrize(("day", "zone", "utc"), CLOCKS)
def test_the_hour_is_right_on_both_sides_of_every_change(table, day, zone, utc):
    meeting = MeetingFactory(series=SeriesFactory(table=table), day=day, zone=zone, minutes=90)

    (event,) = events(queries.calendar_text([meeting], now=NOW))

    starts = event["DTSTART"].dt
    assert starts.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M") == utc
    assert event["DTEND"].dt - starts == dt.timedelta(minutes=90)


def test_people_s_words_come_back_whole(table):
    words = "Room 4; left, then\nup \\ or “über” " + "long " * 40 + "日本語" * 30
    meeting = MeetingFactory(series=SeriesFactory(table=table, name="A; B, C"), place=words)

    text = queries.calendar_text([meeting], now=NOW)

    (event,) = events(text)
    assert str(event["LOCATION"]) == words
    assert str(event["SUMMARY"]) == f"{table}: A; B, C"
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_a_line_break_in_a_name_adds_no_property(table):
    series = SeriesFactory(table=table, name="Plan\r\nATTENDEE:mailto:x@example.org")

    (event,) = events(queries.calendar_text([MeetingFactory(series=series)], now=NOW))

    assert "ATTENDEE" not in event


def invitations():
    """Return what was mailed: (to, method, event)."""
    found = []
    for letter in Letter.objects.order_by("pk"):
        mail = email.message_from_bytes(bytes(letter.message), policy=email.policy.default)
        part = next(one for one in mail.walk() if one.get_content_type() == "text/calendar")
        (event,) = events(part.get_content())
        method = icalendar.Calendar.from_ical(part.get_content())["METHOD"]
        assert part.get_param("method") == method
        found.append((letter.to, str(method), event))
    return found


def test_a_change_reaches_the_same_entry_with_a_higher_sequence(table, facilitator, holder):
    meeting = MeetingFactory(series=SeriesFactory(table=table))
    to = actions.When(dt.date(2026, 4, 1), dt.time(19), "America/New_York", 60)

    actions.invite_to_meeting(meeting, now=NOW, by=facilitator)
    actions.move_meeting(meeting, to, reason="Snow", now=NOW, version=2, by=facilitator)
    actions.call_off_meeting(meeting, reason="Flood", now=NOW, version=3, by=facilitator)

    sent = invitations()
    assert [(to, method) for to, method, _ in sent] == [
        (holder.email, "REQUEST"),
        (holder.email, "REQUEST"),
        (holder.email, "CANCEL"),
    ]
    assert len({str(event["UID"]) for _, _, event in sent}) == 1
    assert [event["SEQUENCE"] for _, _, event in sent] == [0, 1, 2]
    assert sent[2][2]["STATUS"] == "CANCELLED"
    assert sent[1][2]["DTSTART"].dt == dt.datetime(2026, 4, 1, 23, tzinfo=dt.UTC)


def test_who_was_never_invited_gets_no_mail_of_a_change(table, facilitator, holder):
    meeting = MeetingFactory(series=SeriesFactory(table=table))

    actions.call_off_meeting(meeting, reason="Flood", now=NOW, version=1, by=facilitator)

    assert not Letter.objects.exists()


def feed(person, table, slug=""):
    link = queries.calendar_link_of(person, table.initiative)
    code = queries.calendar_code(link)
    route = "tables:table_feed" if slug else "tables:calendar_feed"
    args = [table.initiative.slug, code, *([slug] if slug else [])]
    return reverse(route, args=args)


def test_a_calendar_follows_by_a_secret_link_until_it_is_renewed(table, holder):
    MeetingFactory(series=SeriesFactory(table=table), day=dt.date(2099, 3, 10))
    MeetingFactory(
        series=SeriesFactory(table=TableFactory(initiative=table.initiative)),
        day=dt.date(2099, 3, 11),
    )
    actions.renew_calendar_link(table.initiative, by=holder)
    where = feed(holder, table)

    answer = Client().get(where)
    assert [event["DTSTART"].dt.day for event in events(answer.content)] == [10]
    assert answer["Content-Type"].startswith("text/calendar")
    assert Client().get(feed(holder, table, table.slug)).status_code == 200
    actions.renew_calendar_link(table.initiative, by=holder)

    assert Client().get(where).status_code == 404
    assert Client().get(feed(holder, table)).status_code == 200


def test_who_leaves_is_refused_at_once(table, holder):
    actions.renew_calendar_link(table.initiative, by=holder)
    where = feed(holder, table)
    assert Client().get(where).status_code == 200

    initiatives.end_membership(holder.memberships.get(), now=NOW, by=holder)

    assert Client().get(where).status_code == 404


def test_a_caucus_is_in_no_calendar_of_others(table, holder):
    caucus = TableFactory(initiative=table.initiative, caucus=True)
    actions.renew_calendar_link(table.initiative, by=holder)

    assert Client().get(feed(holder, table, caucus.slug)).status_code == 404


def test_a_guessed_code_opens_nothing(table, holder):
    link = actions.renew_calendar_link(table.initiative, by=holder)

    for code in (f"{link.pk}.x", "1", ".", "9" * 30, f"{link.pk}.é"):
        where = reverse("tables:calendar_feed", args=[table.initiative.slug, code])
        assert Client().get(where).status_code == 404, code
