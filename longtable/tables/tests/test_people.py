import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from longtable.record.acting import Refusal
from longtable.record.models import Entry
from longtable.tables import actions, queries
from longtable.tables.models import PrivateNote, Tension
from longtable.tables.tasks import forget_notes
from tests.factories import (
    AttendanceFactory,
    HoldingFactory,
    ItemFactory,
    MeetingFactory,
    MembershipFactory,
    SeatFactory,
    SeriesFactory,
    TableFactory,
    TensionFactory,
)

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 10, 20, tzinfo=dt.UTC)
WORDS = "Left in tears after the item on buses"


@pytest.fixture
def table():
    return TableFactory()


@pytest.fixture
def facilitator(table):
    return MembershipFactory(initiative=table.initiative, facilitator=True).person


def seat(table, name):
    person = MembershipFactory(initiative=table.initiative).person
    made = SeatFactory(table=table, name=name)
    HoldingFactory(seat=made, person=person, name=f"Holder of {name}")
    return made, person


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_a_tension_counts_once_another_seat_confirms_it(table):
    (one, first), (other, second) = seat(table, "a"), seat(table, "b")
    raised = actions.Raised("Nobody asked us.", seat=one)
    tension = actions.raise_tension(table, raised, now=NOW, by=first)

    with pytest.raises(Refusal, match="Another seat"):
        actions.confirm_tension(tension, one, version=1, by=first)
    actions.confirm_tension(tension, other, version=1, by=second)

    assert tension.confirmed_by == other
    with pytest.raises(Refusal, match="already"):
        actions.confirm_tension(tension, other, version=2, by=second)


def test_who_holds_two_seats_does_not_confirm_their_own(table):
    one, first = seat(table, "a")
    other = SeatFactory(table=table)
    HoldingFactory(seat=other, person=first)
    raised = actions.Raised("Nobody asked us.", seat=one)
    tension = actions.raise_tension(table, raised, now=NOW, by=first)

    with pytest.raises(Refusal, match="Another seat"):
        actions.confirm_tension(tension, other, version=1, by=first)


def test_nobody_raises_a_tension_from_the_seat_of_another(table):
    (one, _first), (_other, second) = seat(table, "a"), seat(table, "b")

    with pytest.raises(Refusal):
        actions.raise_tension(table, actions.Raised("Theirs", seat=one), now=NOW, by=second)
    with pytest.raises(Refusal, match="ask the facilitator"):
        actions.raise_tension(table, actions.Raised("Nameless"), now=NOW, by=second)


def test_what_came_of_it_is_said_and_its_age_stops(table, facilitator):
    tension = TensionFactory(table=table, opened=NOW - dt.timedelta(days=12))
    assert queries.days_open(tension, now=NOW) == 12

    said = {"learned": True, "now": NOW, "by": facilitator}
    with pytest.raises(Refusal, match="what came of it"):
        actions.settle_tension(tension, " ", version=1, **said)
    actions.settle_tension(tension, "We ask first.", version=1, **said)

    assert tension.state == Tension.State.LEARNED
    assert queries.days_open(tension, now=NOW + dt.timedelta(days=9)) == 12


def test_only_those_who_sit_there_see_tensions(table, facilitator):
    _, inside = seat(table, "a")
    outside = MembershipFactory(initiative=table.initiative).person
    TensionFactory(table=table, text="Nobody asked us.")
    where = reverse("tables:tensions", args=(table.initiative.slug, table.slug))

    assert b"Nobody asked us." in signed_in(inside).get(where).content
    assert signed_in(facilitator).get(where).status_code == 200
    assert signed_in(outside).get(where).status_code == 404


