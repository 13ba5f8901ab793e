"""What a table may send to others, and what became of what it sent."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from longtable.accounts.models import Person
from longtable.tables.models import Decision, Item, Meeting, Objection, Table, Tension
from longtable.tables.queries.decision import decisions_visible_to
from longtable.tables.queries.table import tables_visible_to


@dataclass(frozen=True, slots=True)
class SentFrom:
    """What one table sent to others, the newest first."""

    items: list[Item]
    tensions: list[Tension]
    objections: list[Objection]

    def __bool__(self) -> bool:
        return bool(self.items or self.tensions or self.objections)


def other_tables(table: Table, *, person: Person) -> QuerySet[Table]:
    """Return the tables that somebody may send something to in the name of this one."""
    return tables_visible_to(person, table.initiative).exclude(pk=table.pk)


def meetings_elsewhere(table: Table, *, person: Person, today: dt.date) -> QuerySet[Meeting]:
    """Return the coming meetings of other tables, the next one first."""
    coming = Meeting.objects.filter(
        series__table__in=other_tables(table, person=person),
        state__in=[Meeting.State.PLANNED, Meeting.State.LIVE],
        day__gte=today,
    )
    return coming.select_related("series__table").order_by("day", "starts", "pk")


def decisions_elsewhere(table: Table, *, person: Person) -> QuerySet[Decision]:
    """Return what is being decided at other tables."""
    found = decisions_visible_to(person, table.initiative).filter(state=Decision.State.OPEN)
    return found.filter(table__in=other_tables(table, person=person))


def sent_from(table: Table) -> SentFrom:
    """Return what a table sent to others."""
    items = table.sent_items.filter(removed=None).select_related("meeting__series__table")
    tensions = table.sent_tensions.select_related("table")
    objections = table.objections.select_related("decision__table")
    return SentFrom(
        items=list(items.order_by("-meeting__day", "-pk")),
        tensions=list(tensions.order_by("-opened", "-pk")),
        objections=list(objections.order_by("-at", "-pk")),
    )
