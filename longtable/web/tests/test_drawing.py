"""Numbers in pictures are rounded, not cut, and written as the language writes them."""

import pytest
from django.utils import translation

from longtable.web.drawing import count, percent, words


@pytest.mark.parametrize(
    ("share", "written"),
    [(0.07, "7%"), (0.0699999, "7%"), (0.295, "30%"), (-0.034, "-3%"), (1, "100%")],
)
def test_percentages_are_rounded_not_cut(share, written):
    with translation.override("en"):
        assert percent(share) == written


def test_people_are_counted_as_the_language_writes_it():
    with translation.override("en"):
        assert count(1234567) == "1,234,567"


def test_the_words_of_a_picture_are_those_of_the_reader():
    with translation.override("en"):
        found = words(percent)

    assert found.goal_text(0.6, "2030") == "Goal: 60% by 2030"
    assert found.absence("masked") == "not given"
