"""The board, a promise, and the one standard, as everyone or only members may read them."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from longtable.accountability.models import Commitment
from longtable.accountability.tests.test_promises import World, owners
from tests.factories import TermsFactory
from tests.factories.agenda import AgendaVersionFactory

pytestmark = pytest.mark.django_db


def where(w, name="board", *parts):
    return reverse(f"accountability:{name}", args=[w.initiative.slug, *parts])


def agreed(*, is_public):
    """Return a world with a charter in force that opens the board to everyone, or does not."""
    there = World()
    AgendaVersionFactory(
        initiative=there.initiative,
        state="in_force",
        in_force_from=timezone.localdate(),
        content={"terms": {"accountability_public": is_public}},
    )
    return there


@pytest.fixture
def w():
    """Return a world whose charter opens the board to everyone."""
    return agreed(is_public=True)


def test_the_backbone_and_the_steering_committee_stand_first_and_marks_and_numbers_agree(client, w):
    Commitment.objects.filter(pk__in=[one.pk for one in owners(w)]).update(
        due=timezone.localdate() - dt.timedelta(days=3)
    )

    page = client.get(where(w)).context["page"]

    assert page.rows[0].row.owner == w.backbone
    assert [shown.row.leads for shown in page.rows] == [True, True, False]
    for shown in page.rows:
        assert sum(number for _, number in shown.pairs) == len(shown.row.marks)


def test_the_board_is_for_members_where_the_charter_says_so(client):
    w = agreed(is_public=False)

    for name in ("board", "standards"):
        assert client.get(where(w, name)).status_code == 404
    client.force_login(w.reader)
    assert client.get(where(w)).status_code == 200


def test_nobody_is_named_in_public_before_a_charter_says_so(client):
    w = World()

    for name in ("board", "standards"):
        assert client.get(where(w, name)).status_code == 404
    client.force_login(w.reader)
    assert client.get(where(w)).status_code == 200


def test_the_same_form_sent_twice_makes_one_promise(client, w):
    client.force_login(w.steward)
    form = client.get(where(w, "make")).context["form"]
    said = {
        "what": "Open on Saturdays.",
        "size": "small",
        "due": timezone.localdate() + dt.timedelta(days=9),
        "organization": w.partner.pk,
        "key": str(form["key"].value()),
    }

    for _again in range(2):
        client.post(where(w, "make"), said)

    assert Commitment.objects.get().what == "Open on Saturdays."


def test_a_promise_is_kept_on_its_page(client, w):
    promise = w.promise(due=timezone.localdate())
    client.force_login(w.steward)

    client.post(where(w, "keep", promise.pk), {"text": "A photo.", "version": 1})

    client.logout()
    page = client.get(where(w, "promise", promise.pk)).content.decode()
    assert "A photo." in page
    assert "What became of it?" not in page


def test_too_few_say_that_nobody_can_tell_yet(client, w):
    w.promise(due=timezone.localdate() - dt.timedelta(days=3))
    TermsFactory(initiative=w.initiative)

    assert "cannot tell yet" in client.get(where(w, "standards")).content.decode()
