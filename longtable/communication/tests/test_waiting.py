import datetime as dt

import pytest

from longtable.communication.queries import early_warnings, waiting_for
from longtable.communication.tests.world import NOW, TODAY, ago, seat_of, world
from tests.factories import (
    BallotFactory,
    MaterialFactory,
    MembershipFactory,
    MinutesApprovalFactory,
    MinutesFactory,
    RatificationFactory,
    TableFactory,
)

pytestmark = pytest.mark.django_db


def lines(w, person=None):
    """Return what waits for the member, or for somebody else."""
    found = waiting_for(person or w.person, w.initiative, now=NOW)
    return [line.what for line in found]


def warnings(w, person=None):
    return early_warnings(person or w.facilitator.person, w.initiative, now=NOW)


def test_nothing_waits_for_who_is_not_asked():
    w = world()
    w.decision()
    w.promise()
    w.minutes()
    other = MembershipFactory(member=True, initiative=w.initiative)

    assert lines(w, other.person) == []
    assert waiting_for(MembershipFactory().person, w.initiative, now=NOW) == []


def test_the_longest_wait_stands_first():
    w = world()
    w.decision(question="New?", opened=ago(1))
    w.minutes()
    w.decision(question="Old?", opened=ago(8))

    found = lines(w)

    assert len(found) == 3
    assert "Old?" in found[0]
    assert "New?" in found[2]


def test_an_answer_takes_the_line_away():
    w = world()
    decision = w.decision()
    BallotFactory(elector=decision.electors.get())

    assert lines(w) == []


def test_who_speaks_last_is_asked_once_the_others_have_spoken():
    w = world()
    decision = w.decision(speaks_last=w.seat.constituency)
    other = seat_of(
        w.table, MembershipFactory(initiative=w.initiative).person, constituency="public"
    )
    elector = decision.electors.create(seat=other, holder="Ben", constituency="public")

    before = lines(w)
    BallotFactory(elector=elector)

    assert before == []
    assert len(lines(w)) == 1


def test_minutes_wait_until_the_seat_has_said_its_word():
    w = world()
    minutes = w.minutes()

    before = lines(w)
    MinutesApprovalFactory(minutes=minutes, seat=w.seat)

    assert len(before) == 1
    assert lines(w) == []


@pytest.mark.parametrize(("days", "waits"), [(-30, True), (0, True), (7, True), (8, False)])
def test_a_promise_waits_a_week_before_its_day_and_from_then_on(days, waits):
    w = world()
    w.promise(due=TODAY + dt.timedelta(days=days))

    assert bool(lines(w)) == waits


def test_a_promise_waits_for_its_table_and_for_who_looks_after_it():
    w = world()
    theirs = MembershipFactory(member=True, initiative=w.initiative)
    w.promise(table=w.table, what="Call the schools")
    w.promise(organization=theirs.organization, person=w.person, what="Print the letter")

    assert {line.split(": ")[1] for line in lines(w)} == {"Call the schools", "Print the letter"}


def test_a_late_promise_says_so():
    w = world()
    w.promise(due=TODAY - dt.timedelta(days=1))

    assert "now late" in lines(w)[0]


def test_an_open_agenda_waits_for_an_organization_and_for_a_seat():
    w = world()
    version = w.agenda(organizations=[w.member.organization_id], seats=[w.seat.pk])

    before = lines(w)
    RatificationFactory(agenda=version, organization=w.member.organization)

    assert len(before) == 2
    assert len(lines(w)) == 1


def test_minutes_to_write_wait_for_who_facilitates_and_warn_the_others_once_late():
    w = world()
    w.table.facilitator = w.facilitator.person
    w.table.save()
    other = MembershipFactory(facilitator=True, initiative=w.initiative)
    meeting = w.meeting(day=TODAY - dt.timedelta(days=9), state="closed")
    w.meeting(day=TODAY - dt.timedelta(days=100), state="closed")

    (line,) = waiting_for(w.facilitator.person, w.initiative, now=NOW)

    assert "are not out yet" in line.what
    assert line.address.endswith(f"/meetings/{meeting.day}/after/")
    assert line.due == TODAY - dt.timedelta(days=2)
    assert waiting_for(other.person, w.initiative, now=NOW) == []
    assert waiting_for(w.person, w.initiative, now=NOW) == []
    assert [one.move for one in warnings(w, person=other.person)] == ["Write the minutes"]
    assert warnings(w) == []
    MinutesFactory(meeting=meeting, state="out", out=NOW)
    assert waiting_for(w.facilitator.person, w.initiative, now=NOW) == []


def test_a_caucus_waits_for_its_members_only():
    w = world()
    caucus = TableFactory(initiative=w.initiative, caucus=True)
    seat = seat_of(caucus, w.person)
    w.decision(seat)
    w.promise(table=caucus, due=TODAY - dt.timedelta(days=60))
    w.meeting(caucus, day=TODAY)

    assert len(lines(w)) == 2
    assert lines(w, w.facilitator.person) == []
    assert warnings(w) == []


def test_warnings_are_for_those_who_convene():
    w = world()
    w.meeting(day=TODAY)

    assert len(warnings(w)) == 1
    assert warnings(w, w.person) == []


@pytest.mark.parametrize(("days", "warned"), [(0, True), (5, True), (6, False), (-1, False)])
def test_a_meeting_without_materials_is_seen_in_the_charters_days(days, warned):
    w = world()
    meeting = w.meeting(day=TODAY + dt.timedelta(days=days))

    before = warnings(w)
    MaterialFactory(meeting=meeting)

    assert bool(before) == warned
    assert warnings(w) == []


@pytest.mark.parametrize(("days", "warned"), [(7, False), (8, True)])
def test_late_minutes_of_somebody_else_are_seen(days, warned):
    w = world()
    w.table.facilitator = MembershipFactory(facilitator=True, initiative=w.initiative).person
    w.table.save()
    w.meeting(day=TODAY - dt.timedelta(days=days), state="closed")

    assert bool(warnings(w)) == warned


def test_minutes_that_are_out_are_not_late():
    w = world()
    minutes = w.minutes()
    minutes.meeting.day = TODAY - dt.timedelta(days=20)
    minutes.meeting.save()

    assert warnings(w) == []


@pytest.mark.parametrize(("days", "warned"), [(6, False), (7, True)])
def test_a_promise_is_warned_of_beyond_the_reminder(days, warned):
    w = world()
    w.promise(due=TODAY - dt.timedelta(days=days))

    found = warnings(w)

    assert bool(found) == warned
    assert all("A call by the facilitator" in one.evidence for one in found)


@pytest.mark.parametrize(("days", "warned"), [(7, False), (8, True)])
def test_a_decision_that_is_not_published_is_seen(days, warned):
    w = world()
    w.decision(state="closed", outcome="adopted", closed=ago(days))

    assert bool(warnings(w)) == warned
