"""The smallest valid thing of each kind. Traits say the rest."""

from tests.factories.accounts import FirstAdministratorFactory, PersonFactory
from tests.factories.initiative import (
    InitiativeFactory,
    InvitationFactory,
    MembershipFactory,
    OrganizationFactory,
)

__all__ = [
    "FirstAdministratorFactory",
    "InitiativeFactory",
    "InvitationFactory",
    "MembershipFactory",
    "OrganizationFactory",
    "PersonFactory",
]
