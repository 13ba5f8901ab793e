"""How people describe themselves, named populations, rules, and what is counted of them."""

import datetime as dt

import pytest
from django.apps import apps

from longtable.record.acting import Refusal
from longtable.record.models import Entry
from longtable.tables import actions, queries
from longtable.tables.models import Nearness, SelfDescription
from tests.factories import (
    BreakdownFactory,
    CategoryFactory,
    CompositionRuleFactory,
    HoldingFactory,
    MembershipFactory,
    ReferencePopulationFactory,
    SeatFactory,
    TableFactory,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 3)
GROUPS = ("black", "white", "hispanic")


@pytest.fixture
def here():
    """Return an initiative with one named population and a facilitator."""
    by = MembershipFactory(facilitator=True)
    breakdown = BreakdownFactory(initiative=by.initiative, code="race")
    for code in GROUPS:
        CategoryFactory(breakdown=breakdown, code=code)
    shares = dict(zip(GROUPS, (0.5, 0.2, 0.3), strict=True))
    population = ReferencePopulationFactory(
        initiative=by.initiative, breakdown=breakdown, shares=shares
    )
    return by, population


def describe(initiative, breakdown, code, **near):
    """Let a new member describe themselves; return the person."""
    person = MembershipFactory(initiative=initiative).person
    said = {breakdown: breakdown.categories.get(code=code)} if code else {}
    actions.describe_myself(initiative, actions.Myself(said, **near), by=person)
    return person


def sit(table, breakdown, spread):
    """Fill a table with people who describe themselves: so many of each group."""
    for code, people in spread.items():
        for _ in range(people):
            person = describe(table.initiative, breakdown, code)
            number = table.seats.count() + 1
            HoldingFactory(seat=SeatFactory(table=table, number=number), person=person)


def levels(count):
    return {one["key"]: one for one in count.told["populations"][0]["levels"]}


def test_what_somebody_said_is_really_gone_when_they_take_it_back(here):
    by, population = here
    person = describe(by.initiative, population.breakdown, "black", lives_with_it=True)

    actions.forget_myself(by.initiative, by=person)

    assert not SelfDescription.objects.filter(person=person).exists()
    assert not Nearness.objects.filter(person=person).exists()
    for model in apps.get_app_config("tables").get_models():
        assert "black" not in str(list(model.objects.values())) or model.__name__ in {
            "ReferencePopulation"
        }


def test_the_record_says_that_somebody_described_themselves_and_not_how(here):
    by, population = here

    person = describe(by.initiative, population.breakdown, "black")

    entry = Entry.objects.get(verb="described themselves in")
    assert entry.by == f"accounts.person/{person.pk}"
    assert entry.subject == f"initiative.initiative/{by.initiative.pk}"


def test_somebody_who_left_can_still_take_it_back(here):
    by, population = here
    person = describe(by.initiative, population.breakdown, "black")
    by.initiative.memberships.filter(person=person).update(ended="2026-03-01T00:00Z")

    actions.forget_myself(by.initiative, by=person)

    assert not SelfDescription.objects.exists()
    with pytest.raises(Refusal, match="nothing here"):
        actions.forget_myself(by.initiative, by=person)


def test_people_are_asked_only_what_is_compared(here):
    by, population = here
    other = BreakdownFactory(initiative=by.initiative, code="grade")
    third = CategoryFactory(breakdown=other)

    with pytest.raises(Refusal, match="asked here"):
        actions.describe_myself(by.initiative, actions.Myself({other: third}), by=by.person)

    assert queries.asked_breakdowns(by.initiative) == [population.breakdown]


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ({"black": 0.5, "white": 0.2, "hispanic": 0.2}, "90.0"),
        ({"black": 0.5, "white": 0.5}, "each category"),
        ({"black": 1.5, "white": -0.8, "hispanic": 0.3}, "each category"),
    ],
)
def test_shares_are_of_every_category_and_add_up_to_one(here, shares, said):
    by, population = here

    with pytest.raises(Refusal, match=said):
        actions.change_population(population, {"shares": shares}, version=1, by=by.person)


def test_a_breakdown_has_one_population_at_a_time(here):
    by, population = here
    said = {"name": "All", "source": "Census", "year": 2020, "shares": population.shares}

    with pytest.raises(Refusal, match="already"):
        actions.name_population(by.initiative, population.breakdown, said, by=by.person)
    actions.retire_population(population, version=1, today=TODAY, by=by.person)
    again = actions.name_population(by.initiative, population.breakdown, said, by=by.person)

    assert list(queries.populations_of(by.initiative)) == [again]


def test_two_tables_together_are_counted_and_one_alone_is_only_placed(here):
    by, population = here
    first = TableFactory(initiative=by.initiative, steering=True)
    second = TableFactory(initiative=by.initiative)
    sit(first, population.breakdown, {"white": 6, "black": 6})
    sit(second, population.breakdown, {"black": 7, "hispanic": 5, "white": 5})

    count = actions.count_composition(by.initiative, today=TODAY, by=by.person)

    found = levels(count)
    assert found["everybody"]["how"] == "counts"
    assert found["everybody"]["counts"] == [13, 11, 5]
    assert found["steering"]["how"] in {"range", "few"}
    assert "counts" not in found["steering"]
    assert "people" not in found["steering"]


