"""S03, R05: whatever stands in an address, no page breaks, and it is not taken for SQL."""

from itertools import product
from urllib.parse import quote, urlencode

import pytest
from django.urls import resolve

from tests.safety.asking import (
    INJECTED,
    NAMES,
    NASTY,
    Site,
    another_world,
    counts,
    glued,
    some,
    watched,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.postgres]
NUL = b"\0"  # PostgreSQL takes it in no text
SHORT = [text for text in NASTY if len(text) < 5000]
WORDS = [*SHORT, *(text.encode() for text in INJECTED)]
PARTS = [text for text in SHORT if text and b"/" not in text]


@pytest.fixture
def site():
    another_world()
    return Site()


def asked(pages):
    """Yield each page with odd words in and as its parameters, and with the one that is no text."""
    for at, page in enumerate(pages):
        for step in (0, 18):
            turns = range(at * 3 + step, at * 3 + step + len(NAMES) * 11, 11)
            said = {name: WORDS[turn % len(WORDS)] for name, turn in zip(NAMES, turns, strict=True)}
            said |= dict.fromkeys(INJECTED, 1)
            yield f"{page}?{urlencode(said)}"
        yield f"{page}?{urlencode(dict.fromkeys(NAMES, NUL))}"


def misspelt(pages):
    """Yield each page with words for what its address names, and once for what stands in all."""
    seen = set()
    for at, page in enumerate(pages):
        parts, route = page.split("/"), ["", *resolve(page).route.split("/")]
        for part in range(1, len(parts) - 1):
            words = [*some(PARTS, at + part, most=2), INJECTED[(at + part * 3) % len(INJECTED)]]
            if parts[part] == route[part] or part == 1:
                start = tuple(route[: part + 1])
                words = [] if part > 1 and start in seen else words[at % 3 :][:1]
                seen.add(start)
            for word in words:
                yield "/".join([*parts[:part], quote(word, safe=""), *parts[part + 1 :]])


@pytest.mark.parametrize("who", ["", "facilitator"])
def test_no_address_breaks_a_page_or_talks_to_the_database(site, who):
    client = site.client if who else site.visitor
    pages = [page for page in site.addresses.values() if "logout" not in page]
    places = [*asked(pages), *misspelt(pages)]
    before = counts()

    with watched() as spoken:
        wrong = {where: found for where in places if (found := site.open(where, client))}

    assert len(places) > 1500
    assert wrong == {}
    assert spoken == []
    after = counts()
    assert {label for label in before if before[label] > after[label]} == set()


def test_each_word_in_the_parameters_of_what_searches_and_filters(site):
    routes = ("today:search", "measures:places", "measures:indicator", "measures:submission")
    routes += ("measures:data", "settings:record", "settings:people", "measures:submissions")
    wrong = {}

    with watched() as spoken:
        for route, text, client in product(routes, INJECTED, (site.client, site.visitor)):
            where = f"{site.addresses[route]}?{urlencode(dict.fromkeys(NAMES, text))}"
            if found := site.open(where, client):
                wrong[where] = found

    assert wrong == {}
    assert spoken == []


def test_the_check_notices_a_query_that_is_glued_together(site, monkeypatch):
    monkeypatch.setattr("longtable.places.today.search.begins", glued)
    where = site.addresses["today:search"]

    with watched() as spoken:
        wrong = [site.open(f"{where}?{urlencode({'q': text})}", site.visitor) for text in INJECTED]

    assert any(wrong)
    assert spoken
