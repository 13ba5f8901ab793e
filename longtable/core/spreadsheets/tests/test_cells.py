"""What single cells say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from longtable.core.spreadsheets import cells
from longtable.core.spreadsheets.cells import clean, decimal_sign, understand_text
from longtable.core.spreadsheets.marks import meanings_from_notes, usual_meaning
from longtable.core.spreadsheets.sheets import column_letter, column_position


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234", 1234), ("1,234.5", 1234.5), ("(12)", -12), ("-3.5", -3.5), ("−3", -3),
        ("$1,200", 1200), ("67.5%", 67.5), ("67.5 %", 67.5), (".5", 0.5), ("5.", 5),
        ("1 234", 1234),
        ("±993", 993), ("1e3", 1000), ("1\u202f234", 1234), ("+/-12", 12),
    ],
)  # fmt: skip
def test_numbers(text, number):
    assert understand_text(text).number == number


@pytest.mark.parametrize(
    ("text", "number"), [("1.234", 1234), ("1.234,5", 1234.5), ("12,5", 12.5), ("45,2 %", 45.2)]
)
def test_numbers_with_a_decimal_comma(text, number):
    assert understand_text(text, ",").number == number


@pytest.mark.parametrize(
    ("text", "number", "mark"),
    [("1,234*", 1234, "*"), ("12.5 †", 12.5, "†"), ("*7", 7, "*"), ("45.1%!", 45.1, "!"),
     ("12 a", 12, "a"), ("12.0(b)", 12, "(b)"), ("3.4¹", 3.4, "¹")],
)  # fmt: skip
def test_a_number_with_a_mark_keeps_both(text, number, mark):
    cell = understand_text(text)

    assert (cell.number, cell.mark) == (number, mark)


@pytest.mark.parametrize(
    "text",
    ["*", "**", "‡", "†", "#", "-", "--", "—", ".", "(X)", "N/A", "<10", "≤5", "n<10", "< 5%",
     ">95%", "≥ 95", "s", "DS", "NA", "fewer than 10", "10 or fewer", "21-39", "sin datos"],
)  # fmt: skip
def test_a_mark_never_becomes_a_number(text):
    cell = understand_text(text)

    assert cell.number is None
    assert cell.mark
    assert usual_meaning(text) != "unknown"


@pytest.mark.parametrize(("text", "kind"), [
    ("0150011", cells.CODE), ('="0150011"', cells.CODE), ("BK09", cells.CODE),
    ("2010-11", cells.PERIOD),
    ("Fall 2023", cells.PERIOD), ("2023-04-01", cells.DATE), ("4/1/2023", cells.DATE),
    ("April 1, 2023", cells.DATE), ("East High", cells.TEXT), ("", cells.BLANK),
    ("12 Main St", cells.TEXT),
])  # fmt: skip
def test_kinds_of_texts(text, kind):
    assert understand_text(text).kind == kind


def test_codes_lose_their_wrapping():
    assert clean('="0150011"') == "0150011"


@pytest.mark.parametrize(
    ("texts", "sign"),
    [(["1,234", "12.5"], "."), (["1.234", "12,5"], ","), (["1,234"], "."), (["1.234.567"], ",")],
)
def test_the_decimal_sign_is_told_by_numbers_that_read_one_way(texts, sign):
    assert decimal_sign(texts, "") == sign


@pytest.mark.parametrize(
    ("note", "mark", "meaning"),
    [
        ("* = fewer than 10", "*", "suppressed"),
        ("* Fewer than 10 students", "*", "suppressed"),
        ("‡ Reporting standards not met.", "‡", "suppressed"),
        ("Note: * indicates data not available.", "*", "not_available"),
        ("An asterisk means the difference is statistically significant", "*", "significant"),
        ("s = suppressed for privacy", "s", "suppressed"),
        ('"-" means no data; "~" means unstable rate', "~", "caution"),
        ("* No disponible", "*", "not_available"),
        ("# Rounds to zero", "#", "rounds_to_zero"),
        ("** p < .05", "**", "significant"),
        ("Los datos se suprimen con un * (menos de 10)", "*", "suppressed"),
    ],
)
def test_notes_explain_marks_in_their_own_words(note, mark, meaning):
    assert meanings_from_notes([note], [mark])[mark][0] == meaning


def test_a_note_about_one_mark_says_nothing_of_another():
    assert "*" not in meanings_from_notes(["** suppressed"], ["*"])


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 20_000))
def test_letters_and_positions_are_inverse(position):
    assert column_position(column_letter(position)) == position


@settings(max_examples=50, deadline=None)
@given(st.integers(-(10**9), 10**9))
def test_thousands_separators_change_nothing(number):
    assert understand_text(f"{number:,}").number == number
    assert understand_text(f"{number:,}".replace(",", "."), ",").number == number


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=20))
def test_any_text_is_understood_without_failing(text):
    for decimal in ".,":
        assert understand_text(text, decimal).kind
