import datetime as dt

import factory

from longtable.measures.models import PublishedValue, Release, ReleaseInputs, SeriesBreak
from tests.factories.accounts import PersonFactory
from tests.factories.measures import DefinitionFactory, IndicatorFactory


class SeriesBreakFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SeriesBreak

    indicator = factory.SubFactory(IndicatorFactory)
    period = factory.Sequence(lambda n: str(2000 + n))
    reason = {"en": "A new test"}


class ReleaseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Release

    class Params:
        public = factory.Trait(
            state=Release.State.PUBLISHED,
            number=factory.Sequence(lambda n: n + 1),
            approved_by=factory.SubFactory(PersonFactory),
            published=dt.datetime(2026, 1, 3, tzinfo=dt.UTC),
        )

    definition = factory.SubFactory(DefinitionFactory)
    indicator = factory.SelfAttribute("definition.indicator")
    prepared_by = factory.SubFactory(PersonFactory)
    prepared = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)


class ReleaseInputsFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReleaseInputs

    release = factory.SubFactory(ReleaseFactory)
    facts = b""
    counts = b""


class PublishedValueFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PublishedValue

    class Params:
        withheld = factory.Trait(
            shown=PublishedValue.Shown.SMALL, numerator=None, estimate=None, lower=None, upper=None
        )

    release = factory.SubFactory(ReleaseFactory)
    period = "2024"
    level = "city"
    place = "city"
    numerator = 30
    denominator = 60
    estimate = 50.0
    lower = 37.7
    upper = 62.3
