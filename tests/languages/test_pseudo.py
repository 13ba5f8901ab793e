"""Nothing that a page says by itself stays untranslated (X09), in any place, for anybody."""

import re
from zoneinfo import available_timezones

import pytest
from django.apps import apps
from django.db import models
from django.template import engines
from django.test import Client, RequestFactory
from django.utils import translation

from longtable.agenda.models import Suggestion
from longtable.agenda.queries import compare
from longtable.measures.templates import all_templates
from longtable.record.models import Entry
from longtable.tables.models import Meeting
from longtable.tables.queries import activities
from longtable.web.spoken import SpokenField
from tests.access.routes import read_matrix
from tests.access.test_matrix import LEFT_OUT_POST, address, asked
from tests.access.world import world
from tests.languages import pseudo

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sqlite]
OURS = {(Entry, "verb")}  # what actions call themselves, kept in English
# The gallery shows invented pictures and sheets to those who build pages; its words are marked.
NO_PAGES = {"components"}
WHO = ("anonymous", "facilitator", "steward")
# What the sent files say, and names of the world that stand nowhere in the database.
IN_FILES = {"Period", "Place", "Count", "Total number", "north", "numbers"}
IN_FILES |= {"Name", "E-mail", "Ana Ruiz", "list"}
# Names of time zones are the same in every language; activities are data in two languages.
NAMES = {name.replace("_", " ") for name in available_timezones()}


@pytest.fixture
def site(settings, tmp_path):
    """Return a world and a client for each of its people, all of whom read pseudo."""
    pseudo.install(settings, tmp_path / "locale")
    here = world()
    found = {name: Client(headers={"Accept-Language": pseudo.CODE}) for name in WHO}
    for name in WHO[1:]:
        found[name].force_login(here.people[name])
    return here, found


def said_by_people() -> set[str]:
    """Return every text that people wrote into the database, piece by piece."""
    found: set[str] = {*IN_FILES, *(template["name"]["en"] for template in all_templates())}
    ours = [m for m in apps.get_models() if m.__module__.startswith("longtable")]
    for model in ours:
        for field in model._meta.concrete_fields:
            if (model, field.name) in OURS:
                continue
            if isinstance(field, models.CharField | models.TextField) and not field.choices:
                found |= {str(text) for text in model.objects.values_list(field.name, flat=True)}
            elif isinstance(field, SpokenField):
                said = model.objects.values_list(field.name, flat=True)
                found |= {text for one in said if isinstance(one, dict) for text in one.values()}
    found |= _compared() | NAMES
    found |= {f"testserver/r/{code}/" for code in Meeting.objects.values_list("code", flat=True)}
    shelf = {text for one in activities() for text in (one.name, one.when, *one.steps)}
    found |= {part for text in shelf for part in (text, *re.split(r": |, ", text))}
    return {"", *(_words(piece) for text in found for piece in (text, *re.split(r"[.,]", text)))}


def _compared() -> set[str]:
    """Return the pieces of what people wrote, as a comparison shows them side by side."""
    pairs = [(one.clause.text, one.text) for one in Suggestion.objects.all()]
    return {piece.text for before, after in pairs for piece in compare(before, after)}


def left(html: str, people: set[str]) -> list[str]:
    """Return the texts of a page that neither a translator nor anybody else wrote."""
    return foreign(pseudo.unmarked(html), people)


def foreign(texts: list[str], people: set[str]) -> list[str]:
    """Return the texts that are not from people, or made of what is."""
    return sorted(
        {
            text
            for text in texts
            if not all(_is_from(people, part) for part in re.split(r" · |, |: | \(|\)", text))
        }
    )


def _is_from(people: set[str], text: str) -> bool:
    return _words(text) in people or not pseudo.LETTERS.search(text)


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", pseudo.SAME.sub("", text)))


def test_every_page_speaks_one_language(site):
    here, clients = site
    people, wrong = said_by_people(), []

    for route, row in read_matrix().items():
        where = address(route, here.parts(route), here.slug)
        for who in WHO if row["get"] and route not in NO_PAGES else ():
            wrong += _look(asked(clients[who], "get", where), f"{route} as {who}", people)

    assert wrong == [], "\n".join(wrong)


def test_every_answer_to_a_form_speaks_one_language(site):
    here, clients = site
    wrong = []

    for route, row in read_matrix().items():
        where = address(route, here.parts(route), here.slug)
        for who in WHO if row["post"] and route not in LEFT_OUT_POST else ():
            answer = clients[who].post(where, {"version": 1}, follow=True)
            wrong += _look(answer, f"{route} as {who}, sent", said_by_people())

    assert wrong == [], "\n".join(wrong)


def test_the_check_sees_a_text_that_nobody_marked(site):
    page = engines["django"].from_string(
        '{% extends "base.html" %}{% block content %}<h1 title="Bare">{% translate "Save" %}</h1>'
        "<p>Nobody marked this</p>{% endblock %}"
    )

    with translation.override(pseudo.CODE):
        html = page.render({}, RequestFactory().get("/"))

    assert left(html, set()) == ["Bare", "Nobody marked this"]
    assert pseudo.untranslated("«Read by ‹a stranger› ~~~~»") == ["a stranger"]


def _look(answer, where: str, people: set[str]) -> list[str]:
    kind = answer.headers.get("Content-Type", "")
    if answer.status_code in {301, 302, 304} or not kind.startswith("text/html"):
        return []
    return [f"{where}: {text}" for text in left(answer.content.decode(), people)]
