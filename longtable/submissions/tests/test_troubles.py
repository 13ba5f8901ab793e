import pytest
from django.utils import translation

from longtable.core.spreadsheets import wording
from longtable.submissions.understanding.troubles import FAULT, GONE, in_words

TEXTS = [text for name, text in vars(wording).items() if name.isupper()]
BLANKS = {
    "sheet": "2024", "sheets": '"2025", "2026"', "tables": 3, "table": 7, "parts": "3,000",
    "most": "2,000", "size": "400", "times": "512", "rows": "1,048,576", "cells": "25,000,000",
    "why": "line 3", "seconds": 120,
}  # fmt: skip


@pytest.mark.parametrize("text", [GONE, FAULT, *TEXTS])
def test_why_a_file_cannot_be_read_is_said_in_the_readers_language(text):
    kept = text % BLANKS if "%(" in text else text

    with translation.override("es"):
        said = in_words(kept)

    assert said == translation_of(text) % BLANKS if "%(" in text else translation_of(text)
    assert said != kept
    assert in_words(kept) == kept


def test_what_is_not_known_is_said_as_it_was_kept():
    with translation.override("es"):
        assert in_words("Something that an earlier version said.").startswith("Something")


def translation_of(text):
    with translation.override("es"):
        return translation.gettext(text)
