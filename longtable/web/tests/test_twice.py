"""A form that is sent twice counts once; another form, or one that was refused, for itself."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    """Return a facilitator's browser, the page of organizations, and the initiative."""
    member = MembershipFactory(facilitator=True)
    client = Client(enforce_csrf_checks=True)
    client.force_login(member.person)
    return client, reverse("settings:organizations", args=[member.initiative.slug])


def send(client, where, name, token):
    kind = "application/x-www-form-urlencoded"
    return client.post(where, f"csrfmiddlewaretoken={token}&name={name}", content_type=kind)


def token_of(client, where):
    found = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', client.get(where).content.decode())
    return found[1]


def test_the_second_of_two_equal_forms_is_sent_where_the_first_was(desk):
    client, where = desk
    token = token_of(client, where)

    first, second = (send(client, where, "Twice", token) for _time in range(2))

    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert client.get(where).content.decode().count("<bdi>Twice</bdi>") == 1


def test_a_form_of_another_page_is_another_form(desk):
    client, where = desk

    first, second = (send(client, where, "Twice", token_of(client, where)) for _time in range(2))

    assert first.status_code == 302
    assert "is there already" in second.content.decode()


def test_a_form_that_was_refused_is_tried_again(desk):
    client, where = desk
    token = token_of(client, where)

    answers = [send(client, where, "", token) for _time in range(2)]

    assert [one.status_code for one in answers] == [200, 200]
    assert all("csrfmiddlewaretoken" in one.content.decode() for one in answers)


def test_a_form_with_a_bad_token_claims_nothing(desk):
    client, where = desk
    token = token_of(client, where)

    refused = send(client, where, "Twice", "x" * 64)
    done = send(client, where, "Twice", token)

    assert (refused.status_code, done.status_code) == (403, 302)


def test_what_was_sent_long_ago_is_forgotten(desk, monkeypatch):
    client, where = desk
    token = token_of(client, where)
    send(client, where, "Twice", token)
    monkeypatch.setattr("longtable.web.twice.KEPT_SECONDS", -1.0)

    again = send(client, where, "Twice", token)

    assert "is there already" in again.content.decode()
