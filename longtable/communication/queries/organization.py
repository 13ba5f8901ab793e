"""A month of one organization, on one page: what its people have to do, and nothing else."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from longtable.accountability import queries as accountability
from longtable.accountability.models import Commitment
from longtable.agenda import queries as agenda
from longtable.agenda.models import OwnChange
from longtable.communication import elsewhere
from longtable.communication.line import Line, where
from longtable.communication.queries.waiting import waiting_for
from longtable.initiative.models import Membership, Organization
from longtable.tables import queries as tables
from longtable.tables.models import Meeting


@dataclass(frozen=True, slots=True)
class Promised:
    """An open promise, and what its people may do about it now."""

    promise: Commitment
    is_late: bool
    may_answer: bool


@dataclass(frozen=True, slots=True)
class Month:
    """What an organization promised, what waits, was sent and changed, and when its seats meet."""

    organization: Organization
    promised: list[Promised]
    waiting: list[Line]
    sent: list[elsewhere.Sent]
    changes: list[OwnChange]
    meetings: list[Meeting]


def month_of(membership: Membership, *, now: dt.datetime) -> Month | None:
    """Return the month of somebody's organization, as they may see it; None if they have none."""
    organization, today = membership.organization, timezone.localdate(now)
    if organization is None:
        return None
    person, initiative = membership.person, membership.initiative
    seen = accountability.commitments_visible_to(person, initiative)
    promises = seen.filter(organization=organization, state=Commitment.State.OPEN)
    pages = {where("accountability:promise", initiative.slug, row.pk) for row in promises}
    waiting = waiting_for(person, initiative, now=now)
    return Month(
        organization=organization,
        promised=[
            Promised(row, row.due < today, accountability.answers_for(person, row))
            for row in promises
        ],
        waiting=[line for line in waiting if line.address not in pages],
        sent=elsewhere.sent_by(person, organization),
        changes=list(
            agenda.own_changes(initiative).filter(organization=organization, year=today.year)
        ),
        meetings=_meetings(membership, today=today),
    )


def _meetings(membership: Membership, *, today: dt.date) -> list[Meeting]:
    seen = tables.tables_visible_to(membership.person, membership.initiative)
    coming = Meeting.objects.filter(
        series__table__in=seen,
        series__table__seats__organization=membership.organization,
        series__table__seats__ended=None,
        state__in=[Meeting.State.PLANNED, Meeting.State.LIVE],
        day__gte=today,
    )
    found = coming.select_related("series__table").distinct().order_by("day", "starts")
    return list(found[:5])
