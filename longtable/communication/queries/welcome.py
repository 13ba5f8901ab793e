"""What somebody who is new here needs: what was agreed, their role, the promises, whom to call."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.agenda import queries as agenda
from longtable.agenda.models import AgendaVersion, Clause
from longtable.communication.queries.organization import Promised, month_of
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Membership, Organization, Role
from longtable.tables import queries as tables
from longtable.tables.models import Meeting
from longtable.tables.queries import Filled

IN_SHORT = (Clause.Part.PROBLEM, Clause.Part.VISION, Clause.Part.RESULT, Clause.Part.STRATEGY)
MEETINGS = 5


@dataclass(frozen=True, slots=True)
class InShort:
    """A part of the agenda and the titles of its clauses."""

    label: str
    titles: list[str]


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call, why them, and how, where they have said so."""

    name: str
    why: str
    reach: str


@dataclass(frozen=True, slots=True)
class Welcome:
    """All that a newcomer needs, as they may see it."""

    version: AgendaVersion | None
    agenda: list[InShort]
    roles: list[Filled]
    organization: Organization | None
    promised: list[Promised]
    meetings: list[Meeting]
    contacts: list[Contact]


def welcome_for(membership: Membership, *, now: dt.datetime) -> Welcome:
    """Return what a member needs to begin."""
    person, initiative = membership.person, membership.initiative
    version = agenda.version_in_force(initiative, on=timezone.localdate(now))
    posts = tables.posts_visible_to(person, initiative)
    roles = [one for one in posts if tables.holds(person, one.post)]
    month = month_of(membership, now=now)
    return Welcome(
        version=version,
        agenda=_in_short(version) if version else [],
        roles=roles,
        organization=membership.organization,
        promised=month.promised if month else [],
        meetings=_meetings(roles, month.meetings if month else [], now=now),
        contacts=_contacts(person, initiative, roles),
    )


def _in_short(version: AgendaVersion) -> list[InShort]:
    clauses = version.content.get("clauses", [])
    found = [
        InShort(str(part.label), [one["title"] for one in clauses if one["part"] == part])
        for part in IN_SHORT
    ]
    return [part for part in found if part.titles]


def _meetings(
    roles: list[Filled], of_organization: list[Meeting], *, now: dt.datetime
) -> list[Meeting]:
    homes = {one.post.home.pk for one in roles if one.post.home}
    mine = Meeting.objects.filter(
        series__table__in=homes,
        state__in=[Meeting.State.PLANNED, Meeting.State.LIVE],
        day__gte=timezone.localdate(now),
    ).select_related("series__table")
    found = {one.pk: one for one in [*mine.order_by("day", "starts")[:MEETINGS], *of_organization]}
    return sorted(found.values(), key=lambda one: (one.day, one.starts))[:MEETINGS]


def _contacts(person: Person, initiative: Initiative, roles: list[Filled]) -> list[Contact]:
    """Return each of them once, those who are nearest first."""
    people = list(initiatives.people_in(initiative))
    reach = {one.person_id: one.reach for one in people}
    found: dict[int, Contact] = {}
    for who, why in _near(people, roles):
        if who.pk != person.pk and who.pk in reach:
            found.setdefault(who.pk, Contact(str(who), why, reach[who.pk]))
    return list(found.values())


def _near(people: list[Membership], roles: list[Filled]) -> Iterator[tuple[Person, str]]:
    for one in roles:
        for who in [*one.holders, *one.deputies]:
            if who.person:
                yield who.person, _("shares your role: %(role)s") % {"role": one.post.name}
    for one in roles:
        home = one.post.home
        if home and home.facilitator:
            yield home.facilitator, _("facilitates %(table)s") % {"table": home}
    for membership in people:
        if membership.role == Role.FACILITATOR:
            yield membership.person, _("facilitates the initiative")
