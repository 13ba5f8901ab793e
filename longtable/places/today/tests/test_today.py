import pytest
from django.urls import reverse

from longtable.communication.tests.world import world
from tests.factories import SubmissionFactory

pytestmark = pytest.mark.django_db


def shown(client, w, person, name="today"):
    """Return a page of Today as somebody sees it."""
    client.force_login(person)
    return client.get(reverse(f"today:{name}", args=[w.initiative.slug])).content.decode()


def test_each_line_leads_to_where_it_is_done(client):
    w = world()
    promise = w.promise()
    decision = w.decision()

    page = shown(client, w, w.person)

    for route, parts in (
        ("accountability:promise", [promise.pk]),
        ("tables:decision", [w.table.slug, decision.number]),
    ):
        assert f'href="{reverse(route, args=[w.initiative.slug, *parts])}"' in page
    assert "About 5 minutes" in page


def test_those_who_convene_are_warned_early(client):
    w = world()
    w.promise(due="2026-01-01")

    assert "Early warnings" in shown(client, w, w.facilitator.person)
    assert "Early warnings" not in shown(client, w, w.person)


def test_a_file_that_is_stuck_waits_for_its_organization(client):
    w = world()
    SubmissionFactory(
        initiative=w.initiative,
        organization=w.member.organization,
        state="unreadable",
        file_name="graduates.xlsx",
    )

    page = shown(client, w, w.person)

    assert "Can&#x27;t be read" in page
    assert "graduates.xlsx" not in page, "a file's name can say more than its number's"
