"""How many minutes were asked of members, as a culture indicator (I6): a mean of each quarter."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from django.db.models import Q
from django.utils import timezone

from longtable.accountability.models import Commitment
from longtable.communication.estimates import ESTIMATES
from longtable.communication.models import Digest
from longtable.core.warehouse.facts import Fact
from longtable.initiative.models import Initiative, Membership
from longtable.measures.sources import Case, Culture, counted, culture_facts, source, yearly
from longtable.tables.models import Elector, Holding, Meeting, Minutes, Table

ASKED = Culture("minutes-asked", fewest=5, breakdown="who-is-asked", kind="mean")
FEWEST_ORGANIZATIONS = 3


@source("asked")
def of_minutes_asked(year: int) -> Iterator[Fact]:
    """Yield the minutes asked of a member in each quarter of a year, by size of organization.

    They are those that members see under Today, by the same estimates. A quarter counts once it
    is over. A size with fewer than three organizations counts in the whole only.
    """
    cases = (
        case
        for initiative in counted(ASKED)
        for begin, end in _quarters(year)
        for case in _cases(initiative, begin, end)
    )
    yield from culture_facts(ASKED, cases, source=yearly("asked", year))


def _quarters(year: int) -> Iterator[tuple[dt.date, dt.date]]:
    firsts = [dt.date(year, month, 1) for month in (1, 4, 7, 10)] + [dt.date(year + 1, 1, 1)]
    today = timezone.localdate()
    for begin, end in pairwise(firsts):
        if end <= today:
            yield begin, end


def _cases(initiative: Initiative, begin: dt.date, end: dt.date) -> Iterator[Case]:
    here = initiative.memberships.filter(since__date__lt=end).filter(
        Q(ended=None) | Q(ended__date__gte=begin)
    )
    members = list(here.select_related("organization").order_by("pk"))
    minutes = minutes_asked(initiative, begin, end)
    organizations: dict[str, set[int | None]] = defaultdict(set)
    for one in members:
        organizations[group_of(one)].add(one.organization_id)
    for one in members:
        group = group_of(one)
        few = len(organizations[group]) < FEWEST_ORGANIZATIONS and group not in ("none", "backbone")
        yield Case(initiative.pk, begin, minutes[one.person_id], 1, "" if few else group)


def group_of(membership: Membership) -> str:
    """Return for which group a member counts: the backbone, or their organization's size."""
    organization = membership.organization
    if organization is None:
        return "none"
    return "backbone" if organization.is_backbone else organization.tier or "unsaid"


def minutes_asked(initiative: Initiative, begin: dt.date, end: dt.date) -> Counter[int]:
    """Return by person the minutes asked from a day to before another, without any caucus."""
    holders = _Holders(initiative, begin, end)
    found: Counter[int] = Counter()
    open_ones = ~Q(kind=Table.Kind.CAUCUS)
    tables = Table.objects.filter(open_ones, initiative=initiative)
    during = (begin, end - dt.timedelta(days=1))
    held = Meeting.objects.filter(
        series__table__in=tables, state=Meeting.State.CLOSED, day__range=during
    )
    for table, day, length in held.values_list("series__table", "day", "minutes"):
        found.update(dict.fromkeys(holders.at(table, day), length))
    written = Minutes.objects.filter(
        meeting__series__table__in=tables, out__date__range=during
    ).values_list("meeting__series__table", "out")
    for table, out in written:
        assert out is not None  # by the range
        found.update(dict.fromkeys(holders.at(table, out.date()), ESTIMATES["minutes"]))
    electors = Elector.objects.filter(
        decision__table__in=tables, decision__opened__date__range=during
    ).values_list("seat", "decision__opened")
    for seat, opened in electors:
        assert opened is not None  # by the range
        found.update(dict.fromkeys(holders.of(seat, opened.date()), ESTIMATES["decision"]))
    promises = Commitment.objects.filter(
        Q(table=None) | Q(table__in=tables),
        initiative=initiative,
        person__isnull=False,
        due__range=during,
    ).values_list("person", flat=True)
    digests = Digest.objects.filter(
        initiative=initiative, is_sent=True, written__date__range=during
    ).values_list("person", flat=True)
    for person in promises:
        found[person] += ESTIMATES["promise"]
    for person in digests:
        found[person] += ESTIMATES["digest"]
    return found


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
