"""Write minutes and have them approved; write the note after a meeting and send it."""

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.record.acting import Refusal, action, save_if_unchanged
from longtable.tables import letters, minuting, permissions, queries
from longtable.tables.models import FollowUp, Meeting, Minutes, MinutesApproval, Seat

_FRAME = "en"


@action("made")
def make_minutes(meeting: Meeting, *, language: str, by: Person) -> Minutes:
    """Make a draft of the minutes from the record, with its frame in this language."""
    permissions.may_run(meeting.table, by=by)
    _over(meeting)
    if queries.minutes_of(meeting):
        raise Refusal(_("These minutes were begun already."))
    return Minutes.objects.create(
        meeting=meeting, text=minuting.minutes_text(meeting, language=language)
    )


@action("changed")
def change_minutes(minutes: Minutes, text: str, *, version: int, by: Person) -> Minutes:
    """Save the text. What was out for approval is a draft again: it goes out anew."""
    permissions.may_run(minutes.meeting.table, by=by)
    if minutes.state == Minutes.State.APPROVED:
        raise Refusal(_("Approved minutes are never changed. Bring a correction as an item."))
    said = {"text": text, "state": Minutes.State.DRAFT}
    save_if_unchanged(minutes, said, version=version)
    return minutes


@action("sent out")
def send_out_minutes(minutes: Minutes, *, now: dt.datetime, version: int, by: Person) -> Minutes:
    """Put the draft before the members. What they said of an earlier text counts no more."""
    permissions.may_run(minutes.meeting.table, by=by)
    if minutes.state != Minutes.State.DRAFT:
        raise Refusal(_("Only a draft goes out for approval."))
    said = {"state": Minutes.State.OUT, "out": now}
    save_if_unchanged(minutes, said, version=version)
    minutes.approvals.all().delete()
    return minutes


@action("answered")
def answer_minutes(
    minutes: Minutes, seat: Seat, *, correction: str, now: dt.datetime, by: Person
) -> MinutesApproval:
    """Approve the minutes for a seat, or ask for a correction in words.

    They are approved once more than half of the held seats approve and none asks for a correction.
    """
    permissions.may_speak_for(seat, by=by)
    if seat.table_id != minutes.meeting.series.table_id:
        raise Refusal(_("Choose a seat of this table."))
    locked = Minutes.objects.select_for_update().get(pk=minutes.pk)
    if locked.state != Minutes.State.OUT or locked.version != minutes.version:
        raise Refusal(_("These minutes are not out for approval as you saw them. Look again."))
    said = {
        "approves": not correction.strip(),
        "correction": correction.strip(),
        "by": by,
        "at": now,
    }
    answer, _made = MinutesApproval.objects.update_or_create(
        minutes=locked, seat=seat, defaults=said
    )
    _approve_if_enough(locked, now=now)
    return answer


@action("made the notes after")
def make_notes(meeting: Meeting, *, now: dt.datetime, by: Person) -> Meeting:
    """Make the note after a meeting from the record, in each language that its seats speak."""
    permissions.may_run(meeting.table, by=by)
    _over(meeting)
    there = {note.language for note in queries.notes_of(meeting)}
    spoken = {_language(one.person) for one in queries.invited_to(meeting.table)} | {_FRAME}
    for language in sorted(spoken - there):
        text = minuting.follow_up_text(meeting, language=language)
        FollowUp.objects.create(meeting=meeting, language=language, text=text, made=now)
    return meeting


@action("changed")
def change_note(note: FollowUp, text: str, *, version: int, by: Person) -> FollowUp:
    """Save the text of a note that was not sent yet."""
    permissions.may_run(note.meeting.table, by=by)
    _unsent(note)
    save_if_unchanged(note, {"text": text}, version=version)
    return note


@action("sent")
def send_note(note: FollowUp, *, now: dt.datetime, version: int, by: Person) -> FollowUp:
    """Send a note to all who hold a seat or stand in and read its language."""
    permissions.may_run(note.meeting.table, by=by)
    _unsent(note)
    save_if_unchanged(note, {"sent": now}, version=version)
    for holding in queries.invited_to(note.meeting.table):
        if holding.person and _language(holding.person) == note.language:
            letters.write_follow_up(note, holding.person)
    return note


def _approve_if_enough(minutes: Minutes, *, now: dt.datetime) -> None:
    said = list(queries.approvals_of(minutes))
    agreed = sum(one.approves for one in said)
    if agreed == len(said) and agreed >= queries.approvals_needed(minutes):
        done = {"state": Minutes.State.APPROVED, "approved": now}
        save_if_unchanged(minutes, done, version=minutes.version)


def _language(person: Person | None) -> str:
    """Return the language of somebody's notes: one that our frame is written in."""
    ours = {code for code, _name in settings.LANGUAGES}
    return person.language if person and person.language in ours else _FRAME


def _over(meeting: Meeting) -> None:
    if meeting.state != Meeting.State.CLOSED:
        raise Refusal(_("Close the meeting first: this is made from its record."))


def _unsent(note: FollowUp) -> None:
    if note.sent:
        raise Refusal(_("This note was sent already."))
