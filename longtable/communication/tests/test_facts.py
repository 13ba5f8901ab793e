"""Minutes asked as a culture indicator: the same minutes that members see under Today."""

import datetime as dt

import pytest

from longtable.communication import facts
from longtable.communication.queries import asked_of, minutes_asked
from longtable.communication.tests.world import NOW, TODAY, ago, seat_of, world
from longtable.measures import sources
from longtable.measures.actions import approve_release, prepare_release, start_from_template
from tests.factories import MembershipFactory, OrganizationFactory, TableFactory

pytestmark = pytest.mark.django_db
BEGIN, END = dt.date(2026, 1, 1), dt.date(2026, 4, 1)


def busy():
    """Return a world in which the member was asked for a meeting, minutes, and an answer."""
    w = world()
    w.meeting(day=TODAY - dt.timedelta(days=5), state="closed", minutes=90)
    w.decision(opened=ago(2))
    w.promise(person=w.person, due=TODAY - dt.timedelta(days=1))
    return w


def test_the_minutes_are_those_that_members_see():
    w = busy()

    found = minutes_asked(w.initiative, TODAY - dt.timedelta(days=28), TODAY)

    assert found[w.person.pk] == asked_of(w.member, now=NOW).by_kind
    assert found[w.person.pk].total() == 90 + 5 + 3


def test_two_seats_at_one_table_are_one_meeting_and_a_caucus_is_none():
    w = busy()
    seat_of(w.table, w.person)
    caucus = TableFactory(initiative=w.initiative, caucus=True)
    seat_of(caucus, w.person)
    w.meeting(caucus, day=TODAY - dt.timedelta(days=4), state="closed", minutes=500)

    assert minutes_asked(w.initiative, BEGIN, END)[w.person.pk].total() == 90 + 5 + 3


def test_who_left_the_seat_before_is_not_asked():
    w = busy()
    w.seat.holdings.update(until=dt.date(2026, 1, 15))

    assert minutes_asked(w.initiative, BEGIN, END)[w.person.pk].total() == 3


def found_of(w, year=2026):
    return {
        (one.period, dict(one.categories).get("who-is-asked", "")): (one.total, one.denominator)
        for one in facts.of_minutes_asked(year)
    }


@pytest.fixture
def today(monkeypatch):
    of = facts.timezone.localdate
    monkeypatch.setattr(
        facts.timezone, "localdate", lambda at=None: of(at) if at else dt.date(2026, 5, 2)
    )


def test_a_quarter_s_mean_is_counted_when_it_is_over_and_sizes_from_three_organizations(today):
    w = busy()
    w.member.organization.tier = "under_100k"
    w.member.organization.save()
    for _number in range(2):
        organization = OrganizationFactory(initiative=w.initiative, tier="under_100k")
        for _member in range(2):
            MembershipFactory(
                initiative=w.initiative, organization=organization, member=True, since=ago(300)
            )
    for _number in range(6):
        alone = OrganizationFactory(initiative=w.initiative, tier="over_10m")
    MembershipFactory(initiative=w.initiative, organization=alone, member=True, since=ago(300))
    w.initiative.memberships.update(since=ago(300))
    start_from_template(w.initiative, "culture", by=w.facilitator.person)

    found = found_of(w)

    assert found["2026-Q1", ""] == (98.0, 7)
    assert found["2026-Q1", "under_100k"] == (98.0, 5)
    assert ("2026-Q1", "over_10m") not in found
    assert not any(period == "2026-Q2" for period, _group in found)


def test_an_initiative_without_this_indicator_is_not_counted(today):
    busy()

    assert list(facts.of_minutes_asked(2026)) == []


def test_it_is_released_like_any_other_and_read_by_everyone(today, client):
    w = busy()
    for _number in range(8):
        MembershipFactory(initiative=w.initiative)
    w.initiative.memberships.update(since=ago(300))
    lead = MembershipFactory(initiative=w.initiative, data_lead=True).person
    start_from_template(w.initiative, "culture", by=w.facilitator.person)
    sources.refresh(2026)
    indicator = w.initiative.indicators.get(code="minutes-asked")

    release = prepare_release(indicator, reason="", now=NOW, by=lead)
    approve_release(release, version=release.version, now=NOW, by=w.facilitator.person)

    page = client.get(f"/{w.initiative.slug}/measures/minutes-asked/").content.decode()
    assert "How much of their time do we ask of each member?" in page
    assert "minutes a quarter" in page
