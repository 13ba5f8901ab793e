import datetime as dt

import factory

from longtable.accountability.models import (
    Commitment,
    CompositionPlan,
    LadderStep,
    Waiver,
    YearlyAccount,
)
from tests.factories.accounts import PersonFactory
from tests.factories.initiative import InitiativeFactory, OrganizationFactory
from tests.factories.tables import CompositionRuleFactory

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


class CommitmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Commitment

    initiative = factory.SubFactory(InitiativeFactory)
    organization = factory.SubFactory(
        OrganizationFactory, initiative=factory.SelfAttribute("..initiative")
    )
    what = "Open a reading room on Saturdays."
    due = dt.date(2026, 4, 1)
    made = NOW
    made_by = factory.SubFactory(PersonFactory)


class LadderStepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LadderStep

    commitment = factory.SubFactory(CommitmentFactory)
    step = LadderStep.Step.REMINDER
    due = dt.date(2026, 4, 2)
    taken = NOW


class WaiverFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Waiver

    commitment = factory.SubFactory(CommitmentFactory)
    step = LadderStep.Step.CALL
    reason = "A flood in the building."
    by = factory.SubFactory(PersonFactory)
    at = NOW


class YearlyAccountFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = YearlyAccount

    initiative = factory.SubFactory(InitiativeFactory)
    organization = factory.SubFactory(
        OrganizationFactory, initiative=factory.SelfAttribute("..initiative"), backbone=True
    )
    year = 2026
    text = "We missed four of eleven dates."


class CompositionPlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CompositionPlan

    rule = factory.SubFactory(CompositionRuleFactory)
    commitment = factory.SubFactory(
        CommitmentFactory, initiative=factory.SelfAttribute("..rule.table.initiative")
    )
