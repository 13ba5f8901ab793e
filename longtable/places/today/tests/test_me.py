import pytest
from django.urls import reverse

from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_people_change_what_they_are_called(client):
    person = PersonFactory(name="Before")
    client.force_login(person)

    answer = client.post(
        reverse("today:me"), {"name": "After", "language": "es", "version": person.version}
    )

    person.refresh_from_db()
    assert answer.status_code == 302
    assert (person.name, person.language, person.version) == ("After", "es", 2)
