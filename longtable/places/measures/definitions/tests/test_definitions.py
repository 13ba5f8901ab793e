import pytest
from django.urls import reverse

from longtable.measures.tests.world import SAFE, city

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def made():
    return city()


@pytest.fixture
def lead(client, made):
    client.force_login(made.lead)
    return client


def at(made, name, *more):
    return reverse(f"measures:{name}", args=[made.indicator.initiative.slug, *more])


def filled(made, **more):
    return {
        "code": "attendance",
        "kind": "population",
        "owner": made.indicator.owner_id,
        "name_en": "Attendance",
        "question_en": "How many children come to school?",
        "question_es": "¿Cuántos niños van a la escuela?",
        "unit": "percent",
        "direction": "up",
        "estimator": "rate",
        "decimals": 0,
        "fewest": 10,
        "cuts": ["city:", "city:race"],
        **more,
    }


def test_an_indicator_is_defined_in_the_browser(lead, made):
    lead.post(at(made, "define"), filled(made))

    indicator = made.indicator.initiative.indicators.get(code="attendance")
    assert indicator.definition.question["es"] == "¿Cuántos niños van a la escuela?"
    assert indicator.definition.cuts == [
        {"level": "city", "by": []},
        {"level": "city", "by": ["race"]},
    ]


def test_what_is_wrong_is_said_and_the_rest_is_kept(lead, made):
    answer = lead.post(at(made, "define"), filled(made, fewest=2, name_en=""))

    html = answer.content.decode()
    assert "Everything you wrote is kept" in html
    assert "How many children come to school?" in html
    assert not made.indicator.initiative.indicators.filter(code="attendance").exists()


def test_two_editors_see_both_versions(lead, made):
    where = at(made, "edit", "reading")
    mine = filled(made, version=1, name_en="Mine")
    lead.post(where, filled(made, version=1, name_en="Theirs"))

    answer = lead.post(where, mine)

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs" in html
    assert "Mine" in html
    lead.post(where, mine | {"version": 2})
    assert made.indicator.definitions.get().name["en"] == "Mine"


def test_a_released_definition_gets_a_new_version_and_a_break(lead, made):
    made.count("2024", SAFE)
    made.publish()
    where = at(made, "edit", "reading")

    without = lead.post(where, filled(made, version=1))
    lead.post(where, filled(made, version=1, holds_from="2025", reason="A new test"))

    assert without.status_code == 200
    assert sorted(made.indicator.definitions.values_list("number", flat=True)) == [1, 2]
    assert made.indicator.breaks.get().period == "2025"


def test_places_are_taken_in_all_or_none(lead, made):
    where = at(made, "define_places")

    wrong = lead.post(where, {"lines": "east, East School, school, city\nno comma here"})
    assert "Line 2" in wrong.content.decode()
    assert not made.indicator.initiative.places.filter(code="east").exists()

    lead.post(where, {"lines": "east, East School, school, city"})
    assert made.indicator.initiative.places.get(code="east").parent.code == "city"


def test_groups_are_added_with_the_spellings_of_files(lead, made):
    lead.post(at(made, "breakdowns"), {"name_en": "Language", "code": "language"})
    lead.post(
        at(made, "breakdown", "language"),
        {"name_en": "Hmong", "code": "hmong", "spellings": "Hmoob\nHMG"},
    )

    breakdown = made.indicator.initiative.breakdowns.get(code="language")
    assert breakdown.categories.get().spellings == ["Hmoob", "HMG"]


def test_a_break_is_declared_and_removed(lead, made):
    where = at(made, "breaks", "reading")
    lead.post(where, {"period": "2025", "reason_en": "A new test"})
    row = made.indicator.breaks.get()

    lead.post(at(made, "remove_break", "reading", row.pk))

    assert not made.indicator.breaks.exists()


def test_everybody_in_the_initiative_sees_the_list(client, made):
    client.force_login(made.facilitator)

    assert "Not yet published" in client.get(at(made, "indicators")).content.decode()


def change(made, client, **more):
    """Send the form of the school North, as it stands but for `more`."""
    place = made.indicator.initiative.places.get(code="north")
    said = {"name_en": "North", "name_es": "", "parent": "city", "spellings": "", "version": 1}
    return client.post(at(made, "change_place", place.pk), said | more)


def test_a_place_is_renamed_moved_and_spelled_in_the_browser(lead, made):
    change(made, lead, name_es="Norte", parent="", spellings="N. School\nNorth Elementary\n")

    place = made.indicator.initiative.places.get(code="north")
    assert (place.name, place.parent) == ({"en": "North", "es": "Norte"}, None)
    assert place.spellings == ["N. School", "North Elementary"]


def test_the_second_editor_of_a_place_sees_both(lead, made):
    change(made, lead, name_en="North School")

    answer = change(made, lead, name_en="Northern School")

    assert answer.status_code == 409
    assert "North School" in answer.content.decode()
    assert made.indicator.initiative.places.get(code="north").name["en"] == "North School"
