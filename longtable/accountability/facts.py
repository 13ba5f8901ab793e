"""Promises as facts for the culture indicators: kept, and followed up alike, by who promised."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from longtable.accountability.models import Commitment
from longtable.accountability.queries import is_kept, is_late, tier_of, was_treated
from longtable.core.warehouse.facts import Fact
from longtable.measures.sources import Case, Culture, culture_facts, source, yearly
from longtable.tables.models import Table

WHO = "who-promised"
KEPT = Culture("promises-kept", fewest=15, breakdown=WHO)
ALIKE = Culture("same-steps", fewest=10, breakdown=WHO)


@source("promises")
def of_promises(year: int) -> Iterator[Fact]:
    """Yield a year's promises kept, and the late ones that met every step, as of today."""
    yield from promises_of(year, today=timezone.localdate())


def promises_of(year: int, *, today: dt.date) -> Iterator[Fact]:
    """Yield the same as of a day: a promise counts from the day after it was due."""
    due = Commitment.objects.filter(due__year=year, due__lt=today)
    found = due.exclude(table__kind=Table.Kind.CAUCUS).order_by("pk")
    related = ("organization", "table", "initiative")
    promises = list(found.select_related(*related).prefetch_related("steps", "waivers"))
    name = yearly("promises", year)
    kept = (_case(one, is_kept(one, today=today)) for one in promises)
    late = (one for one in promises if is_late(one, today=today))
    alike = (_case(one, was_treated(one, today=today)) for one in late)
    yield from culture_facts(KEPT, kept, source=name)
    yield from culture_facts(ALIKE, alike, source=name)


def _case(promise: Commitment, claim: bool) -> Case:  # noqa: FBT001 - what is counted
    group = tier_of(promise) or "unsaid"
    return Case(promise.initiative_id, promise.due, int(claim), 1, group)
