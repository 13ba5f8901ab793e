"""Who writes to a meeting from far away gets an answer, and it is counted whether in time."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from longtable.accountability.queries import traces
from longtable.communication.queries import waiting_for
from longtable.record.acting import Double
from longtable.record.models import Entry
from longtable.tables import actions, queries, sources
from tests.factories import (
    MeetingFactory,
    MembershipFactory,
    MessageFactory,
    SeriesFactory,
    TableFactory,
)

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC)
CAME = dt.datetime(2026, 3, 4, 1, tzinfo=dt.UTC)  # the evening of the third in Chicago


@pytest.fixture
def here():
    """Return who facilitates a table, and its meeting that is over."""
    table = TableFactory()
    member = MembershipFactory(initiative=table.initiative, facilitator=True)
    table.facilitator = member.person
    table.save()
    series = SeriesFactory(table=table)
    meeting = MeetingFactory(
        series=series, day=dt.date(2026, 3, 3), state="closed", opened=CAME, closed=CAME
    )
    return member.person, meeting


def asked(meeting, kind="word", **said):
    return MessageFactory(meeting=meeting, kind=kind, text="When is the bus?", came=CAME, **said)


def test_questions_wait_under_today_until_they_are_answered(here):
    person, meeting = here
    first, second = asked(meeting), asked(meeting, kind="call")
    asked(meeting, kind="here")
    initiative = meeting.table.initiative

    lines = [one for one in waiting_for(person, initiative, now=NOW) if "wrote" in one.what]
    for one in (first, second):
        actions.answer_question(one, now=NOW, by=person)

    [line] = lines
    assert line.what.startswith("2 people who wrote")
    assert line.due == dt.date(2026, 3, 17)
    assert not [one for one in waiting_for(person, initiative, now=NOW) if "wrote" in one.what]
    assert Entry.objects.filter(verb="answered a question of").count() == 2


def test_an_answer_is_said_once(here):
    person, meeting = here
    one = asked(meeting)
    actions.answer_question(one, now=NOW, by=person)

    with pytest.raises(Double):
        actions.answer_question(one, now=NOW + dt.timedelta(days=1), by=person)

    one.refresh_from_db()
    assert one.answered == NOW


def test_the_page_after_the_meeting_shows_them_to_who_runs_it_and_to_nobody_else(here):
    person, meeting = here
    one = asked(meeting, name="Ana")
    member = MembershipFactory(initiative=meeting.table.initiative).person
    args = (meeting.table.initiative.slug, meeting.table.slug, meeting.day)
    where, write = reverse("tables:after", args=args), reverse("tables:write_after", args=args)
    runs, other = Client(), Client()
    runs.force_login(person)
    other.force_login(member)

    before = runs.get(where).content.decode()
    theirs = other.get(where).content.decode()
    other.post(write, {"do": "answered", "message": one.pk})
    still = queries.questions_of(meeting).count()
    runs.post(write, {"do": "answered", "message": one.pk})

    assert "When is the bus?" in before
    assert "When is the bus?" not in theirs
    assert still == 1
    assert "When is the bus?" not in runs.get(where).content.decode()


def test_the_next_meeting_is_asked_what_to_answer(here):
    _person, meeting = here
    coming = MeetingFactory(series=meeting.series, day=dt.date(2026, 3, 31))
    today = NOW.date()

    none = titles(coming, today)
    asked(meeting)
    one = titles(coming, today)

    assert "What do we answer those who wrote to us?" not in none
    assert "What do we answer those who wrote to us?" in one


def titles(meeting, today):
    return [one.title for one in sources.proposals_for(meeting, today=today)]


@pytest.mark.parametrize(
    ("answered", "part", "whole"),
    [
        (dt.datetime(2026, 3, 18, 4, tzinfo=dt.UTC), 1, 1),  # 11 p.m. of the last day there
        (dt.datetime(2026, 3, 18, 6, tzinfo=dt.UTC), 0, 1),
        (None, 0, 1),
    ],
)
def test_answers_in_time_are_counted_by_the_charter_s_days(here, answered, part, whole):
    _person, meeting = here
    asked(meeting, answered=answered)
    initiative = meeting.table.initiative

    found = traces(initiative, person=None, since=dt.date(2026, 1, 1), today=NOW.date())

    [one] = [one for one in found if one.owner == meeting.table]
    assert (one.answers.part, one.answers.whole) == (part, whole)


def test_what_is_not_due_yet_does_not_count(here):
    _person, meeting = here
    asked(meeting)

    share = queries.answered_on_time(
        queries.questions_asked(since=dt.date(2026, 1, 1), until=dt.date(2027, 1, 1)),
        today=dt.date(2026, 3, 17),
    )

    assert (share.part, share.whole) == (0, 0)