def test_a_tension_goes_its_way_on_the_page(table, facilitator):
    (one, first), (other, second) = seat(table, "a"), seat(table, "b")
    where = reverse("tables:tensions", args=(table.initiative.slug, table.slug))

    signed_in(first).post(where, {"text": "Nobody asked us.", "seat": one.pk})
    tension = Tension.objects.get()
    here = reverse("tables:tension", args=(table.initiative.slug, table.slug, tension.pk))
    signed_in(second).post(here, {"do": "confirm", "seat": other.pk, "version": "1"})
    settled = {"do": "settled", "outcome": "We ask first.", "version": "2"}
    signed_in(facilitator).post(here, settled)

    page = signed_in(first).get(where).content.decode()
    assert "We ask first." in page
    assert "after 0 days" in page


def three_meetings(table):
    series = SeriesFactory(table=table)
    days = [dt.date(2026, month, 10) for month in (1, 2, 3)]
    return [MeetingFactory(series=series, day=day, state="closed") for day in days]


def test_who_was_not_heard_for_three_meetings(table):
    heard, silent, absent = (seat(table, name)[0] for name in ("heard", "silent", "absent"))
    SeatFactory(table=table, name="empty chair")
    assert queries.unheard_at(table) == []
    for meeting in three_meetings(table):
        for one in (heard, silent):
            AttendanceFactory(meeting=meeting, seat=one)
        AttendanceFactory(meeting=meeting, seat=absent, who="nobody")
    ItemFactory(meeting=meeting, originator=heard)

    found = [(str(one.seat), one.was_absent) for one in queries.unheard_at(table)]

    assert found == [("silent", False), ("absent", True)]


def kept(table, by, **said):
    private = actions.Private("bruised", WORDS, **said)
    actions.keep_note(table.initiative, private, now=NOW, by=by)
    return PrivateNote.objects.latest("pk")


def test_a_note_is_open_to_who_wrote_it_alone(table, facilitator):
    other = MembershipFactory(initiative=table.initiative, facilitator=True).person
    note = kept(table, facilitator)
    where = reverse("tables:keeping_up", args=(table.initiative.slug,))

    assert WORDS.encode() not in bytes(note.sealed)
    assert b"bruised" not in bytes(note.sealed)
    (mine,) = queries.notes_kept_by(facilitator, table.initiative, now=NOW)
    assert (mine.kind, mine.text) == ("bruised", WORDS)
    assert queries.notes_kept_by(other, table.initiative, now=NOW) == []
    PrivateNote.objects.update(expires=dt.datetime(2099, 1, 1, tzinfo=dt.UTC))
    assert WORDS.encode() in signed_in(facilitator).get(where).content
    assert WORDS.encode() not in signed_in(other).get(where).content
    theirs = reverse("tables:finish_note", args=(table.initiative.slug, note.pk))
    assert signed_in(other).post(theirs).status_code == 404
    with pytest.raises(Refusal, match="not there"):
        actions.finish_note(note, by=other)


def test_another_facilitators_key_opens_nothing(table, facilitator):
    other = MembershipFactory(initiative=table.initiative, facilitator=True).person
    kept(table, facilitator)

    PrivateNote.objects.update(facilitator=other)

    (moved,) = queries.notes_kept_by(other, table.initiative, now=NOW)
    assert (moved.kind, moved.text) == ("", "")


def test_the_record_of_the_initiative_does_not_say_that_there_is_a_note(table, facilitator):
    kept(table, facilitator)

    assert not Entry.objects.filter(initiative=table.initiative_id, verb__contains="note").exists()


def test_a_note_is_gone_when_it_is_done_or_its_time_is_over(table, facilitator):
    actions.finish_note(kept(table, facilitator), by=facilitator)
    assert not PrivateNote.objects.exists()
    kept(table, facilitator, keep=dt.timedelta(days=30))

    assert forget_notes(NOW + dt.timedelta(days=29)) == 0
    assert queries.notes_kept_by(facilitator, table.initiative, now=NOW + dt.timedelta(31)) == []
    assert forget_notes(NOW + dt.timedelta(days=30)) == 1


def test_who_runs_no_table_keeps_no_notes(table):
    _, member = seat(table, "a")

    with pytest.raises(Refusal, match="private notes"):
        kept(table, member)
    where = reverse("tables:keeping_up", args=(table.initiative.slug,))
    assert signed_in(member).get(where).status_code == 404
