import datetime as dt

import pytest

from longtable.communication.queries import asked_of, asked_of_each
from longtable.communication.tests.world import NOW, TODAY, ago, seat_of, world
from tests.factories import DigestFactory, TableFactory

pytestmark = pytest.mark.django_db


def test_the_minutes_of_four_weeks_are_counted_by_stated_estimates():
    w = world()
    w.minutes()  # its meeting was held five days ago and took 90 minutes
    w.decision()
    w.promise(person=w.person, due=TODAY)
    DigestFactory(initiative=w.initiative, person=w.person, written=ago(2))
    w.meeting(day=TODAY - dt.timedelta(days=29), state="closed")
    w.meeting(day=TODAY - dt.timedelta(days=4), state="called_off")
    w.decision(opened=ago(29))

    found = asked_of(w.member, now=NOW)

    assert found.by_kind == {"meeting": 90, "decision": 5, "minutes": 10, "promise": 3, "digest": 3}
    assert found.minutes == 111
    assert [minutes for _kind, minutes in found.lines] == [90, 5, 10, 3, 3]


def test_two_seats_at_one_table_meet_once():
    w = world()
    seat_of(w.table, w.person)
    w.minutes()

    assert asked_of(w.member, now=NOW).by_kind["meeting"] == 90


def test_those_who_convene_see_everyone_but_no_caucus():
    w = world()
    caucus = TableFactory(initiative=w.initiative, caucus=True)
    w.decision(seat_of(caucus, w.person))
    w.meeting(caucus, day=TODAY - dt.timedelta(days=1), state="closed")

    each = {one.membership: one.minutes for one in asked_of_each(w.initiative, now=NOW)}

    assert each == {w.member: 0, w.facilitator: 0}
    assert asked_of(w.member, now=NOW).minutes == 95
