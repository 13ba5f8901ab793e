import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from longtable.accounts.actions import offer_first_administrator
from longtable.accounts.models import Person
from longtable.initiative import actions
from longtable.initiative.models import Role
from longtable.record.models import Letter
from tests.factories import MembershipFactory, PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def invited(address):
    facilitator = MembershipFactory(facilitator=True)
    invitee = actions.Invitee(address, Role.READER)
    actions.invite(facilitator.initiative, invitee, now=timezone.now(), by=facilitator.person)
    text = bytes(Letter.objects.get(to=address).message).decode()
    return facilitator.initiative, reverse(
        "today:join", args=[re.search(r"/join/([^/]+)/", text)[1]]
    )


def test_somebody_new_joins_and_is_signed_in(client):
    initiative, address = invited("ana@example.org")

    answer = client.post(address, {"name": "Ana", "password": ""})

    assert answer.headers["Location"] == reverse("today:today", args=[initiative.slug])
    assert client.session["_auth_user_id"] == str(Person.objects.get(email="ana@example.org").pk)


def test_somebody_known_has_to_sign_in_first(client):
    PersonFactory(email="ana@example.org")
    _, address = invited("ana@example.org")

    answer = client.post(address, {"name": "Somebody else"})

    assert "_auth_user_id" not in client.session
    assert b"Sign in" in answer.content


def test_an_unknown_code_finds_nothing(client):
    assert client.get(reverse("today:join", args=["no-such-code"])).status_code == 404


def test_a_password_that_is_easy_to_guess_is_refused(client):
    _, address = invited("ana@example.org")

    answer = client.post(address, {"name": "Ana", "password": "password1234"})

    assert answer.status_code == 200
    assert not Person.objects.filter(email="ana@example.org").exists()


def first_administrator(code):
    filled = {"name": "Kim", "email": "kim@example.org", "password": "a long and calm sentence"}
    return reverse("today:first", args=[code]), filled


def test_the_set_up_link_makes_one_administrator_and_is_gone(client):
    address, filled = first_administrator(offer_first_administrator())

    client.post(address, filled)
    again = client.post(address, filled | {"email": "mallory@example.org"})

    assert [p.email for p in Person.objects.filter(is_administrator=True)] == ["kim@example.org"]
    assert again.status_code == 404


def test_a_guessed_set_up_link_finds_nothing(client):
    offer_first_administrator()

    assert client.get(reverse("today:first", args=["guess"])).status_code == 404


def test_there_is_no_offer_once_somebody_runs_the_installation():
    PersonFactory(administrator=True)

    assert offer_first_administrator() is None


def test_two_clients_race_for_the_set_up_and_one_wins(client):
    address, filled = first_administrator(offer_first_administrator())
    client.get(address)

    first = client.post(address, filled)
    second = client.post(address, filled | {"email": "other@example.org"})

    assert (first.status_code, second.status_code) == (302, 404)


def test_an_invitation_ends_after_fourteen_days(client, monkeypatch):
    _, address = invited("ana@example.org")
    later = timezone.now() + dt.timedelta(days=15)
    monkeypatch.setattr("longtable.places.today.joining.timezone.now", lambda: later)

    assert client.get(address).status_code == 404
