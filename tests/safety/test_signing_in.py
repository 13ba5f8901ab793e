"""A06, A08–A11: guessing is slow, leaving is at once, sessions end, private pages ask for more."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import get_resolver, reverse

from longtable.initiative.models import Membership, Role
from longtable.record.models import Letter
from longtable.web.access import declared
from longtable.web.idling import BEGAN, SEEN
from tests.access.routes import every_route
from tests.access.world import world
from tests.factories import MembershipFactory, PersonFactory
from tests.safety.pages import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PASSWORD = "a long and calm sentence"
LOGIN = "/accounts/login/"


@pytest.fixture
def ana():
    person = PersonFactory(email="ana@example.org")
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(client, password=PASSWORD, email="ana@example.org", **more):
    return client.post(LOGIN, {"login": email, "password": password}, **more)


def is_in(client):
    return client.get(reverse("today:me")).status_code == 200


def plain(answer):
    """Return a page without what is made anew each time."""
    return re.sub(r'value="[^"]{30,}"', "", answer.content.decode())


def test_ten_wrong_passwords_are_enough(client, ana):
    for number in range(10):
        sign_in(client, f"wrong {number}", REMOTE_ADDR=f"203.0.113.{number}")

    answer = sign_in(client, REMOTE_ADDR="203.0.113.99")

    assert not is_in(client)
    assert b"Too many" in answer.content


def test_nine_wrong_passwords_do_not_lock_anybody_out(client, ana):
    for number in range(9):
        sign_in(client, f"wrong {number}")

    sign_in(client)

    assert is_in(client)


def test_a_code_is_good_for_three_tries(client, ana):
    client.post("/accounts/login/code/", {"email": "ana@example.org"})
    code = re.search(
        r"\n([0-9A-Z]{3,}-?[0-9A-Z]*)\r?\n", bytes(Letter.objects.get().message).decode()
    )

    for _number in range(3):
        client.post("/accounts/login/code/confirm/", {"code": "AAAAAA"})
    client.post("/accounts/login/code/confirm/", {"code": code[1]})

    assert not is_in(client)


def test_the_right_code_signs_in(client, ana):
    client.post("/accounts/login/code/", {"email": "ana@example.org"})
    code = re.search(
        r"\n([0-9A-Z]{3,}-?[0-9A-Z]*)\r?\n", bytes(Letter.objects.get().message).decode()
    )

    client.post("/accounts/login/code/confirm/", {"code": code[1]})

    assert is_in(client)


@pytest.mark.parametrize("address", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_few_codes_and_reset_mails_are_sent(client, ana, address):
    for number in range(12):
        client.post(address, {"email": "ana@example.org"}, REMOTE_ADDR=f"203.0.113.{number}")

    assert 1 <= Letter.objects.count() <= 5


@pytest.mark.parametrize("address", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_who_is_known_is_not_told(client, ana, address):
    known = client.post(address, {"email": "ana@example.org"}, follow=True)
    unknown = Client().post(address, {"email": "who@example.org"}, follow=True)

    assert plain(known).replace("ana@", "who@") == plain(unknown)
    assert not Letter.objects.filter(to="who@example.org").exists()


def test_a_wrong_password_looks_the_same_for_the_unknown(client, ana):
    known = sign_in(client, "wrong")
    unknown = sign_in(Client(), "wrong", "who@example.org")

    assert plain(known).replace("ana@", "who@") == plain(unknown)


def test_signing_in_gives_a_new_session_and_signing_out_ends_it(client, ana):
    client.get(LOGIN)
    client.post("/accounts/password/reset/", {"email": "who@example.org"}, follow=True)
    before = client.session.session_key
    sign_in(client)
    inside = client.session.session_key
    copied = Client()
    copied.cookies["sessionid"] = inside
    assert is_in(copied)

    client.post("/accounts/logout/")

    assert inside != before
    assert not Session.objects.filter(session_key=inside).exists()
    assert not is_in(copied)


def test_a_changed_password_ends_every_other_session(client, ana):
    sign_in(client)
    other = Client()
    sign_in(other)

    ana.set_password("another long sentence")
    ana.save()

    assert not is_in(other)


@pytest.fixture
def room(client):
    membership = MembershipFactory(facilitator=True)
    client.force_login(membership.person)
    slug = membership.initiative.slug
    return reverse("today:today", args=[slug]), reverse("settings:people", args=[slug])


def idle(client, **hours):
    """Let a session be older than it is: used and begun so many hours ago."""
    session = client.session
    for name, ago in hours.items():
        session[name] = int(session[name]) - ago * 3600
    session.save()


@pytest.mark.parametrize(
    ("unused", "plain_status", "private_status"), [(1, 200, 200), (3, 200, 302), (13, 302, 302)]
)
def test_an_unused_session_ends(client, room, unused, plain_status, private_status):
    page, private = room
    client.get(page)
    idle(client, **{SEEN: unused})

    assert client.get(page).status_code == plain_status
    assert client.get(private).status_code == private_status


def test_reading_other_pages_does_not_open_the_private_ones_again(client, room):
    page, private = room
    client.get(page)
    idle(client, **{SEEN: 3})

    client.get(page)
    client.get(page)

    assert client.get(private).headers["Location"].startswith(LOGIN)


def test_no_session_lasts_longer_than_fourteen_days(client, room):
    page, _private = room
    client.get(page)
    idle(client, **{BEGAN: 14 * 24 + 1})

    assert client.get(page).status_code == 302


def test_who_is_deactivated_or_demoted_is_out_with_the_next_request(client, room):
    page, private = room
    others = [Client() for _number in range(3)]
    person = Membership.objects.get().person
    for other in others:
        other.force_login(person)
        assert other.get(private).status_code == 200

    Membership.objects.update(role=Role.READER)
    assert [other.get(private).status_code for other in others] == [404] * 3

    person.is_active = False
    person.save()
    assert [other.get(page).status_code for other in others] == [302] * 3


def leads_to(client, address, elsewhere):
    answer = client.get(address, **elsewhere)
    for close in answer._resource_closers:
        close()
    return answer.get("Location")


def test_private_pages_ask_for_a_second_factor(elsewhere):
    here = world()
    at = addresses(here)
    private = [name for name, _, view in every_route(get_resolver())
               if name in at and (access := declared(view, name)) and access.private
               and access.who == "members"]  # fmt: skip
    client = Client()
    client.force_login(here.people["facilitator"])
    client.get("/", **elsewhere)
    assert len(private) > 15

    without = {name: leads_to(client, at[name], elsewhere) for name in private}
    TOTP.activate(here.people["facilitator"], "JBSWY3DPEHPK3PXP")
    within = {name: leads_to(client, at[name], elsewhere) for name in private}

    activation = reverse("mfa_activate_totp")
    assert {name for name, where in without.items() if where != activation} == set()
    assert {name for name, where in within.items() if where == activation} == set()


def test_a_reset_of_the_password_revives_no_invitation(client, ana):
    from tests.factories import InvitationFactory

    invitation = InvitationFactory(email="ana@example.org")
    invitation.expires = invitation.expires.replace(year=2020)
    invitation.save()

    client.post("/accounts/password/reset/", {"email": "ana@example.org"})
    sign_in(client)

    assert not Membership.objects.filter(person=ana).exists()
    invitation.refresh_from_db()
    assert invitation.answered is None


def test_no_second_factor_is_asked_for_twice_as_long_as_guessing_takes(client, ana):
    TOTP.activate(ana, "JBSWY3DPEHPK3PXP")
    sign_in(client)

    answers = [client.post("/accounts/2fa/authenticate/", {"code": f"{n:06d}"}) for n in range(12)]

    assert b"Too many" in answers[-1].content
    assert not is_in(client)
