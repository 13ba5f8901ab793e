"""R07: what one step closes for good is closed once, also when two people saw it open."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.forms import model_to_dict

from longtable.accountability.actions import drop_commitment, keep_commitment
from longtable.measures.actions import approve_release
from longtable.measures.tests.world import SAFE, city
from longtable.record.acting import Stale
from longtable.record.models import Entry
from longtable.tables.actions import leave_seat, let_go, settle_tension
from tests.factories import (
    CommitmentFactory,
    HoldingFactory,
    InitiativeFactory,
    MembershipFactory,
    ParkedItemFactory,
    TensionFactory,
)

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
Steps = tuple[Any, Callable[[Any], Any], Callable[[Any], Any]]


def promise(initiative, by) -> Steps:
    said = {"version": 1, "today": NOW.date(), "by": by}
    return (
        CommitmentFactory(initiative=initiative),
        lambda row: keep_commitment(row, evidence="It is open.", **said),
        lambda row: drop_commitment(row, reason="No room.", **said),
    )


def tension(initiative, by) -> Steps:
    said = {"now": NOW, "version": 1, "by": by}
    return (
        TensionFactory(table__initiative=initiative),
        lambda row: settle_tension(row, "We agree.", learned=False, **said),
        lambda row: settle_tension(row, "We learned.", learned=True, **said),
    )


def holding(initiative, by) -> Steps:
    said = {"version": 1, "today": NOW.date(), "by": by}
    return (
        HoldingFactory(seat__table__initiative=initiative),
        lambda row: leave_seat(row, told="Mine", **said),
        lambda row: leave_seat(row, told="Yours", **said),
    )


def parked(initiative, by) -> Steps:
    def step(row):
        return let_go(row, now=NOW, by=by)

    return ParkedItemFactory(series__table__initiative=initiative), step, step


@pytest.mark.parametrize("kind", [promise, tension, holding, parked])
def test_what_is_closed_by_one_step_is_closed_once(kind):
    initiative = InitiativeFactory()
    by = MembershipFactory(initiative=initiative, facilitator=True).person
    row, first, second = kind(initiative, by)
    mine, yours = (type(row).objects.get(pk=row.pk) for _editor in range(2))
    entries = Entry.objects.count()

    first(mine)
    with pytest.raises(Stale):
        second(yours)

    stands = type(row).objects.get(pk=row.pk)
    assert stands.version == 2
    assert model_to_dict(stands) == model_to_dict(mine)
    assert Entry.objects.count() == entries + 1


def test_a_release_is_approved_once_and_stands_in_the_record_once():
    there = city()
    there.count("2024", SAFE)
    release = there.prepare()
    seen = release.version

    for _click in range(2):
        approve_release(release, version=seen, now=release.prepared, by=there.facilitator)

    assert Entry.objects.filter(verb="approved").count() == 1
