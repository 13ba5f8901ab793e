"""Promises: made once, kept with evidence, renegotiated in time, and one ladder for all."""

import datetime as dt
import uuid

import pytest

from longtable.accountability import queries, tasks
from longtable.accountability.actions import (
    Promise,
    drop_commitment,
    follow_ladder,
    keep_commitment,
    make_commitment,
    publish_account,
    renegotiate,
    take_step,
    waive_step,
    write_account,
)
from longtable.accountability.models import Commitment, LadderStep
from longtable.accountability.queries import Standing
from longtable.record.acting import Double, Refusal
from longtable.tables.models import Table
from tests.factories import (
    CommitmentFactory,
    HoldingFactory,
    InitiativeFactory,
    MembershipFactory,
    OrganizationFactory,
    SeatFactory,
    TableFactory,
)

pytestmark = pytest.mark.django_db
DUE = dt.date(2026, 4, 1)
NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


class World:
    """An initiative with a backbone, a small partner, and people who speak for them."""

    def __init__(self):
        self.initiative = InitiativeFactory()
        self.backbone = OrganizationFactory(initiative=self.initiative, backbone=True)
        self.partner = OrganizationFactory(initiative=self.initiative, tier="under_100k")
        there = {"initiative": self.initiative}
        self.facilitator = MembershipFactory(**there, facilitator=True).person
        self.steward = MembershipFactory(**there, steward=True, organization=self.partner).person
        self.reader = MembershipFactory(**there).person

    def promise(self, **said):
        owner = {} if "table" in said else {"organization": self.partner}
        return CommitmentFactory(initiative=self.initiative, **{"due": DUE, **owner, **said})


def at(days):
    return DUE + dt.timedelta(days=days)


def noon(days):
    return dt.datetime.combine(at(days), dt.time(18), dt.UTC)


def test_one_promises_for_one_s_own_and_the_facilitator_writes_down_what_was_said():
    w = World()
    said = Promise("Open on Saturdays.", DUE, organization=w.partner)

    make_commitment(w.initiative, said, now=NOW, by=w.steward)
    make_commitment(w.initiative, said, now=NOW, by=w.facilitator)
    for nobody in (w.reader, MembershipFactory(facilitator=True).person):
        with pytest.raises(Refusal, match="own organization"):
            make_commitment(w.initiative, said, now=NOW, by=nobody)
    other = Promise("x", DUE, organization=w.backbone)
    with pytest.raises(Refusal, match="own organization"):
        make_commitment(w.initiative, other, now=NOW, by=w.steward)


def test_a_tap_that_is_sent_twice_makes_one_promise():
    w = World()
    said = Promise("Open on Saturdays.", DUE, organization=w.partner, key=uuid.uuid4())

    first = make_commitment(w.initiative, said, now=NOW, by=w.steward)

    assert make_commitment(w.initiative, said, now=NOW, by=w.steward) == first
    assert Commitment.objects.count() == 1


def test_a_promise_is_kept_with_what_shows_it():
    w = World()
    promise = w.promise()

    with pytest.raises(Refusal, match="what shows"):
        keep_commitment(promise, evidence=" ", version=1, today=DUE, by=w.steward)
    keep_commitment(promise, evidence="A photo.", version=1, today=DUE, by=w.steward)

    assert queries.standing_of(promise, today=at(50)) == Standing.KEPT
    with pytest.raises(Refusal, match="closed already"):
        drop_commitment(promise, reason="x", version=2, today=DUE, by=w.steward)


def test_who_renegotiates_before_the_day_has_not_broken_it():
    w = World()
    promise = w.promise()

    new = renegotiate(
        promise,
        Promise("", at(30), size="large"),
        reason="The room floods.",
        version=1,
        now=noon(0),
        by=w.steward,
    )

    assert new.renegotiated_from == promise
    assert (new.what, new.due, new.organization) == (promise.what, at(30), w.partner)
    assert queries.standing_of(promise, today=at(5)) == Standing.RENEGOTIATED


def test_after_the_day_it_is_late_and_can_not_be_renegotiated():
    w = World()
    promise = w.promise()

    assert queries.standing_of(promise, today=DUE) == Standing.OPEN
    assert queries.standing_of(promise, today=at(1)) == Standing.LATE
    with pytest.raises(Refusal, match="day is over"):
        renegotiate(promise, Promise("", at(30)), reason="x", version=1, now=noon(1), by=w.steward)
    keep_commitment(promise, evidence="Done.", version=1, today=at(9), by=w.steward)
    assert queries.standing_of(promise, today=at(9)) == Standing.KEPT_LATE


def owners(w):
    """Return a late promise of the backbone, of the steering committee, of a partner."""
    table = TableFactory(initiative=w.initiative, steering=True, facilitator=w.facilitator)
    seat = SeatFactory(table=table, is_chair=True)
    HoldingFactory(seat=seat, person=w.reader)
    return [
        w.promise(organization=w.backbone),
        w.promise(table=table, organization=None),
        w.promise(person=w.steward),
    ]


