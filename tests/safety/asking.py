"""A site that is asked for odd things, and what may be wrong with its answers."""

import contextlib
import re
import time
from urllib.parse import urlencode

from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from tests.access.world import world
from tests.safety.pages import Form, addresses, forms_of

NASTY = [
    b"",
    b"\0",
    b"a\0b",
    b"\xed\xa0\x80",  # half of a pair that UTF-16 would need
    b"\xff\xfe",
    "²".encode(),  # a digit that is no number
    "١٢".encode(),
    b"9" * 30,
    b"9" * 5000,
    b"-1",
    b"NaN",
    b"-Infinity",
    b"1e999",
    b"0001-01-01",
    b"9999-12-31",
    "‮txt.exe‬".encode(),
    b"two\r\nlines: x",
    b"'\";--<b>${7*7}{{7*7}}%s%00",
    b"../../etc/passwd",
    "👩‍👩‍👧‍👦 é Ñandú ملف".encode(),
    b"x" * 20_000,
]
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
# What of these words would stand in a statement that they were glued into, even one word alone.
MARKS = (
    *("1=1", "'1'='1", '""="', "'%'='", "zq", "7*7", "UNION SELECT email", "DROP TABLE"),
    *("(SELECT 1)", "SELECT 1;", "pg_sleep", "sqlite_version", "ATTACH"),
    *("name__contains", "password__startswith"),
)
NAMES = (
    *("q", "page", "place", "paper", "lang", "from", "column", "row", "mark", "kind", "text"),
    *("period", "totals", "new_places", "indicator", "next", "theme", "dir", "sign"),
    *("order", "sort", "filter", "id", "pk", "limit", "offset", "initiative__name"),
)
LEAKED = re.compile(
    r"(md5|scrypt|pbkdf2_sha256)\$|zqsecret|sqlite_master|near \"|syntax error", re.I
)


class _Undo(Exception):
    pass


class Site:
    """A world, whoever visits it, and what is wrong with what they get."""

    def __init__(self) -> None:
        self.here = world()
        self.addresses = addresses(self.here)
        self.visitor = Client(raise_request_exception=False)
        self.client = Client(raise_request_exception=False)
        self.client.force_login(self.here.people["facilitator"])
        self._session = self.client.cookies["sessionid"].value

    def forms(self) -> list[Form]:
        """Return every form that can be sent, but for the one that signs out."""
        found = {**forms_of(self.client, self.here), **forms_of(self.visitor, self.here)}
        return [
            form
            for form in found.values()
            if form.method in {"get", "post"} and "/logout/" not in form.action
        ]

    def send(self, form: Form, values: dict[str, object]) -> str:
        """Send a form as it was filled in, take back what it did; return what is wrong."""
        wrong = self._send(form, values)
        if wrong != "slept":
            return wrong
        # A form that is sent twice unchanged is answered from the first time.
        return self._send(form, values | {"csrfmiddlewaretoken": "again"})

    def open(self, address: str, client: Client | None = None) -> str:
        """Return what is wrong with an answer; nothing when all is well.

        Whoever sleeps on a word sleeps each time; a machine that is busy answers late once.
        """
        client = client or self.client
        wrong = _wrong(lambda: client.get(address))
        return _wrong(lambda: client.get(address)) if wrong == "slept" else wrong

    def _send(self, form: Form, values: dict[str, object]) -> str:
        body = urlencode(values, doseq=True)
        self.client.cookies["sessionid"] = self._session  # whatever a form did to it
        is_outside = "/join/" in form.action or "login" in form.action
        who = self.visitor if is_outside else self.client
        if "/accounts/" in form.action:
            cache.clear()  # nobody is turned away for having tried too often
        with contextlib.suppress(_Undo), transaction.atomic():
            if form.method == "get":
                wrong = _wrong(lambda: who.get(form.action.split("?")[0] + "?" + body))
            else:
                kind = "application/x-www-form-urlencoded"
                wrong = _wrong(lambda: who.post(form.action, body, content_type=kind))
            raise _Undo
        return wrong


def _wrong(ask) -> str:
    began = time.monotonic()
    answer = ask()
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    for close in answer._resource_closers:
        close()
    if answer.status_code >= 500 or answer.status_code == 429:
        return f"{answer.status_code}"
    if LEAKED.search(body.decode("utf-8", "replace")):
        return "told what it should not"
    return "slept" if time.monotonic() - began > 8 else ""


def another_world() -> None:
    """Make a world beside, of which nobody here should be told."""
    other = world()
    other.made.facilitator.name = "zqsecret"
    other.made.facilitator.save()


@contextlib.contextmanager
def watched():
    """Collect every statement in which an injected word stands as SQL, not as a value."""
    found = []

    def watch(execute, sql, params, many, context):
        said = str(sql)
        if any(mark in said for mark in MARKS):
            found.append(said[:200])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield found


def glued(_name, words):
    """Ask the database as nobody should: with the words in the statement itself."""
    words = words.replace("pg_sleep(9)", "pg_sleep(0)")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name FROM accounts_person WHERE name = '{words}'")
        return bool(cursor.fetchall())


def counts():
    """Return how many rows each model has."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def some(values, start, *, most):
    """Return a few of the values, others for each start, so that all of them get their turn."""
    return [values[(start * 5 + step * 8) % len(values)] for step in range(most)]
