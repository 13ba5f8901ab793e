"""S02: nothing is done without one's own page having asked for it. (By looking: see canaries.)"""

import pytest
from django.test import Client

from tests.access.world import world
from tests.safety.fingerprints import changed, fingerprint
from tests.safety.pages import forms_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sqlite]


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


def test_the_check_sees_a_change():
    here = world()
    before = fingerprint()

    here.made.indicator.position += 1
    here.made.indicator.save()

    assert changed(before) == {"measures.Indicator"}