@pytest.mark.parametrize(
    ("late", "steps"),
    [
        (0, []),
        (1, ["reminder"]),
        (7, ["reminder", "call"]),
        (21, ["reminder", "call", "table"]),
        (45, ["reminder", "call", "table", "steering"]),
    ],
)
def test_the_ladder_is_the_same_for_all(late, steps):
    w = World()
    promises = owners(w)

    for _again in range(3):
        tasks.follow_the_ladder(noon(late))

    for promise in promises:
        assert [one.step for one in promise.steps.order_by("due")] == steps
        assert [one.due for one in promise.steps.order_by("due")] == [
            at(days) for days in (1, 7, 21, 45)[: len(steps)]
        ]


def test_a_worker_that_is_killed_between_two_steps_ends_the_same():
    w = World()
    promise = w.promise(person=w.steward)
    reached = queries.steps_due(promise, today=at(45))
    take_step(promise, reached[0], now=noon(45), by=w.initiative)

    assert follow_ladder(promise, now=noon(45), today=at(45)) == 3

    assert promise.steps.count() == 4


def test_two_workers_take_a_step_once():
    w = World()
    promise = w.promise(person=w.steward)
    step = queries.steps_due(promise, today=at(1))[0]
    take_step(promise, step, now=noon(1), by=w.initiative)

    with pytest.raises(Double):
        take_step(promise, step, now=noon(1), by=w.initiative)

    assert LadderStep.objects.count() == 1


def test_nobody_takes_a_step_by_hand():
    w = World()
    promise = w.promise()
    step = queries.steps_due(promise, today=at(1))[0]

    with pytest.raises(Refusal, match="by themselves"):
        take_step(promise, step, now=noon(1), by=w.facilitator)


def test_a_step_is_left_out_with_a_reason_and_never_for_the_backbone():
    w = World()
    promise = w.promise()
    waive_step(promise, "reminder", reason="A flood.", now=NOW, by=w.facilitator)

    follow_ladder(promise, now=noon(7), today=at(7))

    assert [one.step for one in promise.steps.all()] == ["call"]
    rows = queries.treatment(w.initiative, since=at(-30), today=at(7)).rows
    assert [(row.tier, row.waivers) for row in rows] == [("under_100k", 1)]
    own = w.promise(organization=w.backbone)
    with pytest.raises(Refusal, match="does not excuse itself"):
        waive_step(own, "call", reason="x", now=NOW, by=w.facilitator)
    with pytest.raises(Refusal, match="Ask a facilitator"):
        waive_step(promise, "table", reason="x", now=NOW, by=w.steward)


def test_backbone_and_steering_committee_stand_first_on_the_board():
    w = World()
    owners(w)
    TableFactory(initiative=w.initiative, name="Another")

    rows = queries.board(w.initiative, person=None, since=at(-30), today=at(2))

    assert rows[0].owner == w.backbone
    assert rows[1].owner.kind == Table.Kind.STEERING
    assert [row.owner for row in rows if row.leads] == [row.owner for row in rows[:2]]
    assert [row.counts for row in rows if row.marks] == [{"late": 1}] * 3


def test_what_a_caucus_promises_itself_is_seen_by_its_members_only():
    w = World()
    caucus = TableFactory(initiative=w.initiative, caucus=True)
    HoldingFactory(seat=SeatFactory(table=caucus), person=w.steward)
    w.promise(table=caucus, organization=None)

    def sees(person):
        return queries.commitments_visible_to(person, w.initiative).exists()

    assert [sees(one) for one in (w.steward, w.facilitator, None)] == [True, False, False]
    assert caucus not in [
        row.owner
        for row in queries.board(w.initiative, person=w.facilitator, since=at(-9), today=DUE)
    ]


def late_for(w, owner, *, treated, of):
    for n in range(of):
        promise = w.promise(organization=owner)
        if n < treated:
            LadderStep.objects.create(commitment=promise, step="reminder", due=at(1), taken=noon(1))


def test_the_same_lateness_and_another_step_is_seen():
    w = World()
    large = OrganizationFactory(initiative=w.initiative, tier="over_10m")
    late_for(w, w.partner, treated=9, of=10)
    late_for(w, large, treated=4, of=14)

    found = queries.treatment(w.initiative, since=at(-30), today=at(1 + 1))

    assert found.p == pytest.approx(0.005, abs=0.0005)
    assert [(row.late, row.treated) for row in found.rows] == [(10, 9), (14, 4)]


def test_below_the_least_number_nobody_can_tell():
    w = World()
    late_for(w, w.partner, treated=9, of=9)

    found = queries.treatment(w.initiative, since=at(-30), today=at(2))

    assert found.p is None
    assert not found.rows[0].can_tell_kept
    assert not found.rows[0].can_tell_treated


def test_the_backbone_writes_of_its_own_year_and_then_it_stays():
    w = World()
    account = write_account(
        w.backbone, year=2026, text="We missed four.", version=None, by=w.facilitator
    )
    with pytest.raises(Refusal, match="their own year"):
        write_account(w.partner, year=2026, text="x", version=None, by=w.steward)

    publish_account(account, version=1, now=NOW, by=w.facilitator)

    with pytest.raises(Refusal, match="published"):
        write_account(w.backbone, year=2026, text="x", version=2, by=w.facilitator)
