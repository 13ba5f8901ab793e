"""Promises that became late: one letter to whom it concerns, and one a week at most."""

import datetime as dt

import pytest

from longtable.accountability import tasks as ladder
from longtable.accountability.actions import keep_commitment
from longtable.communication import tasks
from longtable.communication.tests.test_digest import letters, text_of
from longtable.communication.tests.world import NOW, TODAY, world
from tests.factories import MailChoiceFactory

pytestmark = pytest.mark.django_db


def day(number):
    """Return noon, so many days after today."""
    return NOW + dt.timedelta(days=number)


def work(now):
    """Have the worker do what it does, an hour apart, twice."""
    written = 0
    for later in (0, 1):
        ladder.follow_the_ladder(now + dt.timedelta(hours=later))
        written += tasks.write_late(now + dt.timedelta(hours=later))
    return written


def subjects(person):
    return [str(one["subject"]).split(": ")[1] for one in letters(person)]


def test_five_late_promises_are_one_letter():
    w = world()
    for number in range(5):
        w.promise(person=w.person, what=f"Promise {number}", due=TODAY - dt.timedelta(days=1))

    assert work(NOW) == 1

    (letter,) = letters(w.person)
    assert "5 promises are late" in letter["subject"]
    for kind in ("plain", "html"):
        said = text_of(letter, kind)
        assert all(f"Promise {number}" in said for number in range(5))
        assert "the same steps for everyone" in said
    assert letter["List-Unsubscribe"]


def test_what_became_late_meanwhile_waits_until_the_week_is_over():
    w = world()
    for number in range(4):
        due = TODAY + dt.timedelta(days=number * 2 - 1)
        w.promise(person=w.person, what=f"Promise {number}", due=due)

    for number in range(15):
        work(day(number))

    assert subjects(w.person) == ["a promise is late", "3 promises are late"]
    assert "Promise 0" not in text_of(letters(w.person)[1])


def test_who_facilitates_is_asked_to_call_once_for_all():
    w = world()
    for number in range(3):
        w.promise(what=f"Promise {number}", due=TODAY - dt.timedelta(days=8))

    work(NOW)

    (letter,) = letters(w.facilitator.person)
    assert text_of(letter).count("Please call them.") == 3
    assert letters(w.person) == []


def test_what_was_kept_meanwhile_is_not_told():
    w = world()
    promise = w.promise(person=w.person, due=TODAY - dt.timedelta(days=1))
    ladder.follow_the_ladder(NOW)
    keep_commitment(
        promise, evidence="It hangs in the hall.", today=TODAY, version=promise.version, by=w.person
    )

    assert tasks.write_late(NOW) == 0


def test_nobody_is_written_to_at_night_nor_on_the_day_of_the_digest():
    w = world()
    w.promise(person=w.person, due=TODAY - dt.timedelta(days=1))
    ladder.follow_the_ladder(NOW)

    assert tasks.write_late(NOW - dt.timedelta(hours=8)) == 0
    assert tasks.write_digests(NOW) == 1
    assert tasks.write_late(NOW + dt.timedelta(hours=1)) == 0
    assert tasks.write_late(day(1)) == 1


def test_who_wants_no_mail_gets_none_and_the_step_is_taken_all_the_same():
    w = world()
    promise = w.promise(person=w.person, due=TODAY - dt.timedelta(days=1))
    MailChoiceFactory(initiative=w.initiative, person=w.person, what="nothing")

    assert work(NOW) == 0

    assert promise.steps.count() == 1


def test_the_letters_of_one_initiative_say_nothing_of_another():
    w, other = world(), world()
    w.promise(person=w.person, what="Ours", due=TODAY - dt.timedelta(days=1))
    other.promise(person=other.person, what="Theirs", due=TODAY - dt.timedelta(days=1))

    assert work(NOW) == 2

    assert "Theirs" not in text_of(letters(w.person)[0])
    assert "Ours" not in text_of(letters(other.person)[0])
