"""How many minutes were asked of each member within four weeks, by stated estimates (R-CM-07)."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from django.db.models import Q, QuerySet
from django.utils import timezone

from longtable.accountability.models import Commitment
from longtable.communication.estimates import ESTIMATES, KINDS
from longtable.communication.models import Digest
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Membership
from longtable.tables.models import Elector, Holding, Meeting, Minutes, Table

WINDOW = dt.timedelta(days=28)
Days = tuple[dt.date, dt.date]
Ask = tuple[int, str, int]  # who, for what, how many minutes
OPEN = ~Q(kind=Table.Kind.CAUCUS)


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
    found = minutes_asked(membership.initiative, *_window(now), tables=Q())
    return Asked(membership, found[membership.person_id])


def asked_of_each(initiative: Initiative, *, now: dt.datetime) -> list[Asked]:
    """Return the minutes asked of every member, most first, for the backbone: without a caucus."""
    minutes = minutes_asked(initiative, *_window(now))
    people = initiatives.people_in(initiative)
    found = [Asked(one, minutes[one.person_id]) for one in people]
    return sorted(found, key=lambda one: (-one.minutes, str(one.membership.person)))


def _window(now: dt.datetime) -> tuple[dt.date, dt.date]:
    today = timezone.localdate(now)
    return today - WINDOW, today + dt.timedelta(days=1)


def minutes_asked(
    initiative: Initiative, begin: dt.date, end: dt.date, *, tables: Q = OPEN
) -> defaultdict[int, Counter[str]]:
    """Return by person the minutes asked from a day to before another, by kind.

    Who held a seat on the day is asked what was asked of the seat. `tables` says which tables
    count; without it all but caucuses.
    """
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    seen = Table.objects.filter(tables, initiative=initiative)
    during = (begin, end - dt.timedelta(days=1))
    of_seats = _asked_of_seats(seen, during, _Holders(initiative, begin, end))
    for person, kind, minutes in chain(of_seats, _asked_of_people(initiative, seen, during)):
        found[person][kind] += minutes
    return found


def _asked_of_seats(seen: QuerySet[Table], during: Days, holders: "_Holders") -> Iterator[Ask]:
    held = Meeting.objects.filter(
        series__table__in=seen, state=Meeting.State.CLOSED, day__range=during
    )
    for table, day, length in held.values_list("series__table", "day", "minutes"):
        yield from ((person, "meeting", length) for person in holders.at(table, day))
    written = Minutes.objects.filter(meeting__series__table__in=seen, out__date__range=during)
    for table, out in written.values_list("meeting__series__table", "out"):
        people = holders.at(table, timezone.localdate(out))
        yield from ((person, "minutes", ESTIMATES["minutes"]) for person in people)
    electors = Elector.objects.filter(
        decision__table__in=seen, decision__opened__date__range=during
    )
    for seat, opened in electors.values_list("seat", "decision__opened"):
        people = holders.of(seat, timezone.localdate(opened))
        yield from ((person, "decision", ESTIMATES["decision"]) for person in people)


def _asked_of_people(initiative: Initiative, seen: QuerySet[Table], during: Days) -> Iterator[Ask]:
    promises = Commitment.objects.filter(
        Q(table=None) | Q(table__in=seen),
        initiative=initiative,
        person__isnull=False,
        due__range=during,
    )
    digests = Digest.objects.filter(
        initiative=initiative, is_sent=True, written__date__range=during
    )
    for kind, rows in (("promise", promises), ("digest", digests)):
        people = rows.values_list("person", flat=True)
        yield from ((person, kind, ESTIMATES[kind]) for person in people)


class _Holders:
    """Who held which seat on which day."""

    def __init__(self, initiative: Initiative, begin: dt.date, end: dt.date) -> None:
        rows = Holding.objects.filter(
            Q(until=None) | Q(until__gte=begin),
            part=Holding.Part.PRINCIPAL,
            person__isnull=False,
            seat__table__initiative=initiative,
            since__lt=end,
        ).values_list("seat", "seat__table", "person", "since", "until")
        self._rows = list(rows)

    def at(self, table: int, day: dt.date) -> set[int]:
        """Return the people who held a seat at a table on a day, each once."""
        return {
            who
            for _, there, who, since, until in self._rows
            if there == table and _on(day, since, until)
        }

    def of(self, seat: int, day: dt.date) -> set[int]:
        """Return who held a seat on a day: one person, or nobody with an account."""
        return {
            who
            for one, _, who, since, until in self._rows
            if one == seat and _on(day, since, until)
        }


def _on(day: dt.date, since: dt.date, until: dt.date | None) -> bool:
    return since <= day and (until is None or day < until)
