"""A draft that can be signed, and the people who sign it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from longtable.agenda import actions, queries
from longtable.agenda.actions import Opening
from longtable.agenda.models import AgendaVersion
from longtable.agenda.rules import Rule
from longtable.initiative.models import Initiative, Organization
from tests.factories import (
    ClauseFactory,
    HoldingFactory,
    InitiativeFactory,
    MembershipFactory,
    OrganizationFactory,
    RatificationFactory,
    SeatFactory,
    TableFactory,
)

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
TODAY = NOW.date()


@dataclass
class World:
    """An initiative with a draft, two organizations, a resident seat, and their people."""

    initiative: Initiative
    facilitator: Any
    members: list[Any]
    resident: Any
    seat: Any

    def choose(self, rule: Rule | None = None) -> None:
        """Choose the rule of the first version."""
        version = queries.draft_terms(self.initiative).version
        actions.choose_rule(self.initiative, rule or Rule(), version=version, by=self.facilitator)

    def open(self, *, today: dt.date = TODAY) -> AgendaVersion:
        """Open a version for signing."""
        opening = Opening(closes=today + dt.timedelta(days=30))
        said = {"now": NOW, "today": today, "by": self.facilitator}
        return actions.open_version(self.initiative, opening, **said)


def world() -> World:
    """Return a world whose draft is ready to be signed."""
    initiative = InitiativeFactory()
    small, large = (
        OrganizationFactory(initiative=initiative, tier=t) for t in ("none", "over_10m")
    )
    members = [
        MembershipFactory(initiative=initiative, organization=one, member=True).person
        for one in (small, large)
    ]
    facilitator = MembershipFactory(
        initiative=initiative, organization=small, facilitator=True
    ).person
    resident = MembershipFactory(initiative=initiative, organization=None).person
    seat = SeatFactory(table=TableFactory(initiative=initiative))
    HoldingFactory(seat=seat, person=resident)
    ClauseFactory(initiative=initiative)
    ClauseFactory(initiative=initiative, result=True)
    return World(initiative, facilitator, members, resident, seat)


def signed_by_all(version: AgendaVersion) -> None:
    """Let everyone who was asked sign a version."""
    for one in queries.asked_for(version):
        RatificationFactory(agenda=version, organization=_organization(one), seat=one.seat)


def _organization(one: queries.Asked) -> Organization | None:
    return Organization.objects.get(pk=one.organization) if one.organization else None
