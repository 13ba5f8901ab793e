"""S03: words that mean something to a database are words, in every address and every form."""

import re
import time
from contextlib import contextmanager
from urllib.parse import quote, urlencode

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from tests.access.world import world
from tests.safety.pages import addresses
from tests.safety.test_form_fields import PARAMETERS, Site

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.postgres]
INJECTED = [
    "' OR '1'='1",
    "' OR 1=1 --",
    '" OR ""="',
    "1 OR 1=1",
    "1) OR (1=1",
    "' UNION SELECT email, password, 1 FROM accounts_person --",
    "1; DROP TABLE accounts_person; --",
    "'; UPDATE accounts_person SET name='zqinjected'; --",
    "name desc, (SELECT 1)",
    "%' OR '%'='",
    "\\'; SELECT 1; --",
    "' AND (SELECT pg_sleep(9)) IS NULL --",
    "' || (SELECT sqlite_version()) || '",
    "zq\"); ATTACH '/tmp/zq.db' AS zq; --",
    "{{1}}' OR name__contains='",
    "initiative__memberships__person__password__startswith",
]
MORE = ("order", "sort", "filter", "id", "pk", "limit", "offset", "initiative__name", "sign")
NAMES = (*PARAMETERS, *MORE)
LEAKED = re.compile(
    r"(md5|scrypt|pbkdf2_sha256)\$|zqsecret|sqlite_master|near \"|syntax error", re.I
)


class Reader:
    """Somebody who opens addresses, and notices what they should not get."""

    def __init__(self, person=None) -> None:
        self.client = Client(raise_request_exception=False)
        if person is not None:
            self.client.force_login(person)

    def open(self, address: str) -> str:
        """Return what is wrong with an answer; nothing when all is well.

        Whoever sleeps on a word sleeps each time; a machine that is busy answers late once.
        """
        wrong = self._open(address)
        return self._open(address) if wrong == "slept" else wrong

    def _open(self, address: str) -> str:
        began = time.monotonic()
        answer = self.client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        for close in answer._resource_closers:
            close()
        if answer.status_code >= 500:
            return f"{answer.status_code}"
        if LEAKED.search(body.decode("utf-8", "replace")):
            return "told what it should not"
        return "slept" if time.monotonic() - began > 8 else ""


@contextmanager
def watched():
    """Collect every statement in which an injected word stands as SQL, not as a value."""
    found = []

    def watch(execute, sql, params, many, context):
        if re.search(r"zq\b|1=1|'1'='1|pg_sleep|sqlite_version|DROP TABLE|ATTACH", str(sql)):
            found.append(str(sql)[:200])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield found


def counts():
    """Return how many rows each model has."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@pytest.fixture
def here():
    made = world()
    other = world()
    other.made.facilitator.name = "zqsecret"
    other.made.facilitator.save()
    return made


def questions(here):
    """Return every address, with injected words as parameters and as parts of the path."""
    pages = [page for page in addresses(here).values() if "logout" not in page]
    for at, page in enumerate(pages):
        yield f"{page}?{urlencode(dict.fromkeys(NAMES, INJECTED[at % len(INJECTED)]))}"
        yield f"{page}?{urlencode(dict.fromkeys(INJECTED, 1))}"
        parts = page.split("/")
        for part in range(1, len(parts) - 1):
            text = INJECTED[(at + part * 3) % len(INJECTED)]
            yield "/".join([*parts[:part], quote(text, safe=""), *parts[part + 1 :]])


@pytest.mark.parametrize("who", ["", "facilitator"])
def test_no_address_talks_to_the_database(here, who):
    reader = Reader(here.people[who] if who else None)
    before = counts()

    with watched() as spoken:
        wrong = {where: found for where in questions(here) if (found := reader.open(where))}

    assert wrong == {}
    assert spoken == []
    after = counts()
    assert {label for label in before if before[label] > after[label]} == set()


def test_each_word_in_the_parameters_of_what_searches_and_filters(here):
    reader, visitor = Reader(here.people["facilitator"]), Reader()
    at = addresses(here)
    asked = ("today:search", "measures:places", "measures:indicator", "measures:submission")
    asked += ("measures:data", "settings:record", "settings:people", "measures:submissions")

    wrong = {
        f"{at[route]} {text}": found
        for route in asked
        for text in INJECTED
        for one in (reader, visitor)
        if (found := one.open(f"{at[route]}?{urlencode(dict.fromkeys(NAMES, text))}"))
    }

    assert wrong == {}


def test_no_field_of_any_form_talks_to_the_database():
    site = Site()
    before = counts()

    with watched() as spoken:
        broken = {
            f"{form.name} {field}: {text}"
            for number, form in enumerate(site.forms)
            for at, field in enumerate(form.fields)
            for text in [INJECTED[(number + at * 3) % len(INJECTED)]]
            if site.send(form, form.filled(**{field: text.encode()})) >= 500
        }

    assert broken == set()
    assert spoken == []
    assert counts() == before, "each form was taken back, and nothing else was lost"


def test_the_check_notices_a_query_that_is_glued_together(here, monkeypatch):
    """The control: a search that puts the words into its statement."""

    def glued(_name, words):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT name FROM accounts_person WHERE name = '{words}'")
            return bool(cursor.fetchall())

    monkeypatch.setattr("longtable.places.today.search.begins", glued)
    where = addresses(here)["today:search"]

    with watched() as spoken:
        wrong = [Reader().open(f"{where}?{urlencode({'q': text})}") for text in INJECTED]

    assert any(wrong)
    assert spoken