def test_fewer_than_five_people_give_nothing(here):
    by, population = here
    table = TableFactory(initiative=by.initiative, steering=True)
    sit(table, population.breakdown, {"white": 2, "black": 2})

    count = actions.count_composition(by.initiative, today=TODAY, by=by.person)

    assert {one["how"] for one in levels(count).values()} == {"few"}
    assert count.told["populations"][0]["groups"] == []


def test_a_caucus_is_never_counted(here):
    by, population = here
    table = TableFactory(initiative=by.initiative, caucus=True)
    sit(table, population.breakdown, {"black": 6, "white": 6})

    count = actions.count_composition(by.initiative, today=TODAY, by=by.person)

    assert levels(count)["everybody"]["how"] == "few"


def test_the_next_count_waits_for_ninety_days(here):
    by, _population = here
    actions.count_composition(by.initiative, today=TODAY, by=by.person)

    with pytest.raises(Refusal, match="June 1, 2026"):
        actions.count_composition(by.initiative, today=TODAY + dt.timedelta(89), by=by.person)
    actions.count_composition(by.initiative, today=TODAY + dt.timedelta(90), by=by.person)


def test_a_rule_for_a_constituency_counts_held_seats():
    rule = CompositionRuleFactory(least_percent=50)
    HoldingFactory(seat=SeatFactory(table=rule.table, number=1))
    SeatFactory(table=rule.table, number=2)
    SeatFactory(table=rule.table, number=3, constituency="provider")

    before = queries.standing_of_rule(rule)
    HoldingFactory(seat=rule.table.seats.get(number=2))

    assert (before.there, before.needed, before.state) == (1, 2, "unmet")
    assert queries.standing_of_rule(rule).state == "met"


@pytest.mark.parametrize(
    ("least", "state"), [(6, "met"), (7, "unmet"), (12, "untold"), (200, "untold")]
)
def test_a_rule_for_a_category_is_met_or_not_and_never_says_what_all_are(here, least, state):
    by, population = here
    table = TableFactory(initiative=by.initiative)
    sit(table, population.breakdown, {"black": 6, "white": 6})
    black = population.breakdown.categories.get(code="black")
    said = {"category": black, "least_seats": least}
    rule = actions.set_composition_rule(table, said, by=by.person)
    assert queries.standing_of_rule(rule).state == "untold"

    actions.count_composition(by.initiative, today=TODAY, by=by.person)

    found = queries.standing_of_rule(rule)
    assert (found.there, found.state) == (None, state)


def test_a_rule_that_is_changed_waits_for_the_next_count(here):
    by, population = here
    table = TableFactory(initiative=by.initiative)
    sit(table, population.breakdown, {"black": 6, "white": 6})
    black = population.breakdown.categories.get(code="black")
    rule = actions.set_composition_rule(table, {"category": black, "least_seats": 2}, by=by.person)
    actions.count_composition(by.initiative, today=TODAY, by=by.person)

    actions.change_composition_rule(rule, {"least_seats": 6}, version=1, by=by.person)

    assert queries.standing_of_rule(rule).state == "untold"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"least_seats": 2}, "for whom"),
        ({"constituency": "resident"}, "least share"),
        ({"constituency": "resident", "least_percent": 101}, "100 percent"),
    ],
)
def test_a_rule_says_for_whom_and_how_many(here, said, why):
    by, _population = here
    table = TableFactory(initiative=by.initiative)

    with pytest.raises(Refusal, match=why):
        actions.set_composition_rule(table, said, by=by.person)


def test_the_same_group_has_one_rule_until_it_is_ended(here):
    by, _population = here
    table = TableFactory(initiative=by.initiative)
    said = {"constituency": "resident", "least_seats": 2}
    rule = actions.set_composition_rule(table, said, by=by.person)

    with pytest.raises(Refusal, match="already"):
        actions.set_composition_rule(table, said, by=by.person)
    actions.end_composition_rule(rule, version=1, today=TODAY, by=by.person)
    actions.set_composition_rule(table, said, by=by.person)


def test_an_organization_describes_its_leadership_itself_and_takes_it_back():
    steward = MembershipFactory(steward=True)
    organization = steward.organization
    stranger = MembershipFactory(initiative=steward.initiative, facilitator=True)

    with pytest.raises(Refusal, match="speaks for"):
        actions.describe_leadership(
            organization, "They…", version=None, today=TODAY, by=stranger.person
        )
    said = actions.describe_leadership(
        organization, "Two parents.", version=None, today=TODAY, by=steward.person
    )
    assert list(queries.leadership_in(steward.initiative)) == [said]
    actions.forget_leadership(organization, by=steward.person)

    assert not queries.leadership_in(steward.initiative).exists()
