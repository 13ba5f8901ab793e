"""R05, S03: whatever stands in a field of a form, no page breaks, and it is not taken for SQL."""

import json
from collections import Counter, defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.safety.asking import INJECTED, NASTY, Site, another_world, counts, glued, some, watched
from tests.safety.pages import forms_on

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.postgres]
TOKEN = "csrfmiddlewaretoken"  # no form reads it: what checks it has a test of its own
SQL = [text.encode() for text in INJECTED]
ALL = [*NASTY, *SQL]
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


@pytest.fixture
def site():
    return Site()


def fields_of(form):
    """Return the fields of a form, but for the one that no form reads itself."""
    return [field for field in form.fields if field != TOKEN]


def alone(forms):
    """Fill in one field oddly and the others well, so that the form gets far."""
    for number, form in enumerate(forms):
        for at, field in enumerate(fields_of(form)):
            word = SQL[(number + at * 3) % len(SQL)]
            words = [*some(NASTY, number + at, most=2), word]
            for text in some(ALL, number + at, most=1) if is_long(form) else words:
                yield form, {field: text}


def together(forms):
    """Fill in every field oddly, each with something else, so that each is read at its worst."""
    for number, form in enumerate(forms):
        rounds = (NASTY, SQL, NASTY[::-1], SQL[::-1])
        for words in rounds if is_long(form) else rounds[:2]:
            fields = enumerate(fields_of(form))
            yield form, {field: words[(number + at * 5) % len(words)] for at, field in fields}


def is_long(form):
    return len(form.fields) > 8


@settings(max_examples=60, deadline=None, database=None)
@given(data=st.data())
def fill_in_anyhow(site, forms, data):
    form = data.draw(st.sampled_from(forms))
    value = st.sampled_from(NASTY) | st.binary(max_size=30) | st.text(max_size=30).map(_bytes)
    names = st.sampled_from([*form.fields, "unasked"])
    filled = data.draw(st.dictionaries(names, st.lists(value, max_size=3), max_size=6))

    assert site.send(form, form.filled(**filled)) == ""


def test_no_field_of_any_form_breaks_a_page_or_talks_to_the_database(site):
    another_world()
    forms, before = site.forms(), counts()
    wrong, met, had = {}, Counter(), defaultdict(set)

    with watched() as spoken:
        for form, said in [*alone(forms), *together(forms)]:
            if found := site.send(form, form.filled(**said)):
                wrong[f"{form.name} {ascii(said)[:200]}"] = found
            met.update(said.values())
            for field, text in said.items():
                had[form.name, field].add(text)
        assert wrong == {}
        fill_in_anyhow(site, forms)

    assert spoken == []
    assert counts() == before, "each form was taken back, and nothing else was lost"
    assert site.open("/accounts/me/") == "", "all this was done by somebody who is signed in"
    assert len(forms) > 140
    assert len(had) > 550
    assert met.keys() == set(ALL)
    assert min(met.values()) > 60, "each word met many fields"
    assert min(len(texts) for texts in had.values()) > 2, "and each field several words"


def test_no_forged_token_breaks_a_page(site):
    form = next(iter(forms_on(site.client, ["/accounts/me/"]).values()))
    site.client.handler.enforce_csrf_checks = True

    broken = [text for text in ALL if site.send(form, form.filled(**{TOKEN: text}))]

    assert broken == []


def test_no_forged_correction_breaks_the_desk(site):
    desk = site.addresses["measures:submission"]
    forms = forms_on(site.client, [f"{desk}?column=D"]).values()
    form = next(form for form in forms if "/correct/" in form.action)
    right = form.fields["version"]
    sent = [(change, right) for change in CHANGES]
    sent += [({"do": "totals", "totals": "everybody"}, wrong) for wrong in NASTY[:12]]

    broken = [
        ascii(change)[:100]
        for change, version in sent
        if site.send(form, {"change": json.dumps(change), "version": version})
    ]

    assert broken == []


def test_the_check_sees_a_page_that_breaks(site, monkeypatch):
    def broken(*_args, **_more):
        raise ValueError("planted")

    monkeypatch.setattr("longtable.places.today.search.begins", broken)

    assert site.send(search(site), {"q": b"north"}) == "500"


def test_the_check_notices_each_word_that_is_glued_into_a_query(site, monkeypatch):
    form = search(site)
    monkeypatch.setattr("longtable.places.today.search.begins", glued)
    unnoticed, wrong = [], []

    for text in INJECTED:
        with watched() as spoken:
            wrong.append(site.send(form, {"q": text}))
        unnoticed += [] if spoken else [text]

    assert unnoticed == []
    assert any(wrong)


def search(site):
    forms = forms_on(site.client, [site.addresses["today:search"]]).values()
    return next(form for form in forms if form.action.endswith("/search/"))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
