"""Numbers in pictures are rounded, not cut, and written as the language writes them."""

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.formats import number_format

from longtable.web.drawing import count, decimal, percent, words


@pytest.mark.parametrize(
    ("share", "written"),
    [(0.07, "7%"), (0.0699999, "7%"), (0.295, "30%"), (-0.034, "-3%"), (1, "100%")],
)
def test_percentages_are_rounded_not_cut(share, written):
    with translation.override("en"):
        assert percent(share) == written


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_pictures_write_numbers_as_forms_and_tables_do(language):
    with translation.override(language):
        assert decimal(12345.678, 1) == number_format(12345.7, 1, force_grouping=True)
        assert count(12345) == number_format(12345, force_grouping=True)


def test_spanish_is_written_as_in_the_united_states_with_a_space_before_the_percent_sign():
    with translation.override("es"):
        assert (decimal(0.25, 2), percent(0.07)) == ("0.25", "7\N{NO-BREAK SPACE}%")


def test_people_are_counted_as_the_language_writes_it():
    with translation.override("en"):
        assert count(1234567) == "1,234,567"


def test_the_words_of_a_picture_are_those_of_the_reader():
    with translation.override("en"):
        found = words(percent)

    assert found.goal_text(0.6, "2030") == "Goal: 60% by 2030"
    assert found.absence("masked") == "not given"
