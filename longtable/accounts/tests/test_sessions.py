"""Where somebody is signed in: seen by themselves, ended by themselves, without addresses."""

import datetime as dt

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from longtable.accounts.devices import device_of, in_words
from longtable.accounts.queries import has_second_factor
from longtable.accounts.tasks import forget_ended_sessions
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
WHERE = "/accounts/me/sessions/"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
)
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0"


def device(person, agent=DESK):
    """Return a device on which somebody is signed in, and was seen once."""
    client = Client(headers={"User-Agent": agent})
    client.force_login(person)
    assert is_in(client)
    return client


def is_in(client):
    return client.get(reverse("today:me")).status_code == 200


@pytest.fixture
def person():
    made = PersonFactory()
    made.set_password("a long old password")
    made.save()
    return made


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PHONE, "Chrome on Android"),
        (DESK, "Firefox on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126 Safari/537.36 Edg/126", "Edge on Windows"),
        ("curl/8", "A device that does not say what it is"),
    ],
)  # fmt: skip
def test_a_device_is_called_as_people_call_it(agent, words):
    assert in_words(device_of(agent)) == words


def test_somebody_sees_their_devices_and_nobody_elses_and_no_address_is_kept(person):
    here, _phone = device(person), device(person, PHONE)
    device(PersonFactory(), "Mozilla/5.0 (X11; CrOS) Chrome/126")

    page = here.get(WHERE).content.decode()

    assert "Firefox on Windows" in page
    assert "Chrome on Android" in page
    assert "Chromebook" not in page
    assert set(UserSession.objects.values_list("ip", flat=True)) == {"0.0.0.0"}
    assert "Pixel" not in str(list(UserSession.objects.values_list("user_agent", flat=True)))


def test_one_device_is_signed_out_and_the_others_stay(person):
    here, phone, other = device(person), device(person, PHONE), device(person)
    only = UserSession.objects.get(session_key=phone.session.session_key).pk

    here.post(WHERE, {"only": only})

    assert [is_in(one) for one in (here, phone, other)] == [True, False, True]


def test_all_others_are_signed_out(person):
    here, phone, other = device(person), device(person, PHONE), device(person)

    here.post(WHERE, {})

    assert [is_in(one) for one in (here, phone, other)] == [True, False, False]


def test_nobody_signs_out_somebody_else(person):
    here, stranger = device(person), device(PersonFactory())
    only = UserSession.objects.get(session_key=stranger.session.session_key).pk

    answer = here.post(WHERE, {"only": only}, follow=True)

    assert "signed out already" in answer.content.decode()
    assert is_in(stranger)


def test_a_new_password_signs_out_everywhere_else(person):
    here, phone = device(person), device(person, PHONE)
    here.post(reverse("account_reauthenticate"), {"password": "a long old password"})
    new = "quite another long one"
    said = {"oldpassword": "a long old password", "password1": new, "password2": new}

    answer = here.post(reverse("account_change_password"), said)

    assert answer.status_code == 302
    assert [is_in(one) for one in (here, phone)] == [True, False]
    page = here.get(WHERE).content.decode()
    assert "nowhere else" in page
    assert UserSession.objects.filter(user=person).count() == 1


def turn_on_a_second_factor(client, monkeypatch, committed):
    client.post(reverse("account_reauthenticate"), {"password": "a long old password"})
    client.get(reverse("mfa_activate_totp"))
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.validate_totp_code", lambda *_said: True)
    with committed(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": "123456"})


def test_another_second_factor_signs_out_everywhere_else(
    person, monkeypatch, django_capture_on_commit_callbacks
):
    here, phone = device(person), device(person, PHONE)

    turn_on_a_second_factor(here, monkeypatch, django_capture_on_commit_callbacks)

    assert has_second_factor(person)
    assert [is_in(one) for one in (here, phone)] == [True, False]


def test_the_check_sees_a_factor_that_signs_nobody_out(
    person, monkeypatch, django_capture_on_commit_callbacks
):
    here, phone = device(person), device(person, PHONE)
    monkeypatch.setattr("longtable.accounts.noting.other_sessions_of", lambda *_a, **_m: [])

    turn_on_a_second_factor(here, monkeypatch, django_capture_on_commit_callbacks)

    assert is_in(phone)


def test_notes_of_sessions_that_ended_by_themselves_are_deleted(person):
    device(person)
    now = timezone.now()

    assert forget_ended_sessions(now) == 0
    assert forget_ended_sessions(now + dt.timedelta(days=15)) == 1


def test_a_note_is_written_once_and_not_at_every_click(person):
    here = device(person)
    before = UserSession.objects.get()

    is_in(here)

    assert UserSession.objects.get().last_seen_at == before.last_seen_at
