"""Who may change an initiative, its people and its organizations."""

from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.initiative import queries
from longtable.initiative.models import Initiative, Membership, Organization, Role
from longtable.record.acting import Refusal


def may_start(*, by: Person) -> None:
    """Administrators start initiatives; so does anyone where the installation says so."""
    if not queries.starts_initiatives(by):
        raise Refusal(_("Ask the administrator of this installation to start an initiative."))


def may_run(initiative: Initiative, *, by: Person) -> None:
    """Facilitators run an initiative: its name, its people and its organizations."""
    if not queries.is_facilitator(by, initiative):
        raise Refusal(_("Ask a facilitator to do this."))


def may_invite(
    initiative: Initiative, role: str, organization: Organization | None, *, by: Person
) -> None:
    """Facilitators invite anybody; a steward invites members of their own organization."""
    if organization and organization.initiative_id != initiative.pk:
        raise Refusal(_("Choose an organization of this initiative."))
    if role in (Role.PARTNER_STEWARD, Role.PARTNER_MEMBER, Role.FUNDER) and not organization:
        raise Refusal(_("Choose the organization that this person speaks for."))
    if queries.is_facilitator(by, initiative):
        return
    if role == Role.PARTNER_MEMBER and organization and queries.is_steward_of(by, organization):
        return
    raise Refusal(_("Ask a facilitator to invite this person."))


def may_end_membership(membership: Membership, *, by: Person) -> None:
    """People leave by themselves; facilitators and stewards remove others, never the last one."""
    organization = membership.organization
    own = membership.person == by
    vouched = (
        membership.role == Role.PARTNER_MEMBER
        and organization is not None
        and queries.is_steward_of(by, organization)
    )
    if not (own or vouched or queries.is_facilitator(by, membership.initiative)):
        raise Refusal(_("Ask a facilitator to remove this person."))
    keep_a_facilitator(membership)


def keep_a_facilitator(membership: Membership) -> None:
    """Refuse to leave an initiative without anybody to run it."""
    others = queries.people_in(membership.initiative).exclude(pk=membership.pk)
    if membership.role == Role.FACILITATOR and not others.filter(role=Role.FACILITATOR).exists():
        raise Refusal(_("An initiative needs a facilitator. Make somebody else one first."))


def may_speak_of_oneself(membership: Membership, *, by: Person) -> None:
    """How somebody is reached, and whether they found their way, they say themselves."""
    if membership.person_id != by.pk or membership.ended:
        raise Refusal(_("Only the person themselves can say this."))
