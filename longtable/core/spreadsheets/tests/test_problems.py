"""What is wrong with the data is said, and nothing is said of sound data."""

import pytest

from longtable.core.spreadsheets.tests.making import sheet_of, typed_sheet_of
from longtable.core.spreadsheets.understanding import read_sheets

SOUND = """
School | Group | Tested | Met | Percent met
East | Black | 100 | 40 | 40.0
East | White | 80 | 35 | 43.8
West | Black | 50 | 20 | 40.0
West | White | 70 | 30 | 42.9
Total | | 300 | 125 | 41.7
"""


def causes(text, *, typed=False):
    sheet = typed_sheet_of(text) if typed else sheet_of(text)
    return [(problem.cause, problem.cell) for problem in read_sheets([sheet]).problems]


def test_nothing_is_wrong_with_sound_data():
    assert causes(SOUND) == [("repeats_as_percent", "")]
    assert causes(SOUND, typed=True) == [("repeats_as_percent", "")]


@pytest.mark.parametrize(
    ("sound", "planted", "found"),
    [
        ("| 40 | 40.0\nEast", "| forty | 40.0\nEast", ("text_in_numbers", "D3")),
        ("80 | 35 | 43.8", "80 | 35 | 143.8", ("percent_out_of_range", "E4")),
        ("80 | 35 | 43.8", "80 | 85 | 43.8", ("part_above_whole", "D4")),
        ("300 | 125", "301 | 125", ("total_differs", "C7")),
        ("West | White", "West | Black", ("duplicate_row", "")),
        ("| 40 | 40.0\nEast", "| * | 40.0\nEast", ("mask_undone", "D3")),
    ],
)
def test_a_planted_fault_is_found(sound, planted, found):
    assert sound in SOUND

    text = "x\n" + SOUND.strip().replace(sound, planted, 1)

    assert found in causes(text)


def test_a_blank_label_is_found():
    text = "School | Tested | Met\n" + "".join(
        f"{'' if at == 7 else f'S{at}'} | {at * 3 + 50} | {at}\n" for at in range(1, 20)
    )

    assert ("blank_key", "A8") in causes(text)


def test_every_problem_says_what_why_and_how_to_fix_it():
    text = SOUND.replace("80 | 35 | 43.8", "80 | 85 | 143.8")

    for problem in read_sheets([sheet_of(text)]).problems:
        assert problem.what
        assert problem.why
        assert problem.fix
        assert problem.sheet == "Sheet1"


def test_mixed_dates_and_dates_far_outside_are_found():
    text = """
Date | Visits
2023-01-03 | 5
13/04/2023 | 7
04/15/2023 | 8
0203-01-05 | 9
"""

    found = {cause for cause, _ in causes(text)}

    assert {"mixed_dates", "date_out_of_range"} <= found


def test_a_total_gives_one_masked_row_away():
    text = """
School | Tested | Met
East | 100 | 40
West | 80 | *
North | 50 | 20
Total | 230 | 67
"""

    assert ("mask_undone", "C3") in causes(text)


def test_thousands_of_problems_are_cut_short_and_it_is_said():
    lines = [
        f"S{at} | x{at} | {at}" if at % 12 == 5 else f"S{at} | {at} | {at}" for at in range(9000)
    ]

    problems = read_sheets([sheet_of("\n".join(["School | Tested | Met", *lines]))]).problems
    words = [problem for problem in problems if problem.cause == "text_in_numbers"]

    assert len(words) == 500
    assert "more than" in words[-1].what
