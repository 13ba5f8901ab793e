"""S02: nothing is done without one's own page having asked for it, and nothing by looking."""

import hashlib

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client

from tests.access.world import world
from tests.safety.pages import addresses, forms_of, walk

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.pages]
# What reading writes: when a session was last used; and the sign-in library's own copy of one's
# address, at the first look at one's account.
WRITTEN_BY_READING = {Session, EmailAddress, UserSession}


def fingerprint():
    """Return a hash of every row of every model, but for what reading may write."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model not in WRITTEN_BY_READING:
            rows = sorted(repr(row) for row in model._default_manager.values_list())
            found[model._meta.label] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def changed(before):
    return {label for label, now in fingerprint().items() if before[label] != now}


def posts_of(client, here):
    return [form for form in forms_of(client, here).values() if form.method == "post"]


def test_every_form_is_refused_without_its_token_and_from_elsewhere():
    here = world()
    client = Client(enforce_csrf_checks=True)
    client.force_login(here.people["facilitator"])
    forms = posts_of(client, here)
    before, open_to_all = fingerprint(), []

    for form in forms:
        fields = form.filled()
        token = fields.pop("csrfmiddlewaretoken", "")
        bare = client.post(form.action, fields)
        evil = {"headers": {"Origin": "https://evil.example"}}
        foreign = client.post(form.action, fields | {"csrfmiddlewaretoken": token}, **evil)
        open_to_all += [form.name for answer in (bare, foreign) if answer.status_code != 403]

    assert len(forms) > 30
    assert open_to_all == []
    assert changed(before) == set()


def test_a_form_with_its_token_is_let_through():
    here = world()
    client = Client(enforce_csrf_checks=True)
    client.force_login(here.people["facilitator"])
    form = next(form for form in posts_of(client, here) if form.action == "/accounts/me/")
    before = fingerprint()

    answer = client.post(form.action, form.filled(name="Another name"))

    assert answer.status_code == 302
    assert "accounts.Person" in changed(before)


@pytest.mark.parametrize("who", ["", "facilitator", "steward"])
def test_looking_at_everything_changes_nothing(who):
    here = world()
    client = Client()
    if who:
        client.force_login(here.people[who])
    before = fingerprint()

    opened = sum(1 for _page in walk(client, addresses(here).values()))

    assert opened > 40
    assert changed(before) == set()


def test_the_check_sees_a_change():
    here = world()
    before = fingerprint()

    here.made.indicator.position += 1
    here.made.indicator.save()

    assert changed(before) == {"measures.Indicator"}
