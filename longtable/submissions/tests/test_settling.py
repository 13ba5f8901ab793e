"""A stop between a commit and the warehouse is made good: no number is missing, none twice."""

import pytest
from django.db import transaction
from django.utils import timezone

from longtable.measures import sources
from longtable.measures.actions import prepare_release
from longtable.measures.models import Definition
from longtable.measures.store import fact_store
from longtable.record.acting import Refusal
from longtable.submissions import actions, facts
from longtable.submissions.models import Submission
from longtable.submissions.tests.world import accepted, sent, world

# Without `transaction=True` nothing is done after a commit: as if the machine had stopped there.
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def kept():
    return {source: len(list(fact_store().facts(source))) for source in fact_store().sources()}


def test_what_was_taken_in_before_a_stop_is_stored_by_the_worker():
    there = world()
    submission = accepted(there, "graduation-2010-11.csv")
    before = kept()

    settled = sources.settle()

    submission.refresh_from_db()
    assert (before, settled) == ({}, 1)
    assert kept() == {submission.source: submission.counted["facts"]}
    assert (submission.facts_due, sources.settle()) == ("", 0)


def test_what_was_taken_back_before_a_stop_counts_no_longer():
    there = world()
    submission = accepted(there, "graduation-2010-11.csv")
    sources.settle()
    submission.refresh_from_db()

    actions.undo_submission(submission, version=submission.version, by=there.steward)
    sources.settle()

    assert kept() == {}


def test_a_release_is_never_prepared_from_less_than_was_taken_in():
    there = world()
    Definition.objects.update(cuts=[{"level": "district", "by": ["race"]}])
    accepted(there, "graduation-2010-11.csv")

    release = prepare_release(there.graduation, reason="", now=timezone.now(), by=there.lead)

    assert release.values.exists()


def test_a_lost_warehouse_comes_back_by_itself():
    there = world()
    submission = accepted(there, "graduation-2010-11.csv")
    sources.settle()
    sources.remove(submission.source)

    sources.settle()

    assert list(kept()) == [submission.source]


def test_a_change_while_facts_are_stored_is_stored_too(monkeypatch):
    there = world()
    submission = accepted(there, "graduation-2010-11.csv")
    store, changes = sources.store, [1]

    def while_somebody_takes_it_back(source, found):
        stored = store(source, found)
        if changes:
            changes.pop()
            Submission.objects.update(state="undone")
            facts.note([submission.pk])
        return stored

    monkeypatch.setattr(sources, "store", while_somebody_takes_it_back)
    sources.settle()

    assert kept() == {}


def test_a_refused_import_leaves_no_note():
    there = world()
    submission = sent(there, "graduation-2010-11.csv")
    with pytest.raises(Refusal), transaction.atomic():
        actions.accept_submission(submission, version=99, now=timezone.now(), by=there.steward)

    submission.refresh_from_db()
    assert submission.facts_due == ""
