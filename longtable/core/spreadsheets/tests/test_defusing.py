"""Exported text never runs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from longtable.core.spreadsheets.defusing import PLAIN_NUMBER, defused


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd",
        "-cmd",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "＝1+1",
        "＋1a",
        "－x",
        "＠x",
        " =1",
        "-1+1",
    ],
)
def test_what_could_run_is_defused(text):
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+5", "-1.5", "-1,234.5", "-5%", "-", "--", "", "a=b"])
def test_numbers_dashes_and_plain_words_stay(text):
    assert defused(text) == text


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=12))
def test_nothing_live_is_left(text):
    safe = defused(text)

    if safe[:1] in "=+-@\t\r＝＋－＠" and safe:
        assert PLAIN_NUMBER.fullmatch(safe) or set(safe) == {"-"}
