"""R05: whatever stands in a field, no page breaks. Every form and every address of the site."""

import contextlib
import json
from urllib.parse import quote, urlencode

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.access.world import world
from tests.safety.pages import Form, addresses, forms_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.postgres]
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
PARAMETERS = [
    *("q", "page", "place", "paper", "lang", "from", "column", "row", "mark", "kind", "text"),
    *("period", "totals", "new_places", "indicator", "next", "theme", "dir"),
]
LONE = "\ud800"
CHANGES = [
    [],
    "text",
    {},
    {"do": None},
    {"do": "table"},
    {"do": "table", "sheet": "numbers", "table": "x"},
    {"do": "table", "sheet": "numbers", "table": []},
    {"do": "table", "sheet": {}, "table": 1e400},
    {"do": "table", "sheet": "numbers", "table": float("nan")},
    {"do": "many", "changes": "x"},
    {"do": "many", "changes": [1, None, {"do": "many", "changes": [{}]}]},
    {"do": "column", "letter": 7, "use": "count"},
    {"do": "column", "letter": "A", "use": "period", "keep": 5, "scale": "x"},
    {"do": "column", "letter": "A", "use": "filter", "keep": [LONE, {}], "period": "\0"},
    {"do": "column", "letter": "C", "use": "count", "scale": 10**400, "breakdown": []},
    {"do": "row", "row": "x", "use": "data"},
    {"do": "row", "row": 10**40, "to": 10**41, "use": "total"},
    {"do": "row", "row": 1, "to": 10**15, "use": "total"},
    {"do": "mark", "sign": ["*"], "meaning": "suppressed"},
    {"do": "mark", "sign": LONE, "meaning": "suppressed"},
    {"do": "mark", "sign": "\0", "meaning": "suppressed"},
    {"do": "period", "period": None},
    {"do": "period", "period": LONE},
    {"do": "place", "place": {"a": 1}},
    {"do": "totals", "totals": 3},
    {"do": "meaning", "kind": "place", "text": 4, "to": "north"},
    {"do": "meaning", "kind": "group", "text": LONE, "to": "leave out"},
]


class _Undo(Exception):
    pass


class Site:
    """A world with its forms; what a request changes is taken back at once."""

    def __init__(self) -> None:
        here = world()
        self.client = Client(raise_request_exception=False)
        self.client.force_login(here.people["facilitator"])
        self.visitor = Client(raise_request_exception=False)
        self.addresses = addresses(here)
        found = {**forms_of(self.client, here), **forms_of(self.visitor, here)}
        self.forms = [
            form
            for form in found.values()
            if form.method in {"get", "post"} and "/logout/" not in form.action
        ]
        self._session = self.client.cookies["sessionid"].value

    def send(self, form: Form, values: dict[str, object]) -> int:
        """Send a form as it was filled in, and return the status of the answer."""
        body = urlencode(values, doseq=True)
        self.client.cookies["sessionid"] = self._session  # whatever a form did to it
        with contextlib.suppress(_Undo), transaction.atomic():
            if form.method == "get":
                status = self.open(form.action.split("?")[0] + "?" + body)
            else:
                kind = "application/x-www-form-urlencoded"
                answer = self._who(form).post(form.action, body, content_type=kind)
                status = answer.status_code
            raise _Undo
        return status

    def open(self, address: str) -> int:
        """Open an address, and return the status of the answer."""
        answer = self.client.get(address)
        for close in answer._resource_closers:
            close()
        return answer.status_code

    def _who(self, form: Form) -> Client:
        return self.visitor if "/join/" in form.action or "login" in form.action else self.client


@pytest.fixture
def site():
    return Site()


def test_no_field_of_any_form_breaks_a_page(site):
    assert len(site.forms) > 30

    broken = {
        f"{form.name} {field}={value[:20]!r}"
        for number, form in enumerate(site.forms)
        for at, field in enumerate(form.fields)
        for value in some(NASTY, number + at, most=2 if len(form.fields) < 9 else 1)
        if site.send(form, form.filled(**{field: value})) >= 500
    }

    assert broken == set()
    assert site.open("/accounts/me/") == 200, "all this was done by somebody who is signed in"


def test_no_address_breaks_a_page(site):
    short = [value for value in NASTY if len(value) < 5000]
    nowhere = [value for value in short if value and b"/" not in value]
    pages = [page for page in site.addresses.values() if "logout" not in page]
    asked = [
        f"{page}?{urlencode(dict.fromkeys(PARAMETERS, value))}"
        for at, page in enumerate(pages)
        for value in some(short, at, most=2)
    ]
    misspelt = [
        "/".join([*page.split("/")[:part], quote(value), *page.split("/")[part + 1 :]])
        for at, page in enumerate(pages)
        for part in range(1, page.count("/"))
        for value in some(nowhere, at + part, most=1)
    ]

    assert [address[:120] for address in asked + misspelt if site.open(address) >= 500] == []


def test_no_forged_correction_breaks_the_desk(site):
    form = next(form for form in site.forms if "/correct/" in form.action)
    right = form.fields["version"]
    sent = [(change, right) for change in CHANGES]
    sent += [({"do": "totals", "totals": "everybody"}, wrong) for wrong in NASTY[:12]]

    broken = [
        ascii(change)[:100]
        for change, version in sent
        if site.send(form, {"change": json.dumps(change), "version": version}) >= 500
    ]

    assert broken == []


@settings(
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_no_way_of_filling_in_a_form_breaks_a_page(site, data):
    form = data.draw(st.sampled_from(site.forms))
    value = st.sampled_from(NASTY) | st.binary(max_size=30) | st.text(max_size=30).map(_bytes)
    names = st.sampled_from([*form.fields, "unasked"])
    filled = data.draw(st.dictionaries(names, st.lists(value, max_size=3), max_size=6))

    assert site.send(form, form.filled(**filled)) < 500


def test_the_check_sees_a_page_that_breaks(site, monkeypatch):
    def broken(*_args, **_more):
        raise ValueError("planted")

    monkeypatch.setattr("longtable.places.today.search.begins", broken)
    form = next(form for form in site.forms if form.action.endswith("/search/"))

    assert site.send(form, form.filled(q=b"north")) == 500


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def some(values, start, *, most):
    """Return a few of the values, others for each start, so that all of them get their turn."""
    return [values[(start * 5 + step * 8) % len(values)] for step in range(most)]
