import datetime as dt
import io

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from longtable.record.acting import Refusal
from longtable.record.models import Letter
from longtable.tables import actions, queries
from longtable.tables.sources import tells_promises
from tests.factories import (
    AttendanceFactory,
    DecisionFactory,
    HoldingFactory,
    ItemFactory,
    MeetingFactory,
    MembershipFactory,
    ParkedItemFactory,
    SeatFactory,
    SeriesFactory,
    TableFactory,
)

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 10, 20, tzinfo=dt.UTC)


@pytest.fixture
def table():
    return TableFactory(name="Reading table")


@pytest.fixture
def meeting(table):
    return MeetingFactory(series=SeriesFactory(table=table), day=dt.date(2026, 3, 10))


@pytest.fixture
def facilitator(table):
    return MembershipFactory(initiative=table.initiative, facilitator=True).person


def seat(table, name, language="en"):
    """Return a seat and who holds it."""
    person = MembershipFactory(initiative=table.initiative).person
    person.language = language
    person.save()
    made = SeatFactory(table=table, name=name)
    HoldingFactory(seat=made, person=person, name=f"Holder of {name}")
    return made, person


def close(meeting, by):
    actions.close_meeting(meeting, now=NOW, by=by)
    return meeting


def made(meeting, by):
    close(meeting, by)
    return actions.make_minutes(meeting, language="en", by=by)


def test_minutes_are_made_from_the_record(table, meeting, facilitator):
    parents, _ = seat(table, "Parents")
    AttendanceFactory(meeting=meeting, seat=parents, is_remote=True)
    AttendanceFactory(meeting=meeting, seat=SeatFactory(table=table, name="City"), who="nobody")
    ItemFactory(meeting=meeting, title="Buses", note="El autobús llega tarde.", outcome="done")
    ItemFactory(meeting=meeting, title="Books")
    DecisionFactory(
        table=table, meeting=meeting, question="Pay?", state="closed", outcome="adopted"
    )
    ParkedItemFactory(series=meeting.series, meeting=meeting, title="Summer")
    close(meeting, facilitator)

    text = actions.make_minutes(meeting, language="es", by=facilitator).text

    for words in (
        "Parents: Holder of Parents",
        "City: ",
        "Buses",
        "El autobús llega tarde.",
        "Pay?",
        "- Summer",
    ):
        assert words in text


def test_promises_come_from_whoever_keeps_them(meeting, facilitator, monkeypatch):
    monkeypatch.setattr("longtable.tables.sources._TELL", {})
    tells_promises("test")(lambda one: [f"Open a room for {one.table}"])

    minutes = made(meeting, facilitator)

    assert "## What was promised\n- Open a room for Reading table" in minutes.text


def test_minutes_of_a_meeting_that_is_not_over_are_not_made(meeting, facilitator):
    with pytest.raises(Refusal, match="Close the meeting first"):
        actions.make_minutes(meeting, language="en", by=facilitator)


def test_more_than_half_of_the_seats_approve_and_then_nothing_changes(table, meeting, facilitator):
    seats = [seat(table, name) for name in "abc"]
    minutes = made(meeting, facilitator)
    actions.send_out_minutes(minutes, now=NOW, version=1, by=facilitator)

    for number, (one, person) in enumerate(seats[:2]):
        minutes.refresh_from_db()
        assert minutes.state == "out", number
        actions.answer_minutes(minutes, one, correction="", now=NOW, by=person)

    minutes.refresh_from_db()
    assert minutes.state == "approved"
    with pytest.raises(Refusal, match="never changed"):
        actions.change_minutes(minutes, "Other", version=minutes.version, by=facilitator)


def test_a_correction_holds_the_minutes_up_until_a_new_text_goes_out(table, meeting, facilitator):
    (one, person), (other, second) = seat(table, "a"), seat(table, "b")
    minutes = made(meeting, facilitator)
    actions.send_out_minutes(minutes, now=NOW, version=1, by=facilitator)
    actions.answer_minutes(minutes, one, correction="I was there.", now=NOW, by=person)
    actions.answer_minutes(minutes, other, correction="", now=NOW, by=second)
    minutes.refresh_from_db()
    assert minutes.state == "out"

    actions.change_minutes(minutes, "Better", version=minutes.version, by=facilitator)
    actions.send_out_minutes(minutes, now=NOW, version=minutes.version, by=facilitator)

    assert not queries.approvals_of(minutes)
    for which, who in ((one, person), (other, second)):
        actions.answer_minutes(minutes, which, correction="", now=NOW, by=who)
    minutes.refresh_from_db()
    assert minutes.state == "approved"


