"""The yearly account: a draft for those who lead, then published for everyone, once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from longtable.accountability.models import YearlyAccount
from longtable.places.accountability.tests.test_pages import agreed
from tests.factories import TableFactory

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


@pytest.fixture
def w():
    return agreed(is_public=True)


def where(w, name="accounts", *parts):
    return reverse(f"accountability:{name}", args=[w.initiative.slug, *parts])


def key(w):
    return f"organization-{w.backbone.pk}"


def test_the_backbone_writes_a_draft_and_publishes_it(client, w):
    w.promise(organization=w.backbone, what="Answer in two weeks", due=timezone.localdate())
    client.force_login(w.facilitator)
    path = where(w, "account", key(w), YEAR)
    assert "Answer in two weeks" in client.get(path).content.decode()

    client.post(path, {"text": "We were late twice.", "version": 0})
    client.logout()
    assert "We were late twice." not in client.get(where(w)).content.decode()
    client.force_login(w.facilitator)
    client.post(where(w, "publish_account", key(w), YEAR), {"version": 1})
    client.logout()

    assert "We were late twice." in client.get(where(w)).content.decode()
    assert YearlyAccount.objects.get().published


def test_a_published_account_can_not_be_changed(client, w):
    client.force_login(w.facilitator)
    path = where(w, "account", key(w), YEAR)
    client.post(path, {"text": "First.", "version": 0})
    for _twice in range(2):
        client.post(where(w, "publish_account", key(w), YEAR), {"version": 1})

    shown = client.get(path).content.decode()
    answer = client.post(path, {"text": "Second.", "version": 2})

    assert "Save the draft" not in shown
    assert answer.status_code == 200
    assert YearlyAccount.objects.get().text == "First."


def test_an_account_that_somebody_saved_meanwhile_is_not_published_unseen(client, w):
    client.force_login(w.facilitator)
    path = where(w, "account", key(w), YEAR)
    client.post(path, {"text": "First.", "version": 0})
    client.post(path, {"text": "Second.", "version": 1})

    client.post(where(w, "publish_account", key(w), YEAR), {"version": 1})

    assert YearlyAccount.objects.get().published is None


def test_the_steering_committee_is_offered_its_own_year_and_nobody_another_s(client, w):
    steering = TableFactory(initiative=w.initiative, steering=True)
    client.force_login(w.facilitator)
    offered = [one.owner for one in client.get(where(w)).context["page"].writing]
    assert offered == [w.backbone, steering]

    client.force_login(w.steward)

    assert client.get(where(w)).context["page"].writing == []
    for name in ("account", "publish_account"):
        path = where(w, name, f"table-{steering.pk}", YEAR)
        assert client.post(path).status_code == 404


@pytest.mark.parametrize("year", [1999, YEAR + 1])
def test_a_year_that_has_not_begun_has_no_account(client, w, year):
    client.force_login(w.facilitator)

    assert client.get(where(w, "account", key(w), year)).status_code == 404


def test_what_was_not_written_is_not_published(client, w):
    client.force_login(w.facilitator)

    answer = client.post(where(w, "publish_account", key(w), YEAR), {"version": 0})

    assert answer.status_code == 404
