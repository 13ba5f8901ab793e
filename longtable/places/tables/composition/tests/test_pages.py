import datetime as dt

import pytest
from django.urls import reverse

from longtable.accountability.models import Commitment, CompositionPlan
from longtable.tables import actions
from longtable.tables.models import CompositionCount, SelfDescription
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

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY = dt.date(2026, 3, 3)


@pytest.fixture
def by():
    return MembershipFactory(facilitator=True)


@pytest.fixture
def population(by):
    breakdown = BreakdownFactory(initiative=by.initiative, code="race", name={"en": "Race"})
    for code in ("Black", "White"):
        CategoryFactory(breakdown=breakdown, code=code.lower(), name={"en": code})
    return ReferencePopulationFactory(
        initiative=by.initiative, breakdown=breakdown, shares={"black": 0.6, "white": 0.4}
    )


def address(name, of, *parts):
    return reverse(f"tables:{name}", args=[of.initiative.slug, *parts])


def sit(table, population, spread):
    """Fill a table with people who describe themselves."""
    for code, people in spread.items():
        category = population.breakdown.categories.get(code=code)
        for _ in range(people):
            person = MembershipFactory(initiative=table.initiative).person
            number = table.seats.count() + 1
            HoldingFactory(seat=SeatFactory(table=table, number=number), person=person)
            said = actions.Myself({population.breakdown: category})
            actions.describe_myself(table.initiative, said, by=person)


def test_a_person_describes_themselves_sees_what_for_and_takes_it_back(client, by, population):
    client.force_login(by.person)
    where = address("myself", by)
    black = population.breakdown.categories.get(code="black")

    asked = client.get(where).content.decode()
    client.post(where, {f"breakdown-{population.breakdown.pk}": black.pk, "lives_with_it": "yes"})
    kept = client.get(where).content.decode()
    client.post(address("forget_myself", by))

    assert "What for" in asked
    assert "Pupils of the district, 2025" in asked
    assert "Delete it" not in asked
    assert f'value="{black.pk}" selected' in kept
    assert "Yes, delete it" in kept
    assert not SelfDescription.objects.exists()


def test_who_has_left_still_finds_what_they_said_and_only_then(client, by, population):
    member = MembershipFactory(initiative=by.initiative)
    client.force_login(member.person)
    where = address("myself", by)
    actions.describe_myself(by.initiative, actions.Myself(lives_with_it=True), by=member.person)
    by.initiative.memberships.filter(pk=member.pk).update(ended="2026-03-01T00:00Z")

    assert "Delete it" in client.get(where).content.decode()
    client.post(address("forget_myself", by))

    assert client.get(where).status_code == 404


def test_all_levels_are_on_one_page_with_numbers_for_the_pool_only(client, by, population):
    steering = TableFactory(initiative=by.initiative, steering=True, name="Steering")
    sit(steering, population, {"white": 9, "black": 1})
    sit(TableFactory(initiative=by.initiative), population, {"black": 6, "white": 6})
    client.force_login(by.person)

    client.post(address("count_composition", by))
    page = client.get(address("composition", by)).content.decode()

    assert CompositionCount.objects.count() == 1
    assert page.count("The numbers:") == 1
    assert "The numbers: All levels together" in page
    assert "Below the range: Black." in page
    assert "of 1,000 draws" in page
    assert "Too few to show" in page  # chairs: nobody chairs
    assert "The next count is possible from" in page


def test_a_second_count_on_the_same_day_says_when(client, by, population):
    client.force_login(by.person)
    client.post(address("count_composition", by))

    answer = client.post(address("count_composition", by), follow=True)

    assert "The next count is possible from" in answer.content.decode()
    assert CompositionCount.objects.count() == 1


