import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from longtable.communication.tests.world import world
from longtable.places.today.tests.test_today import shown
from tests.factories import MembershipFactory, OwnChangeFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def soon(days=10):
    return timezone.localdate() + dt.timedelta(days=days)


def test_a_months_work_stands_on_one_page(client):
    w = world()
    own = w.member.organization
    w.promise(what="Print the letter", due=soon())
    w.decision(question="Shall we meet at six?")
    SubmissionFactory(initiative=w.initiative, organization=own, state="accepted")
    OwnChangeFactory(organization=own, year=timezone.localdate().year, what="Two more hours")
    w.seat.organization = own
    w.seat.save()
    w.meeting(day=soon())

    page = shown(client, w, w.person, "organization")

    for said in ("Print the letter", "meet at six", "Taken in", "Two more hours", "Reading table"):
        assert said in page
    assert page.count("Print the letter") == 1


def test_a_promise_is_kept_where_it_stands(client):
    w = world()
    promise = w.promise(due=soon())
    page = shown(client, w, w.person, "organization")
    where = reverse("accountability:keep", args=[w.initiative.slug, promise.pk])

    client.post(where, {"text": "It is at the printer's.", "version": promise.version})

    promise.refresh_from_db()
    assert f'action="{where}"' in page
    assert promise.state == "kept"


def test_who_only_reads_is_offered_no_word_on_a_promise(client):
    w = world()
    promise = w.promise(due=soon())
    reader = MembershipFactory(initiative=w.initiative, organization=w.member.organization)

    page = shown(client, w, reader.person, "organization")

    assert promise.what in page
    assert "It is kept" not in page


def test_an_empty_month_says_so(client):
    w = world()
    alone = MembershipFactory(initiative=w.initiative, organization=None)

    empty = shown(client, w, w.person, "organization")
    nobody = shown(client, w, alone.person, "organization")

    assert "No promise of ours is open" in empty
    assert "Nothing is told yet" in empty
    assert "You are here for no organization" in nobody


def test_those_who_convene_see_the_minutes_of_each(client):
    w = world()

    page = shown(client, w, w.facilitator.person, "asked")

    assert str(w.person) in page
    assert "0 minutes" in page
