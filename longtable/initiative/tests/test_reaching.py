"""How people are reached: in their own words, by themselves, until they leave."""

import datetime as dt

import pytest

from longtable.initiative import queries
from longtable.initiative.actions import end_membership, finish_welcome, say_how_to_reach_me
from longtable.record.acting import Refusal
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def test_one_says_it_oneself_and_takes_it_back():
    one = MembershipFactory()
    facilitator = MembershipFactory(initiative=one.initiative, facilitator=True).person

    with pytest.raises(Refusal, match="themselves"):
        say_how_to_reach_me(one, "555 0100", version=1, by=facilitator)
    say_how_to_reach_me(one, " 555 0100 ", version=1, by=one.person)
    assert [row.reach for row in queries.reachable_in(one.initiative)] == ["555 0100"]
    say_how_to_reach_me(one, "", version=2, by=one.person)

    assert not queries.reachable_in(one.initiative).exists()


def test_it_is_gone_when_they_leave():
    one = MembershipFactory()
    say_how_to_reach_me(one, "555 0100", version=1, by=one.person)

    end_membership(one, now=NOW, by=one.person)

    one.refresh_from_db()
    assert one.reach == ""
    with pytest.raises(Refusal, match="themselves"):
        say_how_to_reach_me(one, "555 0100", version=one.version, by=one.person)


def test_one_finds_ones_way_once():
    one = MembershipFactory()

    finish_welcome(one, now=NOW, by=one.person)

    with pytest.raises(Refusal, match="already"):
        finish_welcome(one, now=NOW, by=one.person)
