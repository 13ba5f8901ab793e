"""The smallest valid thing of each kind. Traits say the rest."""

from tests.factories.accounts import FirstAdministratorFactory, PersonFactory
from tests.factories.initiative import (
    InitiativeFactory,
    InvitationFactory,
    MembershipFactory,
    OrganizationFactory,
)
from tests.factories.measures import (
    BreakdownFactory,
    CategoryFactory,
    DefinitionFactory,
    IndicatorFactory,
    PlaceFactory,
    count_people,
)

__all__ = [
    "BreakdownFactory",
    "CategoryFactory",
    "DefinitionFactory",
    "FirstAdministratorFactory",
    "IndicatorFactory",
    "InitiativeFactory",
    "InvitationFactory",
    "MembershipFactory",
    "OrganizationFactory",
    "PersonFactory",
    "PlaceFactory",
    "count_people",
]
