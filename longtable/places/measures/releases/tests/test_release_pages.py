import csv
import io

import pytest
from django.urls import reverse

from longtable.measures import queries
from longtable.measures.models import Release
from longtable.measures.tests.world import SAFE, SMALL, city
from tests.factories import MembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _own_warehouse(settings, tmp_path):
    settings.WAREHOUSE = tmp_path / "warehouse"


def at(there, name, *more):
    return reverse(f"measures:{name}", args=[there.indicator.initiative.slug, "reading", *more])


def test_one_person_prepares_and_another_makes_it_public(client):
    there = city()
    there.count("2024", SMALL)
    client.force_login(there.lead)

    answer = client.post(at(there, "prepare"), {"objective": "communities"}, follow=True)

    text = answer.content.decode()
    assert "Is it right, and is it safe?" in text
    assert "Nothing came out" in text
    assert "You prepared it" in text
    assert there.facilitator.name in text

    client.force_login(there.facilitator)
    release = queries.prepared_release(there.indicator)
    form = {"release": release.pk, "version": release.version}
    answer = client.post(at(there, "approve"), form, follow=True)
    again = client.post(at(there, "approve"), form, follow=True)

    assert "It is public now." in answer.content.decode()
    assert again.status_code == 200
    assert queries.current_release(there.indicator).number == 1
    assert Release.objects.count() == 1


def test_the_one_who_prepared_cannot_approve_by_hand(client):
    there = city()
    there.count("2024", SAFE)
    release = there.prepare()
    client.force_login(there.lead)

    answer = client.post(
        at(there, "approve"), {"release": release.pk, "version": release.version}, follow=True
    )

    assert "Somebody else has to approve it" in answer.content.decode()
    assert queries.current_release(there.indicator) is None


def test_another_choice_prepares_it_again(client):
    there = city()
    there.count("2024", SMALL)
    release = there.prepare()
    client.force_login(there.facilitator)

    client.post(at(there, "prepare_again"), {"objective": "cells", "version": release.version})

    now = queries.prepared_release(there.indicator)
    assert now.objective == "cells"
    assert now.prepared_by == there.facilitator
    assert Release.objects.get(pk=release.pk).state == "discarded"


@pytest.mark.parametrize(
    ("weight", "bound", "said"),
    [
        (40.0, 40.0, "No safe choice is cheaper: this is proven."),
        (1000.0, 999.0, "No safe choice is cheaper by more than 1%."),
        (3.0, 0.0, "No safe choice is cheaper by more than 100%."),
        (0.0, 0.0, "No safe choice is cheaper: this is proven."),
    ],
)
def test_only_what_is_proven_is_called_so(client, weight, bound, said):
    there = city()
    there.count("2024", SMALL)
    release = there.prepare()
    report = release.check_report | {"weight": weight, "bound": bound}
    Release.objects.filter(pk=release.pk).update(check_report=report)
    client.force_login(there.facilitator)

    assert said in client.get(at(there, "release_check")).content.decode()


def test_withdrawing_asks_why(client):
    there = city()
    there.count("2024", SAFE)
    there.publish()
    client.force_login(there.facilitator)

    empty = client.post(at(there, "withdraw", 1), {"reason": ""})
    client.post(at(there, "withdraw", 1), {"reason": "Two schools were swapped."})

    assert empty.status_code == 200
    assert queries.current_release(there.indicator) is None
    page = client.get(at(there, "releases")).content.decode()
    assert "Two schools were swapped." in page


def test_without_facts_it_says_so(client):
    there = city()
    client.force_login(there.lead)

    answer = client.post(at(there, "prepare"), {"objective": "communities"})

    assert "Nothing has been counted yet" in answer.content.decode()


@pytest.mark.parametrize("name", ["releases", "prepare", "release_check", "witnesses"])
def test_partners_do_not_get_in(client, name):
    there = city()
    member = MembershipFactory(initiative=there.indicator.initiative, member=True).person
    client.force_login(member)

    assert client.get(at(there, name)).status_code == 404


def test_the_check_asks_the_database_little(client, django_assert_max_num_queries):
    there = city()
    there.count("2024", SMALL)
    there.count("2023", SAFE)
    there.prepare()
    client.force_login(there.facilitator)

    with django_assert_max_num_queries(30):
        client.get(at(there, "release_check"))


def test_the_tables_that_prove_it_can_be_taken_away(client):
    there = city()
    there.count("2024", SMALL)
    there.prepare()
    client.force_login(there.facilitator)

    page = client.get(at(there, "release_check")).content.decode()
    answer = client.get(at(there, "witnesses"))

    assert at(there, "witnesses") in page
    assert answer["Content-Type"].startswith("text/csv")
    header, *rows = csv.reader(io.StringIO(answer.content.decode()))
    assert header[:5] == ["period", "place", "group", "count", "table 1"]
    names = queries.names_of(there.indicator.initiative)
    told = [names.places["west"], names.group((("race", "asian"),)), "numerator"]
    small = next(row for row in rows if row[1:4] == told)
    assert min(map(float, small[4:])) <= 1
    assert max(map(float, small[4:])) >= 10


def test_what_stays_as_it_was_keeps_its_tables(client):
    there = city()
    there.count("2024", SMALL)
    there.publish()
    before = queries.proof_of(queries.current_release(there.indicator))
    there.count("2025", SAFE)

    there.prepare()

    after = queries.proof_of(queries.prepared_release(there.indicator))
    assert before
    assert [row for row in after if row.period == "2024"] == before
