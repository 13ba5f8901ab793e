"""Send items, tensions and objections from one table, such as a caucus, to another.

They go in the name of the table. The record of the initiative says that the table did it; who of
its people pressed the button stands in no initiative's record.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.record.acting import Refusal, action
from longtable.tables import permissions
from longtable.tables.models import Decision, Item, Meeting, Objection, Purpose, Table, Tension


@dataclass(frozen=True, slots=True)
class Sent:
    """An item for another table: what it is about, the question, why, and how long it takes."""

    title: str
    question: str = ""
    purpose: str = Purpose.TENSION.value
    minutes: int = 10


def send_item(meeting: Meeting, table: Table, said: Sent, *, by: Person) -> Item:
    """Put an item on the agenda of another table."""
    permissions.may_send(table, meeting.table, by=by)
    if meeting.state not in {Meeting.State.PLANNED, Meeting.State.LIVE}:
        raise Refusal(_("This meeting is over: its agenda stays as it is."))
    if not said.title.strip():
        raise Refusal(_("Give the item a title."))
    with transaction.atomic():
        _spoke_for(table, meeting.table, by=by)
        return _bring(meeting, said, by=table)


def send_tension(to: Table, table: Table, text: str, *, now: dt.datetime, by: Person) -> Tension:
    """Raise a tension at another table. A seat there has to confirm it, as any other."""
    permissions.may_send(table, to, by=by)
    if not text.strip():
        raise Refusal(_("Say in a sentence what it is about."))
    with transaction.atomic():
        _spoke_for(table, to, by=by)
        return _raise(to, text.strip(), now=now, by=table)


def object_for_table(
    decision: Decision, table: Table, *, reason: str, now: dt.datetime, by: Person
) -> Objection:
    """Object from another table, such as a caucus, to what is being decided."""
    permissions.may_send(table, decision.table, by=by)
    if decision.state != Decision.State.OPEN:
        raise Refusal(_("Another table objects while a decision is open."))
    if not reason.strip():
        raise Refusal(_("Say why."))
    with transaction.atomic():
        _spoke_for(table, decision.table, by=by)
        return _object(decision, reason.strip(), now=now, by=table)


@action("brought")
def _bring(meeting: Meeting, said: Sent, *, by: Table) -> Item:
    last = meeting.items.aggregate(last=Max("position"))["last"]
    return Item.objects.create(
        meeting=meeting,
        position=0 if last is None else last + 1,
        title=said.title.strip(),
        question=said.question.strip(),
        purpose=said.purpose,
        planned_minutes=said.minutes,
        originator_name=by.name,
        from_table=by,
    )


@action("raised")
def _raise(to: Table, text: str, *, now: dt.datetime, by: Table) -> Tension:
    return Tension.objects.create(
        table=to, text=text, door=Tension.Door.TABLE, from_table=by, opened=now
    )


@action("objected")
def _object(decision: Decision, reason: str, *, now: dt.datetime, by: Table) -> Objection:
    return Objection.objects.create(decision=decision, from_table=by, reason=reason, at=now)


@action("sent something in the name of a table")
def _spoke_for(table: Table, to: Table, *, by: Person) -> Person:
    """Keep who spoke for a table where no initiative's record shows it."""
    permissions.may_send(table, to, by=by)
    return by
