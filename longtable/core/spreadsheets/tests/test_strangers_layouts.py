"""Layouts as agencies, districts and volunteers send them, that once were read wrongly."""

import pytest

from longtable.core.spreadsheets.detection import read_sheet
from longtable.core.spreadsheets.rows import tidy_rows
from longtable.core.spreadsheets.tests.making import (
    names,
    reading_of,
    roles,
    sheet_of,
    table_of,
    typed_sheet_of,
)

MISSING_AS_NINE = """
year|place|n|rate
2019|Ward 1|231|0.43
2019|Ward 2|-9|-9
2019|Ward 3|110|0.41
2020|Ward 1|229|0.44
2020|Ward 2|-9|-9
2020|Ward 3|108|0.39"""
CHANGES = """
place|n|change
Ward 1|231|-9
Ward 2|110|4
Ward 3|90|-12.5"""


@pytest.mark.parametrize("make", [sheet_of, typed_sheet_of])
def test_a_number_below_zero_among_counts_is_a_mark(make):
    sheet = make(MISSING_AS_NINE)
    table = read_sheet(sheet).tables[0]

    assert table.marks["-9"].meaning == "unknown"
    assert table.marks["-9"].count == 4
    masked = [row for row in tidy_rows(sheet, table) if row.mark == "-9"]
    assert len(masked) == 4
    assert {row.value for row in masked} == {None}


def test_changes_below_zero_are_numbers():
    sheet = sheet_of(CHANGES)
    table = read_sheet(sheet).tables[0]

    assert "-9" not in table.marks
    assert -9 in {row.value for row in tidy_rows(sheet, table)}


def test_a_first_row_with_a_bound_is_data():
    table = table_of("""
        School|Tested|Proficient
        A|45|≤10
        B|120|66
        C|≤5|
        D|88|40
        E|10 or fewer|fewer than 10""")

    assert (table.header_rows, table.first_data_row) == ((1,), 2)
    assert names(table) == ["School", "Tested", "Proficient"]


@pytest.mark.parametrize(
    "name", ["Low birth weight", "High school graduates", "Alumnos que se gradúan", "SD schools"]
)
def test_words_with_low_and_high_are_no_limits(name):
    table = table_of(f"""
        County|Births|{name}
        Adams|410|38
        Barron|388|41
        Clark|240|22""")

    assert roles(table) == ["place", "count", "count"]


@pytest.mark.parametrize("name", ["Low", "High", "Lower CI", "Rate: low", "SE", "CI high", "Low95"])
def test_limits_are_still_known(name):
    table = table_of(f"""
        County|Rate|{name}
        Adams|41.5|38.1
        Barron|38.2|36.4
        Clark|24.9|22.2""")

    assert roles(table)[-1] == "limit"


def test_a_state_below_its_counties_is_no_county():
    table = table_of("""
        County|Births|Teen births
        Adams|410|38
        Barron|388|41
        Clark|240|22
        Wisconsin|61000|2900""")

    assert table.total_rows == (5,)


def test_a_school_named_as_a_state_is_a_school():
    table = table_of("""
        School|Enrolled|Absent
        Adams|410|38
        Barron|388|41
        Washington|640|22""")

    assert table.total_rows == ()


def test_not_tested_is_a_mark():
    table = table_of("""
        Year|Tested|Proficient
        2017-18|900|300
        2018-19|910|310
        2019-20|Not tested|Not tested
        2020-21|510|150""")

    assert table.marks["Not tested"].meaning == "not_available"


def test_grades_that_count_up_are_a_header():
    table = table_of("""
        School|3|4|5|6
        Adams|41|39|44|50
        Baker|35|37|33|36
        Clark|*|28|30|31
        Average|38|34.7|35.7|39""")

    assert (table.header_rows, table.first_data_row, table.total_rows) == ((1,), 2, (5,))
    assert names(table) == ["School", "3", "4", "5", "6"]


def test_a_rate_per_thousand_is_no_percentage():
    table = reading_of("""
        Municipio|Casos|Tasa por 1.000
        Guaynabo|120|1,3
        Ponce|310|2,3
        Caguas|118|1,4""").tables[0]

    assert [column.kind for column in table.columns] == ["text", "number", "number"]
