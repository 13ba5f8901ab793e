"""The smallest valid thing of each kind. Traits say the rest."""

from tests.factories.accounts import FirstAdministratorFactory, PersonFactory
from tests.factories.backups import BackupRunFactory
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
from tests.factories.record import EntryFactory, LetterFactory, LinkFactory, MailServerFactory
from tests.factories.releases import (
    PublishedValueFactory,
    ReleaseFactory,
    ReleaseInputsFactory,
    SeriesBreakFactory,
)
from tests.factories.submissions import (
    RememberedLayoutFactory,
    SubmissionFactory,
    SubmittedFactsFactory,
)

__all__ = [
    "BackupRunFactory",
    "BreakdownFactory",
    "CategoryFactory",
    "DefinitionFactory",
    "EntryFactory",
    "FirstAdministratorFactory",
    "IndicatorFactory",
    "InitiativeFactory",
    "InvitationFactory",
    "LetterFactory",
    "LinkFactory",
    "MailServerFactory",
    "MembershipFactory",
    "OrganizationFactory",
    "PersonFactory",
    "PlaceFactory",
    "PublishedValueFactory",
    "ReleaseFactory",
    "ReleaseInputsFactory",
    "RememberedLayoutFactory",
    "SeriesBreakFactory",
    "SubmissionFactory",
    "SubmittedFactsFactory",
    "count_people",
]
