import factory

from longtable.core.warehouse.facts import Fact
from longtable.measures import sources
from longtable.measures.models import Breakdown, Category, Definition, Indicator, Place
from tests.factories.initiative import InitiativeFactory, OrganizationFactory


class BreakdownFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Breakdown

    initiative = factory.SubFactory(InitiativeFactory)
    code = "race"
    name = {"en": "Race"}


class CategoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Category

    breakdown = factory.SubFactory(BreakdownFactory)
    code = factory.Sequence(lambda n: f"category-{n}")
    name = factory.LazyAttribute(lambda self: {"en": self.code})
    position = factory.Sequence(lambda n: n)


class PlaceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Place

    initiative = factory.SubFactory(InitiativeFactory)
    code = factory.Sequence(lambda n: f"place-{n}")
    name = factory.LazyAttribute(lambda self: {"en": self.code})
    level = "school"


class IndicatorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Indicator

    initiative = factory.SubFactory(InitiativeFactory)
    code = factory.Sequence(lambda n: f"indicator-{n}")
    owner = factory.SubFactory(
        OrganizationFactory, initiative=factory.SelfAttribute("..initiative")
    )


class DefinitionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Definition

    indicator = factory.SubFactory(IndicatorFactory)
    name = {"en": "Reading well by grade 4"}
    question = {"en": "How many children read well?"}
    cuts = [{"level": "city", "by": []}]
    headline_place = "city"


def count_people(indicator, rows, *, source="submission-1"):
    """Store facts: each row is (period, place, level, categories, numerator, denominator)."""
    facts = [
        Fact(
            indicator=indicator.fact_code,
            period=period,
            place=place,
            level=level,
            source=source,
            categories=tuple(categories.items()),
            numerator=numerator,
            denominator=denominator,
            mark="" if numerator is not None else "suppressed",
        )
        for period, place, level, categories, numerator, denominator in rows
    ]
    return sources.store(source, facts)
