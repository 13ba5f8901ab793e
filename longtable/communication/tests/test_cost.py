"""What taking part costs: hours asked against paid hours, by size of organization (I6)."""

import datetime as dt

import pytest

from longtable.communication.queries import asked_of_each, costs
from longtable.communication.tests.world import NOW, TODAY, seat_of, world
from tests.factories import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


def partners(w, tier, *, number, paid_hours):
    """Add organizations of a size, each with one member who sits at the table."""
    for _each in range(number):
        there = OrganizationFactory(initiative=w.initiative, tier=tier, paid_hours=paid_hours)
        member = MembershipFactory(initiative=w.initiative, organization=there, member=True)
        seat_of(w.table, member.person)


def test_what_is_asked_stands_against_the_paid_hours_of_the_same_weeks():
    w = world()
    partners(w, "under_100k", number=3, paid_hours=10)
    partners(w, "over_10m", number=3, paid_hours=1000)
    w.meeting(day=TODAY - dt.timedelta(days=2), state="closed", minutes=90)

    small, large = costs(w.initiative, asked_of_each(w.initiative, now=NOW))

    assert (small.tier, small.organizations, small.asked, small.paid) == (
        "under_100k",
        3,
        3 * 90,
        3 * 10 * 4 * 60,
    )
    assert small.percent == pytest.approx(3.75)
    assert small.is_too_much
    assert large.percent == pytest.approx(0.0375)
    assert not large.is_too_much


def test_two_organizations_tell_nothing_yet_and_who_did_not_say_is_left_out():
    w = world()
    partners(w, "under_100k", number=2, paid_hours=10)
    partners(w, "under_100k", number=4, paid_hours=None)
    partners(w, "none", number=3, paid_hours=0)

    (row,) = costs(w.initiative, asked_of_each(w.initiative, now=NOW))

    assert (row.organizations, row.share, row.is_too_much) == (2, None, False)
