import datetime as dt

import pytest

from longtable.measures import actions, queries
from longtable.measures.models import Definition, Place
from longtable.measures.templates import all_templates
from longtable.measures.tests.world import CUTS, SAFE, city
from longtable.record.acting import Refusal, Stale
from tests.factories import (
    BreakdownFactory,
    CategoryFactory,
    InitiativeFactory,
    MembershipFactory,
    OrganizationFactory,
)

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _own_warehouse(settings, tmp_path):
    settings.WAREHOUSE = tmp_path / "warehouse"


def backbone():
    membership = MembershipFactory(data_lead=True)
    return membership.initiative, membership.person


def test_an_indicator_is_defined_with_what_it_means():
    initiative, lead = backbone()
    owner = OrganizationFactory(initiative=initiative)

    indicator = actions.define_indicator(
        initiative, code="reading", owner=owner, definition={"name": {"en": "Reading"}}, by=lead
    )

    assert indicator.definition.number == 1
    assert str(queries.indicator_at(initiative, "reading")) == "Reading"


@pytest.mark.parametrize(
    ("code", "definition"),
    [
        ("Reading Well", {"name": {"en": "x"}}),
        ("submissions", {"name": {"en": "x"}}),
        ("reading", {"name": {}}),
        ("reading", {"name": {"en": "x"}, "fewest": 4}),
        ("reading", {"name": {"en": "x"}, "cuts": [{"level": "city", "by": ["shoe-size"]}]}),
        ("reading", {"name": {"en": "x"}, "cuts": [{"by": []}]}),
    ],
)
def test_what_cannot_be_is_refused(code, definition):
    initiative, lead = backbone()
    owner = OrganizationFactory(initiative=initiative)

    with pytest.raises(Refusal):
        actions.define_indicator(initiative, code=code, owner=owner, definition=definition, by=lead)


def test_partners_define_nothing():
    initiative, _ = backbone()
    partner = MembershipFactory(initiative=initiative, steward=True)

    with pytest.raises(Refusal, match="data lead"):
        actions.define_indicator(
            initiative,
            code="reading",
            owner=partner.organization,
            definition={"name": {"en": "x"}},
            by=partner.person,
        )


def test_before_a_release_a_definition_is_edited_in_place():
    there = city()

    changed = actions.change_definition(
        there.definition, {"target": 80.0}, version=1, by=there.lead
    )

    assert (changed.number, changed.target, changed.version) == (1, 80.0, 2)


def test_the_second_editor_sees_both_sides():
    there = city()
    actions.change_definition(there.definition, {"target": 80.0}, version=1, by=there.lead)

    with pytest.raises(Stale) as stale:
        actions.change_definition(there.definition, {"target": 70.0}, version=1, by=there.lead)

    assert (stale.value.theirs.target, stale.value.yours) == (80.0, {"target": 70.0})


@pytest.mark.slow
def test_after_a_release_a_change_makes_the_next_number_and_breaks_the_series():
    there = city()
    there.count("2024", SAFE)
    there.publish()
    definition = Definition.objects.get()

    with pytest.raises(Refusal, match="from which period"):
        actions.change_definition(definition, {"decimals": 1}, version=1, by=there.lead)
    turn = actions.Turn("2025", {"en": "A new test"})
    made = actions.change_definition(
        definition, {"decimals": 1}, version=1, turn=turn, by=there.lead
    )

    assert (made.number, made.decimals, made.cuts) == (2, 1, CUTS)
    assert Definition.objects.get(number=1).decimals == 0
    assert there.indicator.breaks.get().period == "2025"


@pytest.mark.slow
def test_a_break_stays_once_values_after_it_are_public():
    there = city()
    there.count("2024", SAFE)
    said = {"reason": {"en": "A new test"}, "by": there.lead}
    early = actions.declare_break(there.indicator, period="2024", **said)
    late = actions.declare_break(there.indicator, period="2030", **said)
    there.publish()

    actions.remove_break(late, by=there.lead)
    with pytest.raises(Refusal, match="has to stay"):
        actions.remove_break(early, by=there.lead)


def test_the_story_can_be_told_at_any_time():
    there = city()

    told = actions.tell_story(
        there.definition, {"story": {"en": "Because."}}, version=1, by=there.lead
    )

    assert told.story == {"en": "Because."}
    with pytest.raises(ValueError, match="fewest"):
        actions.tell_story(there.definition, {"fewest": 5}, version=2, by=there.lead)


def test_a_retired_indicator_is_no_longer_listed():
    there = city()

    actions.retire_indicator(there.indicator, today=dt.date(2026, 1, 1), by=there.lead)

    assert list(queries.indicators_of(there.indicator.initiative)) == []


def test_places_come_in_any_order_and_know_what_they_lie_in():
    initiative, lead = backbone()
    new = actions.NewPlace

    actions.add_places(
        initiative,
        [
            new("north", {"en": "North"}, "school", parent="city"),
            new("city", {"en": "City"}, "city"),
        ],
        by=lead,
    )

    assert Place.objects.get(code="north").parent.code == "city"
    assert queries.levels_of(initiative) == ["school", "city"]


@pytest.mark.parametrize(
    "places",
    [
        [("a", "school", ""), ("a", "school", "")],
        [("a", "school", "nowhere")],
        [("a", "school", "b"), ("b", "school", "a")],
        [("", "school", "")],
        [("a", "High School", "")],
    ],
)
def test_places_that_cannot_be_are_refused_and_none_is_added(places):
    initiative, lead = backbone()
    new = [actions.NewPlace(code, {"en": code}, level, parent) for code, level, parent in places]

    with pytest.raises(Refusal):
        actions.add_places(initiative, new, by=lead)
    assert not Place.objects.exists()


def test_a_place_cannot_be_moved_into_itself():
    there = city()
    north = Place.objects.get(code="north")
    above = Place.objects.get(code="city")

    with pytest.raises(Refusal, match="lie in itself"):
        actions.change_place(above, {"parent": north}, version=1, by=there.lead)


def test_a_spelling_belongs_to_one_category():
    initiative, lead = backbone()
    race = BreakdownFactory(initiative=initiative)
    CategoryFactory(breakdown=race, spellings=["AA"])

    with pytest.raises(Refusal, match="spelling"):
        actions.add_category(race, code="black", name={"en": "Black"}, spellings=[" aa "], by=lead)


@pytest.mark.parametrize("template", [t["code"] for t in all_templates()])
def test_every_template_can_be_started_from_twice(template):
    initiative, lead = backbone()
    OrganizationFactory(initiative=initiative, backbone=True)

    actions.start_from_template(initiative, template, by=lead)
    actions.start_from_template(initiative, template, by=lead)

    said = next(t for t in all_templates() if t["code"] == template)
    found = queries.indicators_of(initiative)
    assert [i.code for i in found] == [i["code"] for i in said["indicators"]]
    assert all(i.definition.cuts for i in found)


def test_templates_speak_both_languages():
    def texts(said):
        if isinstance(said, dict):
            if set(said) <= {"en", "es"}:
                yield said
            else:
                for inner in said.values():
                    yield from texts(inner)
        elif isinstance(said, list):
            for inner in said:
                yield from texts(inner)

    found = [text for template in all_templates() for text in texts(template)]

    assert len(found) > 50
    assert all(text["en"] and text["es"] for text in found)


def test_an_unknown_template_is_refused():
    initiative, lead = backbone()

    with pytest.raises(Refusal):
        actions.start_from_template(initiative, "no-such", by=lead)
    assert InitiativeFactory._meta.model.objects.count() == 1
