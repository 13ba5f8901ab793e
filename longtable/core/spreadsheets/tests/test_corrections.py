"""Corrections by pointing, remembered and used again."""

import pytest

from longtable.core.spreadsheets.corrections import (
    mark_row,
    set_column,
    set_data_range,
    set_header_rows,
    set_mark,
)
from longtable.core.spreadsheets.detection import read_sheet
from longtable.core.spreadsheets.layouts import Layout, apply_layout, layout_of
from longtable.core.spreadsheets.rows import tidy_rows
from longtable.core.spreadsheets.tests.making import names, sheet_of
from longtable.core.spreadsheets.trouble import CannotRead

MAY = """
Reading circle, May 2022

Site | Tested | Met | Comments
Oak | 20 | 11 |
Elm | 30 | q | new site
Ash | 15 | 9 |
Everyone there | 65 | 20 |
"""
JUNE = """
Reading circle, June 2022
Please send by the fifth.

Comments | Site | Met | Tested | Volunteers
 | Oak | 12 | 21 | 3
 | Elm | q | 33 | 4
 | Ash | zz | 14 | 2
 | Everyone there | 40 | 68 | 9
"""


def corrected():
    sheet = sheet_of(MAY)
    table = read_sheet(sheet).tables[0]
    table = mark_row(table, 7, "total")
    table = set_column(table, "B", role="denominator", name="Children tested")
    table = set_column(table, "D", ignored=True)
    return sheet, set_mark(table, "q", "suppressed")


def test_a_pointed_header_names_the_columns_anew():
    sheet = sheet_of("Report | of 2022 | x\nSite | Tested | Met\nOak | 20 | 11\nElm | 30 | 12")
    table = read_sheet(sheet).tables[0]

    table = set_header_rows(sheet, table, [2])

    assert table.header_rows == (2,)
    assert table.first_data_row == 3
    assert names(table) == ["Site", "Tested", "Met"]


def test_a_pointed_range_is_the_data():
    sheet = sheet_of(MAY)
    table = read_sheet(sheet).tables[0]

    table = set_data_range(sheet, table, first=4, last=5)

    assert {row.row for row in tidy_rows(sheet, table)} == {4, 5}
    with pytest.raises(ValueError, match="header"):
        set_data_range(sheet, table, first=2, last=5)
    with pytest.raises(ValueError, match="rows 1 to"):
        set_data_range(sheet, table, first=4, last=500)


def test_a_row_can_be_total_and_data_again():
    _, table = corrected()
    assert table.total_rows == (7,)

    assert mark_row(table, 7, "data").total_rows == ()
    with pytest.raises(ValueError, match="can't be"):
        mark_row(table, 7, "nonsense")


def test_a_sign_called_a_mark_is_one_in_the_rows():
    sheet, table = corrected()

    rows = {(row.row, row.header): row for row in tidy_rows(sheet, table)}

    assert rows[5, "Met"].mark == "q"
    assert rows[5, "Met"].value is None
    assert rows[5, "Children tested"].value == 30
    assert (7, "Met") not in rows


def test_corrections_are_used_again_on_the_next_file():
    sheet, table = corrected()
    layout = Layout.from_dict(layout_of(sheet, table).to_dict())

    applied = apply_layout([sheet_of(JUNE)], layout)

    by_name = {column.name: column for column in applied.table.columns}
    assert by_name["Children tested"].letter == "D"
    assert by_name["Children tested"].role == "denominator"
    assert by_name["Comments"].ignored
    assert applied.table.total_rows == (8,)
    assert applied.table.marks["q"].meaning == "suppressed"
    kinds = {difference.kind for difference in applied.differences}
    assert {"new_column", "moved_column"} <= kinds
    assert any("Volunteers" in d.what for d in applied.differences)


def test_a_missing_column_and_a_new_mark_are_said():
    sheet, table = corrected()
    june = sheet_of("Site | Tested | Met\nOak | 20 | 3\nElm | 31 | ‡\nFir | 12 | 4")

    applied = apply_layout([june], layout_of(sheet, table))

    kinds = {difference.kind: difference.name for difference in applied.differences}
    assert kinds["missing_column"] == "Comments"
    assert kinds["new_mark"] == "‡"


def test_years_in_heads_may_change():
    sheet = sheet_of("School | 2021-22 N | 2021-22 %\nEast | 20 | 40.5\nWest | 30 | 41.5")
    table = set_column(read_sheet(sheet).tables[0], "B", role="denominator")
    after = sheet_of("School | 2022-23 N | 2022-23 %\nEast | 21 | 40.1\nWest | 33 | 42.5")

    applied = apply_layout([after], layout_of(sheet, table))

    assert applied.table.columns[1].role == "denominator"
    assert applied.table.columns[1].name == "2022-23 N"
    assert {difference.kind for difference in applied.differences} == {"renamed_column"}


def test_another_file_is_refused():
    sheet, table = corrected()

    with pytest.raises(CannotRead, match="columns that this sender"):
        apply_layout([sheet_of("County | Cases\nA | 5\nB | 6")], layout_of(sheet, table))
