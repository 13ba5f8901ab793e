"""R10: a form that is sent twice at once counts once, and nobody sees a fault.

Between the look whether something is there and the write, both requests are held for a moment:
so they meet on every form, and not by chance. On SQLite one of two writers waits for the other
from the beginning (`BEGIN IMMEDIATE`), and the databases of tests know one connection only.
"""

import os
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from django.db import connections
from django.db.models.signals import pre_save
from django.test import Client

from longtable.accounts.queries import hashed
from longtable.record.models import Entry
from tests.access.test_matrix import address
from tests.access.world import world
from tests.factories import InvitationFactory, PersonFactory
from tests.safety.pages import read_page

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.postgres,
    pytest.mark.skipif(
        "DATABASE_URL" not in os.environ, reason="two at once need PostgreSQL: TEST_DB=postgres"
    ),
]
HELD_SECONDS = 0.15
# Route: what is filled in. Where several forms stand on a page, the fields tell which.
FORMS = {
    "today:start": {"name": "New", "slug": "brand-new", "backbone": "The backbone"},
    "settings:people": {"email": "twice@example.org", "role": "reader"},
    "settings:organizations": {"name": "Twice"},
    "measures:breakdowns": {"name_en": "By bus", "code": "bus"},
    "measures:breakdown": {"name_en": "Twice", "code": "twice"},
    "measures:define": {"name_en": "Twice", "question_en": "How many?", "code": "twice"},
    "measures:define_places": {"lines": "twice, Twice, school"},
    "measures:breaks": {"period": "2029", "reason_en": "A new test"},
    "tables:new": {"name": "Twice"},
    "tables:add_seat": {"constituency": "funder", "name": "Twice"},
    "tables:hold": {"name": "Somebody"},
    "tables:new_series": {"name": "Twice", "starts": "09:00"},
    "tables:plan_meetings": {"first": "2099-05-05", "count": "1"},
    "tables:meeting": {"title": "Twice", "purpose": "learn"},
    "tables:prepare_decision": {"question": "Twice?", "method": "consent"},
    "accountability:make": {"what": "Twice", "due": "2099-05-05"},
    "agenda:add": {"part": "vision", "title": "Twice", "text": "Twice."},
    "agenda:clause": {"comment-text": "Twice."},
    "agenda:drafters": {"day": "2026-03-02", "constituency": "resident"},
    "agenda:add_program": {"name": "Twice", "organization": ""},  # the first
}


class Doubled:
    """A world, and its facilitator, who clicks twice."""

    def __init__(self) -> None:
        self.here = world()
        self.person = self.here.people["facilitator"]

    def page(self, route):
        """Return a client that has opened a page, and the forms there."""
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        client.force_login(self.person)
        where = address(route, self.here.parts(route), self.here.slug)
        return client, read_page(where, client.get(where).content.decode())[0]

    def click(self, route, **more):
        """Send a form of a page twice at once; return the statuses, and what came of it by verb."""
        client, forms = self.page(route)
        wanted = FORMS[route] | more
        if "organization" in wanted:
            partner = self.here.made.indicator.initiative.organizations.earliest("pk")
            wanted["organization"] = partner.pk
        form = next(
            one for one in forms if one.method == "post" and wanted.keys() <= one.fields.keys()
        )
        before = set(Entry.objects.values_list("pk", flat=True))
        answers = twice(client, form.action, form.filled(**wanted))
        done = Counter(Entry.objects.exclude(pk__in=before).values_list("verb", flat=True))
        return answers, done


def twice(client, where, said):
    """Send one form twice at the same moment, as a browser does, and return the statuses."""
    ready = threading.Barrier(2)
    body = urlencode(said, doseq=True)

    def one(_number):
        again = Client(enforce_csrf_checks=True, raise_request_exception=False)
        again.cookies = client.cookies.copy()
        ready.wait()
        try:
            kind = "application/x-www-form-urlencoded"
            return again.post(where, body, content_type=kind).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(one, range(2)))


@pytest.fixture
def held():
    """Hold a request before its first row of each kind: two are between look and write at once."""
    known = threading.local()

    def hold(instance, **_more):
        label, met = instance._meta.label, vars(known).setdefault("met", set())
        if instance._state.adding and label not in {"record.Entry", *met}:
            met.add(label)
            time.sleep(HELD_SECONDS)

    pre_save.connect(hold)
    yield
    pre_save.disconnect(hold)


def is_wrong(answers, done):
    """Whether a form failed, nothing came of it, or it counted twice."""
    return answers[-1] >= 500 or not done or max(done.values()) > 1


def test_every_form_that_makes_something_counts_once(held):
    site = Doubled()

    found = {route: site.click(route) for route in FORMS}

    assert {route: said for route, said in found.items() if is_wrong(*said)} == {}
    assert {tuple(answers) for answers, _done in found.values()} == {(302, 302)}


UNIQUE = {
    "today:start": "slug",
    "settings:organizations": "name",
    "measures:breakdown": "code",
    "tables:new": "name",
}


def test_of_two_windows_one_counts_and_without_the_guards_the_faults_are_seen(held, monkeypatch):
    """Two windows, or two people: no form is the same, but the same thing is there once."""
    site = Doubled()
    monkeypatch.setattr("longtable.web.twice._is_a_form", lambda _request: False)

    honest = [site.click(route, **{name: "honest"}) for route, name in UNIQUE.items()]
    joined = answer_two_invitations(site)
    doubled = site.click("agenda:clause")
    monkeypatch.setattr("longtable.record.acting._is_double", lambda _error: False)
    faulty = [site.click(route, **{name: "faulty"}) for route, name in UNIQUE.items()]

    assert [said for said in honest if is_wrong(*said)] == []
    assert joined[-1] < 500
    assert is_wrong(*doubled)
    assert [answers[-1] for answers, _done in faulty] == [500] * len(UNIQUE)


def answer_two_invitations(site):
    """Let one person answer two invitations in two windows at once; they are in once."""
    initiative = site.here.made.indicator.initiative
    person = PersonFactory()
    codes = ("first-code", "second-code")
    for code in codes:
        InvitationFactory(initiative=initiative, email=person.email, code_hash=hashed(code))
    ready = threading.Barrier(2)

    def answer(code):
        client = Client(raise_request_exception=False)
        client.force_login(person)
        ready.wait()
        try:
            return client.post(f"/join/{code}/").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(answer, codes))
    assert initiative.memberships.filter(person=person).count() == 1
    return answers
