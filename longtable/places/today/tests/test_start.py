"""An initiative is started with a name; its address follows from it."""

import pytest
from django.urls import reverse

from longtable.initiative.models import Initiative
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
FILLED = {"name": "Léer a los nueve", "slug": "", "backbone": "Our backbone", "template": "empty"}


@pytest.fixture
def signed_in(client):
    client.force_login(PersonFactory(is_administrator=True))
    return client


def test_the_address_is_made_from_the_name(signed_in):
    answer = signed_in.post(reverse("today:start"), FILLED)

    assert answer.status_code == 302
    assert Initiative.objects.get().slug == "leer-a-los-nueve"


def test_a_name_without_latin_letters_asks_for_an_address(signed_in):
    answer = signed_in.post(reverse("today:start"), {**FILLED, "name": "القراءة"})

    assert not Initiative.objects.exists()
    assert "Give it an address" in answer.content.decode()
    assert "القراءة" in answer.content.decode()


def test_an_address_that_is_taken_is_said(signed_in):
    signed_in.post(reverse("today:start"), FILLED)

    answer = signed_in.post(reverse("today:start"), FILLED)

    assert Initiative.objects.count() == 1
    assert "is taken" in answer.content.decode()
