"""What the next holder of a role has to know: only what that role and who asks may see."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from longtable.accountability.models import Commitment
from longtable.accountability.queries.board import Mark, commitments_visible_to
from longtable.accountability.queries.standing import standing_of
from longtable.accounts.models import Person
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Membership, Role
from longtable.tables import queries as tables
from longtable.tables.models import Decision, Holding, Meeting, Table, Tension
from longtable.tables.queries import Filled, Post

YEAR = dt.timedelta(days=365)
CAUCUS = Table.Kind.CAUCUS


@dataclass(frozen=True, slots=True)
class Handover:
    """A role, and what there is to be handed over with it.

    `sees_tensions` is false where who asks, or who will hold the role, may not see tensions.
    """

    filled: Filled
    told: list[Holding]
    decisions: list[Decision]
    promises: list[Mark]
    tensions: list[Tension]
    sees_tensions: bool
    meetings: list[Meeting]
    contacts: list[Membership]


def handover_of(post: Post, *, person: Person, today: dt.date) -> Handover:
    """Return what is handed over with a role, as far as `person` and its next holder may see it.

    Nothing of a caucus goes into the pack of any role but its own.
    """
    at = _tables(post, person)
    open_to = [table for table in at if _sees_tensions(post, table, person)]
    coming = Meeting.objects.filter(
        series__table__in=at,
        day__gte=today,
        state__in=[Meeting.State.PLANNED, Meeting.State.LIVE],
    )
    return Handover(
        filled=tables.filled(post),
        told=_told(post, person),
        decisions=_decisions(post, at, person),
        promises=_promises(post, person, today=today),
        tensions=[one for table in open_to for one in tables.tensions_of(table)],
        sees_tensions=bool(open_to),
        meetings=list(coming.select_related("series__table").order_by("day", "starts")[:12]),
        contacts=_contacts(post),
    )


def _tables(post: Post, person: Person) -> list[Table]:
    if post.home:
        return [post.home]
    return list(tables.tables_visible_to(person, post.initiative).exclude(kind=CAUCUS))


def _sees_tensions(post: Post, table: Table, person: Person) -> bool:
    """Tensions are for who sits at a table or runs it: a data lead does neither by that role."""
    if post.role and post.role != Role.FACILITATOR:
        return False
    return tables.sees_tensions(person, table)


def _decisions(post: Post, at: list[Table], person: Person) -> list[Decision]:
    seen = tables.decisions_visible_to(person, post.initiative).filter(table__in=at)
    if post.role and post.role != Role.FACILITATOR:
        seen = seen.exclude(state=Decision.State.DRAFT)
    return list(seen)


def _promises(post: Post, person: Person, *, today: dt.date) -> list[Mark]:
    """Return the open promises, and those that were closed within a year."""
    found = commitments_visible_to(person, post.initiative).filter(
        Q(state=Commitment.State.OPEN) | Q(closed__gte=today - YEAR)
    )
    home = post.home
    said_in = ("table", "meeting__series__table", "decision__table")
    if home:
        own = Q()
        for path in said_in:
            own |= Q(**{path: home})
        if post.seat and post.seat.organization_id:
            own |= Q(organization=post.seat.organization_id)
        found = found.filter(own)
    for path in said_in:
        others = Q(**{f"{path}__kind": CAUCUS})
        found = found.exclude(others & ~Q(**{path: home}) if home else others)
    return [Mark(one, standing_of(one, today=today)) for one in found]


def _told(post: Post, person: Person) -> list[Holding]:
    """Return what earlier holders left for the next one; for who holds the seat or runs it."""
    if not post.seat:
        return []
    may = tables.holds(person, post) or tables.runs_table(person, post.seat.table)
    earlier = tables.earlier_holders(post.seat) if may else []
    return [one for one in earlier if one.handed_over]


def _contacts(post: Post) -> list[Membership]:
    """Return who said how to reach them: at that table and in the backbone, or everybody."""
    people = initiatives.reachable_in(post.initiative)
    home = post.home
    if home is None:
        return list(people)
    sitting = {
        one.person_id for seat in tables.seats_at(home) for one in tables.holders(seat).values()
    }
    near = sitting | {home.facilitator_id}
    return [one for one in people if one.person_id in near or one.is_backbone]
