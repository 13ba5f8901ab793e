"""How many minutes were asked of each member within four weeks, by stated estimates (R-CM-07)."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from longtable.accountability.models import Commitment
from longtable.communication.estimates import ESTIMATES, KINDS
from longtable.communication.models import Digest
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Membership
from longtable.tables.models import Elector, Holding, Meeting, Minutes, Table

WINDOW = dt.timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of one member: minutes by kind (see `estimates.KINDS`), and in all."""

    membership: Membership
    by_kind: dict[str, int]

    @property
    def minutes(self) -> int:
        """Return all minutes together."""
        return sum(self.by_kind.values())

    @property
    def lines(self) -> list[tuple[str, int]]:
        """Return the kinds that were asked, in words, with their minutes."""
        return [(str(KINDS[kind]), self.by_kind[kind]) for kind in KINDS if self.by_kind.get(kind)]


def asked_of(membership: Membership, *, now: dt.datetime) -> Asked:
    """Return the minutes asked of one member, to be shown to themselves: a caucus's count too."""
    return _count(membership, now=now, tables=Q())


def asked_of_each(initiative: Initiative, *, now: dt.datetime) -> list[Asked]:
    """Return the minutes asked of every member, most first, for the backbone: without a caucus."""
    open_ones = ~Q(kind=Table.Kind.CAUCUS)
    found = [_count(one, now=now, tables=open_ones) for one in initiatives.people_in(initiative)]
    return sorted(found, key=lambda one: (-one.minutes, str(one.membership.person)))


def _count(membership: Membership, *, now: dt.datetime, tables: Q) -> Asked:
    since, today = now - WINDOW, timezone.localdate(now)
    seen = Table.objects.filter(tables, initiative=membership.initiative)
    person = membership.person
    seats = Holding.objects.filter(
        person=person, part=Holding.Part.PRINCIPAL, until=None, seat__table__in=seen
    ).values("seat")
    held = Meeting.objects.filter(
        series__table__seats__in=seats,
        state=Meeting.State.CLOSED,
        day__range=(today - WINDOW, today),
    ).distinct()
    decisions = Elector.objects.filter(seat__in=seats, decision__opened__range=(since, now))
    written = Minutes.objects.filter(
        meeting__series__table__seats__in=seats, out__range=(since, now)
    ).distinct()
    promises = Commitment.objects.filter(
        Q(table=None) | Q(table__in=seen),
        initiative=membership.initiative,
        person=person,
        due__range=(today - WINDOW, today),
    )
    digests = Digest.objects.filter(
        person=person, initiative=membership.initiative, is_sent=True, written__range=(since, now)
    )
    by_kind = Counter(meeting=sum(meeting.minutes for meeting in held))
    by_kind["decision"] = ESTIMATES["decision"] * decisions.count()
    by_kind["minutes"] = ESTIMATES["minutes"] * written.count()
    by_kind["promise"] = ESTIMATES["promise"] * promises.count()
    by_kind["digest"] = ESTIMATES["digest"] * digests.count()
    return Asked(membership, dict(by_kind))
