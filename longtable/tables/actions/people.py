"""Raise, confirm and settle tensions; keep private notes on whom to call."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.accounts.models import Person
from longtable.initiative.models import Initiative
from longtable.record.acting import Refusal, action, save_if_unchanged
from longtable.tables import permissions, queries
from longtable.tables.models import Meeting, PrivateNote, Seat, Table, Tension
from longtable.tables.sealing import seal_note

KINDS = {
    "bruised": gettext_lazy("Left bruised"),
    "call": gettext_lazy("Asked for a call"),
    "silent": gettext_lazy("Was not heard"),
    "other": gettext_lazy("Something else"),
}
LONGEST = dt.timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Raised:
    """What a tension is about, from which seat, and by which door."""

    text: str
    seat: Seat | None = None
    door: str = Tension.Door.ROOM
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True)
class Private:
    """What a facilitator wants to remember, of what kind, about which seat, for how long."""

    kind: str
    text: str
    seat: Seat | None = None
    keep: dt.timedelta = dt.timedelta(days=90)


@action("raised")
def raise_tension(table: Table, raised: Raised, *, now: dt.datetime, by: Person) -> Tension:
    """Raise a tension: in the room from one's own seat, or through the facilitator for others."""
    permissions.may_raise(table, raised.seat, raised.door, by=by)
    if not raised.text.strip():
        raise Refusal(_("Say in a sentence what it is about."))
    return Tension.objects.create(
        table=table,
        meeting=raised.meeting,
        text=raised.text.strip(),
        door=raised.door,
        raised_by=raised.seat,
        opened=now,
    )


@action("confirmed")
def confirm_tension(tension: Tension, seat: Seat, *, version: int, by: Person) -> Tension:
    """Confirm from another seat that it matters: from then on it counts."""
    permissions.may_speak_for(seat, by=by)
    raised_by = tension.raised_by
    if seat.table_id != tension.table_id:
        raise Refusal(_("Choose a seat of this table."))
    if raised_by and (raised_by == seat or queries.speaks_for_seat(by, raised_by)):
        raise Refusal(_("Another seat has to confirm it."))
    if tension.from_table and queries.sits_at(by, tension.from_table):
        raise Refusal(_("Somebody who does not sit at the table it came from has to confirm it."))
    if tension.confirmed_by_id or tension.state != Tension.State.OPEN:
        raise Refusal(_("This tension was confirmed or settled already."))
    save_if_unchanged(tension, {"confirmed_by": seat}, version=version)
    return tension


@action("settled")
def settle_tension(
    tension: Tension, outcome: str, *, learned: bool, now: dt.datetime, version: int, by: Person
) -> Tension:
    """Say what came of a tension: settled, or not settled but learned from."""
    permissions.may_run(tension.table, by=by)
    if tension.state != Tension.State.OPEN:
        raise Refusal(_("This tension was settled already."))
    if not outcome.strip():
        raise Refusal(_("Say what came of it."))
    state = Tension.State.LEARNED if learned else Tension.State.SETTLED
    said = {"state": state, "outcome": outcome.strip(), "settled": now}
    save_if_unchanged(tension, said, version=version)
    return tension


@action("kept a private note")
def keep_note(initiative: Initiative, private: Private, *, now: dt.datetime, by: Person) -> Person:
    """Keep a note for oneself: sealed, and deleted when its time is over.

    The record says only that somebody kept a note, in no initiative's record: others must not
    see that there is one.
    """
    permissions.may_keep_notes(initiative, private.seat, by=by)
    if private.kind not in KINDS or not dt.timedelta() < private.keep <= LONGEST:
        raise Refusal(_("Choose what it is about, and for how long, at most half a year."))
    PrivateNote.objects.create(
        initiative=initiative,
        facilitator=by,
        seat=private.seat,
        sealed=seal_note(private.kind, private.text, facilitator=by.pk),
        written=now,
        expires=now + private.keep,
    )
    return by


@action("was done with a private note")
def finish_note(note: PrivateNote, *, by: Person) -> Person:
    """Be done with one's own note: it is deleted at once."""
    permissions.may_finish(note, by=by)
    note.delete()
    return by
