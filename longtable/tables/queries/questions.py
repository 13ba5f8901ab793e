"""What people wrote to a meeting from far away, and whether they were answered in time."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from longtable.agenda.queries import terms_in_force
from longtable.initiative.models import Initiative
from longtable.tables.models import Meeting, Message, Table
from longtable.tables.queries.traces import Share

ASKS = (Message.Kind.WORD, Message.Kind.CALL)


def questions_of(meeting: Meeting) -> QuerySet[Message]:
    """Return the words and wishes for a call that nobody has answered, the oldest first."""
    return meeting.messages.filter(kind__in=ASKS, answered=None).order_by("came", "pk")


def questions_at(tables: Iterable[Table], *, since: dt.date) -> list[Message]:
    """Return what still waits for an answer from meetings that are over, since a day."""
    found = Message.objects.filter(
        kind__in=ASKS,
        answered=None,
        meeting__series__table__in=tables,
        meeting__state=Meeting.State.CLOSED,
        meeting__day__gte=since,
    )
    return list(found.select_related("meeting__series__table__initiative").order_by("came", "pk"))


def questions_asked(
    initiative: Initiative | None = None, *, since: dt.date, until: dt.date
) -> list[Message]:
    """Return all that was asked from one day to before another, of open tables."""
    found = Message.objects.filter(
        kind__in=ASKS, came__date__gte=since, came__date__lt=until
    ).exclude(meeting__series__table__kind=Table.Kind.CAUCUS)
    if initiative is not None:
        found = found.filter(meeting__series__table__initiative=initiative)
    return list(found.select_related("meeting__series__table__initiative").order_by("came", "pk"))


def answer_due(message: Message) -> dt.date:
    """Return the day by which a question is answered, by the charter in force when it came."""
    came = message.came.astimezone(message.meeting.clock).date()
    terms = terms_in_force(message.meeting.table.initiative, on=came)
    return came + dt.timedelta(days=terms.reply_days)


def is_answered_in_time(message: Message) -> bool:
    """Whether a question was answered by its day."""
    answered = message.answered
    if answered is None:
        return False
    return answered.astimezone(message.meeting.clock).date() <= answer_due(message)


def answered_on_time(asked: Iterable[Message], *, today: dt.date) -> Share:
    """Return how many questions were answered in time, of those answered or due before today."""
    counted = [one for one in asked if one.answered or answer_due(one) < today]
    return Share(sum(map(is_answered_in_time, counted)), len(counted))
