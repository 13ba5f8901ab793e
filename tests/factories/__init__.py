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
from tests.factories.submissions import (
    RememberedLayoutFactory,
    SubmissionFactory,
    SubmittedFactsFactory,
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
    "RememberedLayoutFactory",
    "SubmissionFactory",
    "SubmittedFactsFactory",
    "count_people",
]
