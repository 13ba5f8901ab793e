"""Standards of communication, participation and results, counted from traces for everyone."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from longtable.accountability.queries.board import owners_of
from longtable.accounts.models import Person
from longtable.initiative.models import Initiative, Organization
from longtable.submissions.queries.status import reported
from longtable.tables import queries as tables
from longtable.tables.models import Table


@dataclass(frozen=True, slots=True)
class Traces:
    """One owner: minutes and answers in time, seats filled by their holder, files taken in.

    None where a standard is not about this kind of owner.
    """

    owner: Organization | Table
    minutes: tables.Share | None
    answers: tables.Share | None
    attendance: tables.Share
    files: int | None


def traces(
    initiative: Initiative, *, person: Person | None, since: dt.date, today: dt.date
) -> list[Traces]:
    """Return what everyone left behind in one time, the backbone and steering committee first.

    Of files only that they were taken in is known here, and never what they say.
    """
    asked = tables.questions_asked(initiative, since=since, until=today)
    held = tables.meetings_held(initiative, since=since, until=today)
    taken = Counter(one.organization.pk for one in reported(initiative) if one.state == "accepted")
    found = []
    for owner in owners_of(initiative, person):
        if isinstance(owner, Table):
            if owner.is_closed:
                continue
            own = [meeting for meeting in held if meeting.series.table_id == owner.pk]
            share = tables.minutes_on_time(own)
            theirs = [one for one in asked if one.meeting.series.table_id == owner.pk]
            answers = tables.answered_on_time(theirs, today=today)
            found.append(Traces(owner, share, answers, tables.filled_in_person(own), None))
        else:
            attended = tables.filled_in_person(held, organization=owner.pk)
            found.append(Traces(owner, None, None, attended, taken[owner.pk]))
    return found
