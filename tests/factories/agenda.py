import datetime as dt

import factory

from longtable.agenda.models import (
    AgendaVersion,
    Clause,
    Comment,
    Drafter,
    LensAnswer,
    Lineage,
    OwnChange,
    Program,
    Ratification,
    ResultIndicator,
    StrategyResult,
    Suggestion,
    Terms,
    Wording,
)
from tests.factories.accounts import PersonFactory
from tests.factories.initiative import InitiativeFactory, OrganizationFactory
from tests.factories.measures import DefinitionFactory

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


class ClauseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Clause

    class Params:
        result = factory.Trait(part=Clause.Part.RESULT)
        strategic = factory.Trait(part=Clause.Part.STRATEGY, strategy=Clause.Strategy.PROGRAM)

    initiative = factory.SubFactory(InitiativeFactory)
    part = Clause.Part.PROBLEM
    title = factory.Sequence(lambda n: f"Clause {n}")
    text = "Too few children read well by the end of 4th grade."


class WordingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Wording

    clause = factory.SubFactory(ClauseFactory)
    title = "Reading"
    text = "Every child reads well."
    by = factory.SubFactory(PersonFactory)
    at = NOW


class LineageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Lineage

    clause = factory.SubFactory(ClauseFactory)
    came_from = factory.SubFactory(ClauseFactory)
    how = Lineage.How.SPLIT


class SuggestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Suggestion

    clause = factory.SubFactory(ClauseFactory)
    text = "Every child reads well by age nine."
    by = factory.SubFactory(PersonFactory)
    at = NOW
    wrote_over = 1


class CommentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Comment

    clause = factory.SubFactory(ClauseFactory)
    text = "Which children?"
    by = factory.SubFactory(PersonFactory)
    at = NOW


class LensAnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LensAnswer

    clause = factory.SubFactory(ClauseFactory)
    question = LensAnswer.Question.DEFINED_BY


class ResultIndicatorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ResultIndicator

    result = factory.SubFactory(ClauseFactory, result=True)
    indicator = factory.LazyFunction(lambda: DefinitionFactory().indicator)


class StrategyResultFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StrategyResult

    strategy = factory.SubFactory(ClauseFactory, strategic=True)
    result = factory.SubFactory(ClauseFactory, result=True)


class ProgramFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Program

    strategy = factory.SubFactory(ClauseFactory, strategic=True)
    organization = factory.SubFactory(OrganizationFactory)
    name = "Tutoring"


class OwnChangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OwnChange

    organization = factory.SubFactory(OrganizationFactory)
    year = 2026
    area = OwnChange.Area.BUDGET
    what = "One more reading coach is paid from our own budget."


class TermsFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Terms

    initiative = factory.SubFactory(InitiativeFactory)


class DrafterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Drafter

    initiative = factory.SubFactory(InitiativeFactory)
    day = dt.date(2026, 3, 2)
    constituency = "resident"


class AgendaVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgendaVersion

    initiative = factory.SubFactory(InitiativeFactory)
    number = factory.Sequence(lambda n: n + 1)
    content = factory.LazyFunction(dict)
    digest = "0" * 64
    opened = NOW
    opened_by = factory.SubFactory(PersonFactory)
    closes = dt.date(2026, 4, 2)


class RatificationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Ratification

    agenda = factory.SubFactory(AgendaVersionFactory)
    organization = factory.SubFactory(OrganizationFactory)
    signer = "Reading circle"
    answer = Ratification.Answer.SIGNS
    by = factory.SubFactory(PersonFactory)
    at = NOW