def test_nobody_approves_a_text_that_they_did_not_see(table, meeting, facilitator):
    one, person = seat(table, "a")
    minutes = made(meeting, facilitator)
    actions.send_out_minutes(minutes, now=NOW, version=1, by=facilitator)
    seen = queries.minutes_of(meeting)
    actions.change_minutes(minutes, "Worse", version=2, by=facilitator)
    actions.send_out_minutes(minutes, now=NOW, version=3, by=facilitator)

    with pytest.raises(Refusal, match="Look again"):
        actions.answer_minutes(seen, one, correction="", now=NOW, by=person)


def test_the_note_goes_to_each_in_their_language_once(table, meeting, facilitator):
    _, english = seat(table, "a")
    _, spanish = seat(table, "b", "es")
    ItemFactory(meeting=meeting, title="Buses")
    close(meeting, facilitator)

    actions.make_notes(meeting, now=NOW, by=facilitator)
    actions.make_notes(meeting, now=NOW, by=facilitator)
    notes = {note.language: note for note in queries.notes_of(meeting)}
    assert set(notes) == {"en", "es"}
    actions.change_note(notes["en"], "Thank you, all.", version=1, by=facilitator)
    actions.send_note(notes["en"], now=NOW, version=2, by=facilitator)
    actions.send_note(notes["es"], now=NOW, version=1, by=facilitator)

    assert sorted(letter.to for letter in Letter.objects.all()) == sorted(
        [english.email, spanish.email]
    )
    assert b"Thank you, all." in bytes(Letter.objects.get(to=english.email).message)
    with pytest.raises(Refusal, match="sent already"):
        actions.send_note(notes["en"], now=NOW, version=3, by=facilitator)


def test_who_may_read_minutes_when(table, meeting, facilitator):
    _, person = seat(table, "a")
    minutes = made(meeting, facilitator)
    where = reverse("tables:minutes", args=(table.initiative.slug, table.slug, meeting.day))
    member, visitor = Client(), Client()
    member.force_login(person)

    def seen():
        return [client.get(where).status_code for client in (member, visitor)]

    assert seen() == [404, 404]
    actions.send_out_minutes(minutes, now=NOW, version=1, by=facilitator)
    assert seen() == [200, 404]
    actions.answer_minutes(minutes, person.holdings.get().seat, correction="", now=NOW, by=person)
    assert seen() == [200, 404]
    meeting.is_open = True
    meeting.save()
    assert seen() == [200, 200]


def test_minutes_on_paper_are_tagged(table, meeting, facilitator):
    minutes = made(meeting, facilitator)
    minutes.text = "Intro #x *y* $z\n## Head\n- one\n- two"
    minutes.save()
    client = Client()
    client.force_login(facilitator)
    route = "tables:minutes_pdf"
    where = reverse(route, args=(table.initiative.slug, table.slug, meeting.day))

    reader = PdfReader(io.BytesIO(client.get(where).content))

    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Intro #x *y* $z" in reader.pages[0].extract_text()


def test_a_meeting_is_written_up_on_the_pages(table, meeting, facilitator):
    one, person = seat(table, "a")
    close(meeting, facilitator)
    args = (table.initiative.slug, table.slug, meeting.day)
    here, write = reverse("tables:after", args=args), reverse("tables:write_after", args=args)
    by, member = Client(), Client()
    by.force_login(facilitator)
    member.force_login(person)

    by.post(write, {"do": "notes"})
    by.post(write, {"do": "send", "language": "en", "version": "1"})
    by.post(write, {"do": "minutes"})
    by.post(write, {"do": "out", "version": "1"})
    assert "Answer for this seat" in member.get(here).content.decode()
    said = {"do": "answer", "seat": one.pk, "version": "2", "correction": ""}
    member.post(write, said)

    assert queries.minutes_of(meeting).state == "approved"
    assert "Sent" in by.get(here).content.decode()
