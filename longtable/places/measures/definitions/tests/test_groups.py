"""Breakdowns and categories are changed in the browser, and nothing of two editors is lost."""

import pytest
from django.urls import reverse

from longtable.measures.tests.world import city
from longtable.places.measures.desk.example import rows_to_fill
from longtable.submissions.queries import vocabulary_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def made():
    return city()


@pytest.fixture
def lead(client, made):
    client.force_login(made.lead)
    return client


def race(made):
    return made.indicator.initiative.breakdowns.get(code="race")


def rename(made, client, **more):
    """Send the form of the breakdown by race, as it stands but for `more`."""
    where = reverse("measures:change_breakdown", args=[made.indicator.initiative.slug, "race"])
    return client.post(where, {"name_en": "Race", "covers_everyone": "on", "version": 1} | more)


def change(made, client, code="black", **more):
    """Send the form of a category, as it stands but for `more`."""
    where = reverse("measures:change_category", args=[made.indicator.initiative.slug, "race", code])
    row = race(made).categories.get(code=code)
    said = {"name_en": row.name["en"], "spellings": "", "after": "", "version": row.version}
    return client.post(where, said | more)


def order(made):
    return [row.code for row in race(made).categories.all()]


def test_a_breakdown_is_renamed_and_its_code_stays(lead, made):
    rename(made, lead, name_en="Race and ethnicity", name_es="Raza y etnia")

    assert race(made).name == {"en": "Race and ethnicity", "es": "Raza y etnia"}
    assert race(made).covers_everyone


def test_the_second_editor_of_a_breakdown_sees_both(lead, made):
    rename(made, lead, name_en="Their race")

    answer = rename(made, lead, name_en="Race as they say it")

    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Their race" in html
    assert "Race as they say it" in html
    assert race(made).name["en"] == "Their race"


def test_a_category_is_renamed_and_spelled(lead, made):
    change(made, lead, name_en="Black or African American", spellings="AA\n Afr. Am. \n\n")

    row = race(made).categories.get(code="black")
    assert row.name["en"] == "Black or African American"
    assert row.spellings == ["AA", "Afr. Am."]


def test_the_second_editor_of_a_category_sees_both(lead, made):
    change(made, lead, name_en="First said", version=1)

    answer = change(made, lead, name_en="Said second", version=1)

    assert answer.status_code == 409
    html = answer.content.decode()
    assert "First said" in html
    assert "Said second" in html
    assert race(made).categories.get(code="black").name["en"] == "First said"


def test_a_spelling_of_another_category_is_refused_in_the_form(lead, made):
    change(made, lead, code="asian", spellings="AA")

    answer = change(made, lead, spellings="aa")

    assert "is a spelling of" in answer.content.decode()
    assert race(made).categories.get(code="black").spellings == []


def test_a_category_moves_and_the_others_close_up(lead, made):
    assert order(made) == ["asian", "black", "white"]

    change(made, lead, code="white", after="-")
    assert order(made) == ["white", "asian", "black"]

    change(made, lead, code="white", after="asian")
    assert order(made) == ["asian", "white", "black"]
    assert [row.position for row in race(made).categories.all()] == [0, 1, 2]


def test_a_retired_category_is_not_offered_until_it_is_used_again(lead, made):
    initiative = made.indicator.initiative
    name = str(race(made).categories.get(code="black"))
    assert vocabulary_of(initiative).category(name, "race") is not None
    assert name in {row[-1] for row in rows_to_fill(made.indicator)}

    change(made, lead, is_retired="on")

    assert vocabulary_of(initiative).category(name, "race") is None
    assert name not in {row[-1] for row in rows_to_fill(made.indicator)}
    page = lead.get(reverse("measures:breakdown", args=[initiative.slug, "race"])).content.decode()
    assert "No longer used" in page

    change(made, lead)

    assert vocabulary_of(initiative).category(name, "race") is not None


def test_a_category_of_another_breakdown_is_not_found(lead, made):
    where = reverse(
        "measures:change_category", args=[made.indicator.initiative.slug, "race", "small"]
    )

    assert lead.get(where).status_code == 404
