"""Promises, decisions and meetings become ordinary indicators: counted, protected, released."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from longtable.accountability import queries
from longtable.accountability.facts import promises_of
from longtable.accountability.models import LadderStep
from longtable.accountability.tests.test_promises import World
from longtable.initiative.models import Organization
from longtable.measures import sources
from longtable.measures.actions import approve_release, prepare_release, start_from_template
from longtable.tables.facts import of_decisions, of_meetings
from longtable.tables.models import Decision
from longtable.tables.queries import Share
from longtable.tables.tests.test_decisions import Room
from tests.factories import (
    AccessRequestFactory,
    AttendanceFactory,
    HoldingFactory,
    ItemFactory,
    MeetingFactory,
    MembershipFactory,
    MinutesFactory,
    OrganizationFactory,
    SeatFactory,
    SeriesFactory,
    TableFactory,
)

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 2, 3)
LATER = dt.date(2026, 7, 1)


def with_culture(w):
    start_from_template(w.initiative, "culture", by=w.facilitator)
    return w


def values(facts, code):
    """Return what facts say of one indicator: (quarter, group) to (numerator, denominator)."""
    return {
        (fact.period, dict(fact.categories).get("who-promised", "")): (
            fact.mark or (fact.numerator, fact.denominator)
        )
        for fact in facts
        if fact.indicator.endswith(f"/{code}")
    }


def promised(w, *, kept, of, owner=None):
    for n in range(of):
        said = {"state": "kept", "closed": DAY, "evidence": "x"} if n < kept else {}
        w.promise(due=DAY, organization=owner or w.partner, **said)


def test_promises_are_counted_by_who_promised_and_below_the_least_there_is_no_value():
    w = with_culture(World())
    promised(w, kept=12, of=16)
    promised(w, kept=3, of=4, owner=w.backbone)

    found = values(promises_of(2026, today=LATER), "promises-kept")

    assert found == {
        ("2026-Q1", ""): (15, 20),
        ("2026-Q1", "under_100k"): (12, 16),
        ("2026-Q1", "backbone"): "not_available",
    }


def test_the_same_lateness_and_the_same_steps_are_counted():
    w = with_culture(World())
    promised(w, kept=0, of=10)
    for promise in list(w.initiative.commitments.all())[:9]:
        for step in LadderStep.Step:
            LadderStep.objects.create(commitment=promise, step=step, due=DAY, taken=timezone.now())

    found = values(promises_of(2026, today=LATER), "same-steps")

    assert found[("2026-Q1", "under_100k")] == (9, 10)


def test_an_initiative_without_these_indicators_gives_no_facts():
    w = World()
    promised(w, kept=12, of=16)

    assert list(promises_of(2026, today=LATER)) == []


def test_decisions_that_can_be_traced_and_those_by_the_rule():
    room = Room("provider")
    OrganizationFactory(initiative=room.table.initiative, backbone=True)
    start_from_template(room.table.initiative, "culture", by=room.facilitator)
    for n in range(6):
        decision = room.opened(question=f"{n}?")
        room.says(decision, 0, "consent")
        breach = {"breach": "It was late.", "outcome": "not_adopted"} if n == 5 else {}
        room.closed(decision, reason="So.", **breach)
    closed = Decision.objects.earliest("pk").closed
    Decision.objects.exclude(question="0?").update(published=closed)

    found = list(of_decisions(2026))

    assert values(found, "traceable-decisions") == {("2026-Q1", ""): (5, 6)}
    assert values(found, "decisions-by-rule") == {("2026-Q1", ""): (5, 6)}


def held(w, table, *, day, trust):
    series = SeriesFactory(table=table)
    meeting = MeetingFactory(series=series, day=day, state="closed")
    ItemFactory(meeting=meeting, purpose="trust", planned_minutes=trust, outcome="done")
    ItemFactory(meeting=meeting, purpose="learn", used_seconds=3_000, outcome="decision")
    ItemFactory(meeting=meeting, purpose="decide", planned_minutes=99, outcome="carried")
    return meeting


def test_meetings_leave_minutes_for_trust_seats_filled_and_access_kept():
    w = with_culture(World())
    table = TableFactory(initiative=w.initiative)
    caucus = TableFactory(initiative=w.initiative, caucus=True)
    HoldingFactory(seat=SeatFactory(table=caucus))
    for n in range(6):
        meeting = held(w, table, day=DAY + dt.timedelta(days=n), trust=10)
        out = dt.datetime(2026, 2, 9 + n, tzinfo=dt.UTC) + dt.timedelta(days=9 * (n == 0))
        MinutesFactory(meeting=meeting, out=out)
        for who in ("principal", "alternate"):
            AttendanceFactory(meeting=meeting, seat=SeatFactory(table=table), who=who)
        AccessRequestFactory(meeting=meeting, is_delivered=n > 0)
        held(w, caucus, day=DAY + dt.timedelta(days=n), trust=50)

    found = list(of_meetings(2026))

    assert values(found, "relationship-time") == {("2026-Q1", ""): (60, 360)}
    assert values(found, "principals-attend") == {("2026-Q1", ""): (6, 12)}
    assert values(found, "access-kept") == {("2026-Q1", ""): (5, 6)}
    assert values(found, "minutes-on-time") == {("2026-Q1", ""): (5, 6)}


@pytest.mark.slow
def test_they_are_released_like_any_other_and_read_by_everyone(client):
    w = World()
    lead = MembershipFactory(initiative=w.initiative, data_lead=True).person
    client.force_login(w.facilitator)
    client.post(reverse("measures:add_culture", args=[w.initiative.slug]))
    large = OrganizationFactory(initiative=w.initiative, tier=Organization.Tier.LARGEST)
    promised(w, kept=20, of=30)
    promised(w, kept=14, of=28, owner=large)
    promised(w, kept=3, of=4, owner=w.backbone)
    sources.refresh(2026)
    indicator = w.initiative.indicators.get(code="promises-kept")

    release = prepare_release(indicator, reason="", now=timezone.now(), by=lead)
    approve_release(release, version=release.version, now=timezone.now(), by=w.facilitator)

    client.logout()
    page = client.get(reverse("measures:indicator", args=[w.initiative.slug, "promises-kept"]))
    text = page.content.decode()
    assert "Do we keep what we promise" in text
    shown = {tuple(value.categories.values()): value.shown for value in release.values.all()}
    assert shown[()] == shown[("under_100k",)] == "yes"
    assert shown[("backbone",)] == "masked"


def test_everyone_s_traces_are_counted_over_the_same_time_and_a_caucus_has_none():
    w = World()
    table = TableFactory(initiative=w.initiative)
    caucus = TableFactory(initiative=w.initiative, caucus=True)
    HoldingFactory(seat=SeatFactory(table=caucus), person=w.steward)
    seat = SeatFactory(table=table, organization=w.partner)
    for n, who in enumerate(("principal", "nobody")):
        meeting = held(w, table, day=DAY + dt.timedelta(days=n), trust=10)
        AttendanceFactory(meeting=meeting, seat=seat, who=who)
    MinutesFactory(meeting=meeting, out=dt.datetime(2026, 2, 9, tzinfo=dt.UTC))
    held(w, table, day=dt.date(2024, 1, 1), trust=1)

    found = {
        one.owner: one
        for one in queries.traces(w.initiative, person=w.steward, since=DAY, today=LATER)
    }

    assert found[table].minutes == Share(1, 2)
    assert found[w.partner].attendance == Share(1, 2)
    assert found[w.backbone].attendance == Share(0, 0)
    assert caucus not in found
