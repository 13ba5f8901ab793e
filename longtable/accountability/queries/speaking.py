"""Who speaks for the owner of a promise."""

from django.db.models import QuerySet

from longtable.accountability.models import Commitment, YearlyAccount
from longtable.accountability.queries.standing import tier_of
from longtable.accounts.models import Person
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Organization, Role
from longtable.tables import queries as tables
from longtable.tables.models import Table

SPEAKING = (Role.PARTNER_STEWARD, Role.PARTNER_MEMBER, Role.FUNDER)


def stands_for(person: Person, owner: Organization | Table) -> bool:
    """Whether somebody speaks for an organization or a table, or facilitates for all."""
    if isinstance(owner, Table):
        return tables.may_run_or_sits(person, owner)
    if initiatives.is_facilitator(person, owner.initiative):
        return True
    membership = initiatives.membership_of(person, owner.initiative)
    if membership is None:
        return False
    if owner.is_backbone:
        return initiatives.is_backbone(person, owner.initiative)
    return membership.role in SPEAKING and membership.organization_id == owner.pk


def answers_for(person: Person, promise: Commitment) -> bool:
    """Whether somebody may say what became of a promise: who looks after it, or its owner."""
    if initiatives.membership_of(person, promise.initiative) is None:
        return False
    return promise.person_id == person.pk or stands_for(person, promise.owner)


def waives(person: Person, promise: Commitment) -> bool:
    """Whether somebody may leave a step out for a promise. The backbone does not excuse itself."""
    own = tier_of(promise) == "backbone"
    return not own and initiatives.is_facilitator(person, promise.initiative)


def successor_of(promise: Commitment) -> Commitment | None:
    """Return what was promised instead, where a promise was renegotiated."""
    return Commitment.objects.filter(renegotiated_from=promise).first()


def published_accounts(initiative: Initiative) -> QuerySet[YearlyAccount]:
    """Return the published accounts of backbone and steering committee, the newest first."""
    found = initiative.yearly_accounts.filter(published__isnull=False)
    return found.select_related("organization", "table").order_by("-year", "pk")
