import datetime as dt

import factory

from longtable.submissions.models import RememberedLayout, Submission, SubmittedFacts
from tests.factories.accounts import PersonFactory
from tests.factories.initiative import OrganizationFactory
from tests.factories.measures import DefinitionFactory


class SubmissionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Submission
        skip_postgeneration_save = True

    class Params:
        read = factory.Trait(state=Submission.State.READ)
        accepted_by_somebody = factory.Trait(
            state=Submission.State.ACCEPTED,
            accepted=dt.datetime(2026, 1, 3, tzinfo=dt.UTC),
            accepted_by=factory.SubFactory(PersonFactory),
        )

    # An indicator without a definition has no name to be called by.
    indicator = factory.LazyFunction(lambda: DefinitionFactory().indicator)
    initiative = factory.SelfAttribute("indicator.initiative")
    organization = factory.SubFactory(
        OrganizationFactory, initiative=factory.SelfAttribute("..initiative")
    )
    file = "submissions/none.csv"
    file_name = factory.Sequence(lambda n: f"report-{n}.csv")
    file_digest = factory.Sequence(lambda n: f"{n:064d}")
    received_by = factory.SubFactory(PersonFactory)
    received = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)


class SubmittedFactsFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SubmittedFacts

    submission = factory.SubFactory(SubmissionFactory, accepted_by_somebody=True)
    rows = b""
    count = 0
    digest = factory.Sequence(lambda n: f"{n:064d}")


class RememberedLayoutFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RememberedLayout

    learned_from = factory.SubFactory(SubmissionFactory, accepted_by_somebody=True)
    organization = factory.SelfAttribute("learned_from.organization")
    indicator = factory.SelfAttribute("learned_from.indicator")
