"""Slices of published files, as their publishers laid them out."""

from pathlib import Path

import pytest

from longtable.core.spreadsheets.opening import open_sheets
from longtable.core.spreadsheets.rows import tidy_rows
from longtable.core.spreadsheets.tests.making import kinds, names, roles
from longtable.core.spreadsheets.understanding import read_sheets

FILES = Path(__file__).parent / "files"


def read(name):
    sheets = open_sheets(FILES / name)
    reading = read_sheets(sheets)
    (table,) = reading.sheets[0].tables
    return sheets[0], table, reading.problems


def test_graduation_as_the_state_publishes_it():
    sheet, table, problems = read("graduation_raw.csv")

    assert table.title_rows == (1, 2)
    assert table.header_rows == (4, 5)
    assert (table.first_data_row, table.last_data_row) == (6, 10)
    assert table.period == "2010-11"
    assert names(table)[-3:] == [
        "Four-Year Cohort Count", "Graduates: Graduation Count", "Graduates: Graduation Rate",
    ]  # fmt: skip
    assert kinds(table) == ["text", "code", "text", "number", "number", "percent"]
    assert roles(table) == ["place", "place", "group", "denominator", "count", "estimate"]
    assert table.marks["*"].count == 6
    rows = list(tidy_rows(sheet, table))
    assert len(rows) == 15
    assert rows[0].keys["District Code"] == "0150011"
    assert rows[0].value == 667
    masked = [row for row in rows if row.mark]
    assert len(masked) == 6
    assert all(row.value is None for row in masked)
    assert [problem.cause for problem in problems] == ["repeats_as_percent"]


def test_spanning_heads_are_joined_and_end_where_they_end():
    _, table, _ = read("smarter_raw.csv")

    assert table.header_rows == (4, 5)
    assert names(table)[9:13] == [
        "Level 1 Not Met: Count", "Level 1 Not Met: %",
        "Level 2 Approaching: Count", "Level 2 Approaching: %",
    ]  # fmt: skip
    assert names(table)[-1] == "AverageVSS"
    assert kinds(table)[4] == "code"
    assert roles(table)[4] == "group"
    assert roles(table)[8] == "denominator"
    assert roles(table)[-1] == "estimate"


def test_a_column_of_marks_alone_keeps_its_kind():
    _, table, _ = read("absenteeism_raw.csv")

    assert table.header_rows == (4,)
    assert (kinds(table)[-1], roles(table)[-1]) == ("percent", "estimate")
    assert table.marks["*"].meaning == "suppressed"


def test_all_students_are_totals_in_a_long_file():
    sheet, table, _ = read("graduation_long.csv")

    labels = [sheet.rows[row - 1][7] for row in table.total_rows]

    assert labels
    assert set(labels) == {"All students"}
    assert roles(table)[-3:] == ["denominator", "count", "estimate"]


def test_masks_that_can_be_undone_are_said():
    sheet, table, problems = read("smarter_long.csv")

    leaks = {problem.row for problem in problems if problem.cause == "mask_undone"}
    expected = {
        number
        for number, row in enumerate(sheet.rows[1:], start=2)
        if row[13] != "*" and [row[at] for at in (14, 16, 18, 20)].count("*") == 1
    }

    assert expected
    assert expected <= leaks
    assert table.marks["*"].count > 100


@pytest.mark.parametrize("name", ["naep_race.csv", "naep_percent.csv"])
def test_the_nations_report_card(name):
    _, table, _ = read(name)

    assert table.header_rows == (1,)
    assert "place" in roles(table)
    assert "group" in roles(table)
    assert "estimate" in roles(table)


def test_a_byte_order_mark_is_no_part_of_a_name():
    _, table, _ = read("naep_percent.csv")

    assert names(table)[0] == "juris"


def test_columns_of_percents_alone():
    _, table, problems = read("rollup_borough.csv")

    assert set(kinds(table)[1:]) == {"percent"}
    assert roles(table)[0] == "place"
    assert table.total_rows == ()
    assert problems == ()
