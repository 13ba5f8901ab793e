"""How many minutes were asked of members, as a culture indicator (I6): a mean of each quarter."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from django.db.models import Q
from django.utils import timezone

from longtable.communication.queries import FEWEST_ORGANIZATIONS, minutes_asked
from longtable.core.warehouse.facts import Fact
from longtable.initiative.models import Initiative, Membership
from longtable.initiative.queries import size_of
from longtable.measures.sources import Case, Culture, counted, culture_facts, source, yearly

ASKED = Culture("minutes-asked", fewest=5, breakdown="who-is-asked", kind="mean")


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
        organizations[_group(one)].add(one.organization_id)
    for one in members:
        group = _group(one)
        few = len(organizations[group]) < FEWEST_ORGANIZATIONS and group not in ("none", "backbone")
        yield Case(initiative.pk, begin, minutes[one.person_id].total(), 1, "" if few else group)


def _group(membership: Membership) -> str:
    return size_of(membership) or "unsaid"