def test_nothing_that_somebody_said_is_on_any_page_of_another(client, by, population):
    table = TableFactory(initiative=by.initiative)
    sit(table, population, {"black": 2})
    actions.count_composition(by.initiative, today=TODAY, by=by.person)
    client.force_login(by.person)

    for where in (address("composition", by), address("table", by, table.slug)):
        client.get(where)
        told = client.get(where).content.decode()
        assert "The numbers:" not in told
        assert "Below the range" not in told


def test_a_rule_that_is_not_met_leads_to_a_promise_with_names_and_a_day(client, by):
    table = TableFactory(initiative=by.initiative)
    rule = CompositionRuleFactory(table=table, least_percent=0, least_seats=1)
    seat = SeatFactory(table=table, number=1, constituency="provider")
    chair = MembershipFactory(initiative=by.initiative).person
    HoldingFactory(seat=seat, person=chair)
    client.force_login(by.person)
    before = client.get(address("table", by, table.slug)).content.decode()

    where = address("plan_rule", by, table.slug, rule.pk)
    first = client.get(where)
    client.post(
        where,
        {
            "what": "Ask at the school gate.",
            "leaders": [chair.pk],
            "size": "small",
            "due": "2099-06-01",
            "key": first.context["form"]["key"].value(),
        },
    )
    after = client.get(address("table", by, table.slug)).content.decode()

    made = Commitment.objects.get()
    assert "Promise a plan" in before
    assert (made.table, made.person, made.due) == (table, chair, dt.date(2099, 6, 1))
    assert list(CompositionPlan.objects.get().leaders.all()) == [chair]
    assert "Promise a plan" not in after
    assert f"<bdi>{chair}</bdi>" in after


def test_a_plan_without_leaders_or_from_another_table_is_not_promised(client, by):
    rule = CompositionRuleFactory(table__initiative=by.initiative)
    stranger = MembershipFactory(initiative=by.initiative).person
    client.force_login(by.person)
    said = {"what": "x", "leaders": [stranger.pk], "size": "small", "due": "2099-06-01"}

    answer = client.post(address("plan_rule", by, rule.table.slug, rule.pk), said)

    assert "Nobody with an account sits here yet" in answer.content.decode()
    assert not Commitment.objects.exists()


def test_visitors_see_rules_of_seats_and_nothing_of_self_descriptions(client, by, population):
    table = TableFactory(initiative=by.initiative)
    sit(table, population, {"black": 5, "white": 5})
    black = population.breakdown.categories.get(code="black")
    for said in ({"category": black}, {"constituency": "resident"}):
        actions.set_composition_rule(table, {**said, "least_seats": 3}, by=by.person)
    actions.count_composition(by.initiative, today=TODAY, by=by.person)

    seen = client.get(address("table", by, table.slug)).content.decode()

    assert "Residents: at least 3 seats" in seen
    assert "Black: at least" not in seen


def test_the_community_is_a_ring_around_the_table(client, by, population):
    table = TableFactory(initiative=by.initiative)
    SeatFactory(table=table, number=1)

    seen = client.get(address("table", by, table.slug)).content.decode()

    assert "Pupils of the district, 2025" in seen
    assert "Source: The state" in seen
    assert "Black: 60%" in seen


def test_shares_that_do_not_add_up_are_sent_back_with_what_was_written(client, by, population):
    client.force_login(by.person)
    black, white = population.breakdown.categories.all()
    said = {
        "name": "Residents", "source": "Census", "year": 2020, "version": 1,
        f"share-{black.pk}": "50", f"share-{white.pk}": "40",
    }  # fmt: skip

    answer = client.post(address("population", by, population.pk), said).content.decode()

    assert "Yours add up to 90.0 percent" in answer
    assert 'value="Residents"' in answer


def test_the_page_asks_the_database_little(client, by, population, django_assert_max_num_queries):
    for _ in range(3):
        sit(TableFactory(initiative=by.initiative), population, {"black": 3, "white": 3})
    actions.count_composition(by.initiative, today=TODAY, by=by.person)
    client.force_login(by.person)

    with django_assert_max_num_queries(40):
        client.get(address("composition", by))
