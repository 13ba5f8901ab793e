"""R10: a form that is sent twice at once counts once, and nobody sees a fault.

Between the look whether something is there and the write, both requests are held for a moment:
so they meet on every form, and not by chance. On SQLite one of two writers waits for the other
from the beginning (`BEGIN IMMEDIATE`), and the databases of tests know one connection only.
"""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from django.db import connection, connections
from django.db.models.signals import pre_save
from django.test import Client

from longtable.record.models import Entry
from tests.access.test_matrix import address
from tests.access.world import world
from tests.factories import InvitationFactory
from tests.safety.pages import read_page

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(
        "connection.vendor == 'sqlite'", reason="two at once need PostgreSQL: TEST_DB=postgres"
    ),
]
HELD_SECONDS = 0.15
# Route: what is filled in. Where several forms stand on a page, the fields tell which.
FORMS = {
    "today:start": {"name": "New", "slug": "brand-new", "backbone": "The backbone"},
    "settings:people": {"email": "twice@example.org", "role": "reader"},
    "settings:organizations": {"name": "Twice"},
    "measures:breakdowns": {"name_en": "By bus"},
    "measures:breakdown": {"name_en": "Twice"},
    "measures:define": {"name_en": "Twice", "question_en": "How many twice?"},
    "measures:define_places": {"places": "Twice, school"},
    "measures:breaks": {"period": "2029", "reason_en": "A new test"},
    "tables:new": {"name": "Twice"},
    "tables:add_seat": {"constituency": "funder", "name": "Twice"},
    "tables:hold": {"name": "Somebody"},
    "tables:new_series": {"name": "Twice", "starts": "09:00"},
    "tables:plan_meetings": {"days": "2099-05-05"},
    "tables:meeting": {"title": "Twice", "purpose": "learn"},
    "tables:series": {"title": "Twice"},
    "tables:prepare_decision": {"question": "Twice?", "method": "consent"},
    "accountability:make": {"what": "Twice", "due": "2099-05-05"},
    "agenda:add": {"part": "vision", "title": "Twice", "text": "Twice."},
    "agenda:clause": {"text": "Twice."},
    "agenda:drafters": {"day": "2026-03-02", "constituency": "resident"},
    "agenda:add_program": {"name": "Twice"},
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

    def click(self, route):
        """Send a form of a page twice at once; return the statuses, and what came of it by verb."""
        client, forms = self.page(route)
        wanted = FORMS[route]
        form = next(one for one in forms if one.method == "post" and wanted.keys() <= one.fields.keys())
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
    """Hold every insert for a moment, so that two requests are between look and write at once."""

    def hold(instance, **_more):
        if instance._state.adding and instance._meta.label != "record.Entry":
            time.sleep(HELD_SECONDS)

    pre_save.connect(hold)
    yield
    pre_save.disconnect(hold)


def wrong_with(site, routes):
    """Return the forms that failed, that nothing came of, or that counted twice."""
    found = {route: site.click(route) for route in routes}
    return {
        route: (answers, dict(done))
        for route, (answers, done) in found.items()
        if answers[-1] >= 500 or not done or max(done.values()) > 1
    }


def test_every_form_that_makes_something_counts_once(held):
    assert wrong_with(Doubled(), FORMS) == {}


def test_without_the_guard_a_clause_is_written_twice(held, monkeypatch):
    monkeypatch.setattr("longtable.web.twice._is_a_form", lambda _request: False)

    assert wrong_with(Doubled(), ["agenda:clause"]).keys() == {"agenda:clause"}


UNIQUE = ("today:start", "settings:organizations", "measures:breakdown", "tables:new")


def test_two_different_pages_get_two_honest_answers(held, monkeypatch):
    """Two windows, or two people: what the database keeps unique is there once."""
    monkeypatch.setattr("longtable.web.twice._is_a_form", lambda _request: False)

    assert wrong_with(Doubled(), UNIQUE) == {}


def test_without_the_refusal_of_doubles_somebody_sees_a_fault(held, monkeypatch):
    monkeypatch.setattr("longtable.web.twice._is_a_form", lambda _request: False)
    monkeypatch.setattr("longtable.record.acting._is_double", lambda _error: False)

    found = wrong_with(Doubled(), UNIQUE)

    assert {answers[-1] for answers, _done in found.values()} == {500}
    assert found.keys() == set(UNIQUE)


def test_who_is_in_already_and_answers_another_invitation_is_told_so(held):
    """Two invitations of one person, answered in two windows at once."""
    site = Doubled()
    initiative = site.here.made.indicator.initiative
    person = site.here.people["facilitator"].__class__.objects.create_user("late@example.org")
    from longtable.accounts.queries import hashed

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

    assert answers[-1] < 500
    assert initiative.memberships.filter(person=person).count() == 1


def test_the_world_is_on_a_database_that_lets_two_write_at_once():
    assert connection.vendor == "postgresql"
