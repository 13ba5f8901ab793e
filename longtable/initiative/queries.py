"""What there is of an initiative, and for whom."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet

from longtable.accounts.models import Person
from longtable.accounts.queries import hashed
from longtable.initiative.models import (
    BACKBONE_ROLES,
    Initiative,
    Invitation,
    Membership,
    Organization,
    Role,
)


@dataclass(frozen=True, slots=True)
class Room:
    """An initiative as somebody stands in it: a member, or a visitor (`membership` is None)."""

    initiative: Initiative
    membership: Membership | None

    @property
    def role(self) -> str | None:
        """Return the role here, or None for visitors."""
        return self.membership.role if self.membership else None

    @property
    def is_backbone(self) -> bool:
        """Whether this person works for the backbone."""
        return self.role in BACKBONE_ROLES


def room(slug: str, person: Person | None) -> Room | None:
    """Return the initiative at an address as `person` stands in it; None when there is none."""
    found = Initiative.objects.filter(slug=slug).first()
    return Room(found, membership_of(person, found)) if found else None


def membership_of(person: Person | None, initiative: Initiative) -> Membership | None:
    """Return somebody's present membership in an initiative, if there is one."""
    if person is None or not person.is_authenticated or not person.is_active:
        return None
    present = Membership.objects.filter(person=person, initiative=initiative, ended=None)
    return present.select_related("organization").first()


def memberships_of(person: Person) -> QuerySet[Membership]:
    """Return somebody's present memberships, in every initiative."""
    mine = Membership.objects.filter(person=person, ended=None)
    return mine.select_related("initiative", "organization").order_by("initiative__name")


def starts_initiatives(person: Person) -> bool:
    """Whether somebody may start an initiative on this installation."""
    return person.is_administrator or settings.ANYONE_MAY_START_AN_INITIATIVE


def listed_initiatives() -> QuerySet[Initiative]:
    """Return the initiatives that the front page names."""
    return Initiative.objects.filter(listed=True).order_by("name")


def people_in(initiative: Initiative) -> QuerySet[Membership]:
    """Return who is in an initiative now, by role and name."""
    present = initiative.memberships.filter(ended=None)
    return present.select_related("person", "organization").order_by("role", "person__name", "pk")


def size_of(membership: Membership) -> str:
    """Return for which group a member counts: the backbone, or a size (`Organization.Tier`).

    Who is here for no organization counts as a resident, but for the backbone's own roles; "" is
    an organization that did not say its size.
    """
    organization = membership.organization
    if organization is None:
        return "backbone" if membership.role in BACKBONE_ROLES else Organization.Tier.NONE
    return "backbone" if organization.is_backbone else organization.tier


def reachable_in(initiative: Initiative) -> QuerySet[Membership]:
    """Return who is in an initiative now and has said how the others reach them."""
    return people_in(initiative).exclude(reach="")


def organizations_in(initiative: Initiative) -> QuerySet[Organization]:
    """Return the organizations of an initiative that have not left it."""
    return initiative.organizations.filter(left=None).order_by("-is_backbone", "name")


def members_of(organization: Organization) -> QuerySet[Membership]:
    """Return who speaks for an organization now."""
    return organization.memberships.filter(ended=None).select_related("person")


def open_invitations(initiative: Initiative, *, now: dt.datetime) -> QuerySet[Invitation]:
    """Return the invitations that can still be answered."""
    waiting = initiative.invitations.filter(answered=None, withdrawn=None, expires__gt=now)
    return waiting.select_related("organization").order_by("expires")


def invitation_for(code: str, *, now: dt.datetime) -> Invitation | None:
    """Return the invitation that a code opens, while it is open."""
    open_ones = Invitation.objects.filter(answered=None, withdrawn=None, expires__gt=now)
    mine = open_ones.filter(code_hash=hashed(code))
    return mine.select_related("initiative", "organization", "by").first()


def is_backbone(person: Person, initiative: Initiative) -> bool:
    """Whether somebody works for the backbone of an initiative."""
    return _has(person, initiative, Q(role__in=BACKBONE_ROLES))


def is_facilitator(person: Person, initiative: Initiative) -> bool:
    """Whether somebody is a facilitator of an initiative."""
    return _has(person, initiative, Q(role=Role.FACILITATOR))


def is_data_lead(person: Person, initiative: Initiative) -> bool:
    """Whether somebody is a data lead of an initiative."""
    return _has(person, initiative, Q(role=Role.DATA_LEAD))


def speaks_for(person: Person, organization: Organization) -> bool:
    """Whether somebody belongs to an organization now."""
    return _has(person, organization.initiative, Q(organization=organization))


def is_steward_of(person: Person, organization: Organization) -> bool:
    """Whether somebody vouches for an organization and manages its members."""
    return _has(
        person,
        organization.initiative,
        Q(organization=organization, role=Role.PARTNER_STEWARD),
    )


def _has(person: Person, initiative: Initiative, claim: Q) -> bool:
    if not getattr(person, "is_active", False):
        return False
    return Membership.objects.filter(
        claim, person=person, initiative=initiative, ended=None
    ).exists()
