"""Every field that is kept has a class, a purpose and an end (D02)."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
LISTED = REFERENCE / "personal-data.csv"
EXPLAINED = (REFERENCE / "personal-data.md").read_text()
ABOUT_PEOPLE = {"person", "sensitive", "secret"}
EVERY_MODEL = "*"


def rows_of(file):
    """Return the rows of the list of fields."""
    with file.open(encoding="utf-8") as opened:
        return list(csv.DictReader(line for line in opened if not line.startswith("#")))


def words(column):
    """Return the words that the page explains for a column: {"class": ..., "kept": ...}."""
    table = EXPLAINED.split(f"| {column} |")[1].split("\n\n")[0]
    return set(re.findall(r"^\| \*\*([^*]+)\*\*", table, re.MULTILINE))


def fields_of(found):
    """Return {model.field: field} of these models, as columns and join tables have them."""
    return {
        f"{model._meta.label}.{field.name}": field
        for model in found
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
    }


def listed(rows):
    """Return how often each field is listed, and its class: a model's own row goes first."""
    often = Counter(f"{row['model']}.{name}" for row in rows for name in row["fields"].split())
    classes = {f"{row['model']}.{n}": row["class"] for row in rows for n in row["fields"].split()}
    return often, classes


def class_of(name, classes):
    """Return the class of a field, by its own row or by that for every model."""
    return classes.get(name) or classes.get(f"{EVERY_MODEL}.{name.rsplit('.', 1)[1]}")


def undeclared(found, rows):
    """Return the fields of these models that nobody said anything about."""
    _often, classes = listed(rows)
    return [name for name in fields_of(found) if class_of(name, classes) is None]


def belittled(found, rows):
    """Return the fields that hold an address or point to a person, and are said to be harmless."""
    _often, classes = listed(rows)
    return [
        name
        for name, field in fields_of(found).items()
        if _is_about_a_person(field) and class_of(name, classes) not in ABOUT_PEOPLE | {None}
    ]


def everything():
    """Return every model that has a table here, those of libraries as well."""
    return apps.get_models(include_auto_created=True)


def test_every_field_has_a_class_a_purpose_and_an_end():
    rows = rows_of(LISTED)

    assert undeclared(everything(), rows) == [], f"say in {LISTED.name} what each is for"
    assert [row for row in rows if not row["why"].strip()] == []
    assert {row["class"] for row in rows} <= words("class")
    assert {row["kept"] for row in rows} <= words("kept")


def test_the_list_names_each_field_once_and_none_that_is_gone():
    often, _classes = listed(rows_of(LISTED))
    there = fields_of(everything()).keys()

    assert [name for name, times in often.items() if times > 1] == []
    own = {name for name in often if not name.startswith(f"{EVERY_MODEL}.")}
    assert own - there == set()


def test_what_points_to_a_person_counts_as_about_a_person():
    assert belittled(everything(), rows_of(LISTED)) == []


def test_every_word_that_the_page_explains_is_used():
    rows = rows_of(LISTED)

    assert words("class") == {row["class"] for row in rows}
    assert words("kept") == {row["kept"] for row in rows}


@pytest.fixture
def diary():
    """Return a model that nobody said anything about."""

    class Diary(models.Model):
        text = models.TextField()
        email = models.EmailField()
        writer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

        class Meta:
            app_label = "architecture"
            managed = False

    yield Diary
    del apps.all_models["architecture"]
    apps.clear_cache()


def test_the_check_sees_a_field_without_a_word(diary):
    rows = rows_of(LISTED)

    found = undeclared([diary], rows)

    assert found == ["architecture.Diary." + name for name in ("text", "email", "writer")]


def test_the_check_sees_a_person_who_is_called_harmless(diary):
    rows = [{"model": "architecture.Diary", "fields": "text email writer", "class": "working"}]

    assert belittled([diary], rows) == ["architecture.Diary.email", "architecture.Diary.writer"]


def _is_about_a_person(field):
    return isinstance(field, models.EmailField) or (
        field.is_relation and field.related_model._meta.label == settings.AUTH_USER_MODEL
    )
