"""Layouts as people make them: where tables, headers and totals are."""

import pytest

from longtable.core.spreadsheets.tests.making import kinds, names, reading_of, roles, table_of


def test_a_total_at_the_foot_with_notes_below():
    table = table_of("""
Lincoln Public Schools
Enrollment and attendance by school, Fall 2023

School | Enrolled | Chronically absent | % absent
Adams Elementary | 412 | 61 | 14.8%
Baker Middle | 655 | 131 | 20.0%
Carver High | 1,204 | 301 | 25.0%
Dunbar K-8 | 88 | * | *
Total | 2,359 | 501 | 21.2%

* Fewer than 10 students
Source: district data office
""")

    assert table.header_rows == (4,)
    assert (table.first_data_row, table.last_data_row) == (5, 9)
    assert table.total_rows == (9,)
    assert table.footnote_rows == (11, 12)
    assert kinds(table) == ["text", "number", "number", "percent"]
    assert roles(table) == ["place", "denominator", "count", "estimate"]
    assert table.marks["*"].meaning == "suppressed"
    assert table.marks["*"].count == 2
    assert table.marks["*"].said == "Fewer than 10 students"
    assert table.period == "Fall 2023"


def test_a_total_at_the_head_without_a_telling_name():
    table = table_of("""
Ward | Births | Preterm
Milwaukee | 900 | 117
One | 200 | 30
Two | 300 | 40
Three | 400 | 47
""")

    assert table.total_rows == (2,)
    assert (table.first_data_row, table.last_data_row) == (2, 5)


def test_subtotals_between_and_a_grand_total():
    table = table_of("""
Region | Site | Children | Families
North | Oak | 20 | 15
North | Elm | 31 | 22
North Subtotal | | 51 | 37
South | Ash | 44 | 30
South | Fir | 12 | 11
South Subtotal | | 56 | 41
Grand Total | | 107 | 78
""")

    assert table.total_rows == (4, 7, 8)
    assert table.last_data_row == 8
    assert roles(table)[:2] == ["place", "place"]


def test_sections_with_their_own_labels():
    table = table_of("""
Students by race and program

Group | Enrolled | Completed
Reading circle
Black | 30 | 21
White | 22 | 18
Math club
Black | 14 | 9
White | 19 | 17
""")

    assert table.header_rows == (3,)
    assert table.section_rows == (4, 7)
    assert table.first_data_row == 5
    assert table.last_data_row == 9
    assert table.total_rows == ()


def test_blank_rows_between_parts_of_one_table():
    table = table_of("""
County | Cases | Population
Adams | 12 | 5000
Brown | 40 | 21000

Clark | 7 | 3100
Dane | 88 | 54000

Statewide | 147 | 83100
""")

    assert (table.first_data_row, table.last_data_row) == (2, 8)
    assert table.total_rows == (8,)


def test_two_tables_below_each_other():
    reading = reading_of("""
Table 1. Graduates
School | Cohort | Graduates
East | 100 | 81
West | 140 | 97
North | 90 | 88

Table 2. Dropouts
Race | Students | Dropouts | Rate
Black | 200 | 20 | 10.0
White | 100 | 5 | 5.0
Asian | 50 | n<10 | n<10
""")

    first, second = reading.tables
    assert (first.header_rows, first.first_data_row, first.last_data_row) == ((2,), 3, 5)
    assert (second.header_rows, second.first_data_row, second.last_data_row) == ((8,), 9, 11)
    assert second.marks["n<10"].meaning == "suppressed"
    assert second.title == "Table 2. Dropouts"
    assert first.footnote_rows == ()


def test_two_tables_below_each_other_without_a_gap():
    reading = reading_of("""
School | Cohort | Graduates
East | 100 | 81
West | 140 | 97
North | 90 | 88
Race | Students | Dropouts
Black | 200 | 20
White | 100 | 5
""")

    assert [table.header_rows for table in reading.tables] == [(1,), (5,)]
    assert [table.last_data_row for table in reading.tables] == [4, 7]


def test_two_tables_side_by_side():
    reading = reading_of("""
By school | | | | By race | |
School | Tested | Met | | Race | Tested | Met
East | 100 | 40 | | Black | 120 | 50
West | 80 | 35 | | White | 60 | 25
Total | 180 | 75 | | Total | 180 | 75
""")

    left, right = reading.tables
    assert [column.letter for column in left.columns] == ["A", "B", "C"]
    assert [column.letter for column in right.columns] == ["E", "F", "G"]
    assert left.total_rows == right.total_rows == (5,)
    assert left.header_rows == right.header_rows == (2,)


def test_an_empty_column_inside_one_table_is_a_gap():
    table = table_of("""
School | Tested | | Met | Rate
East | 100 | | 40 | 40.0
West | 80 | | 35 | 43.8
North | 50 | | 20 | 40.0
""")

    assert [column.letter for column in table.columns] == ["A", "B", "D", "E"]


def test_years_as_heads():
    table = table_of("""
Neighborhood | 2019 | 2020 | 2021
Sherman Park | 120 | 133 | 140
Harambee | 88 | 79 | 91
Metcalfe Park | 45 | 51 | 39
""")

    assert table.header_rows == (1,)
    assert table.first_data_row == 2
    assert names(table) == ["Neighborhood", "2019", "2020", "2021"]
    assert roles(table) == ["place", "count", "count", "count"]


def test_years_over_counts_and_percents():
    table = table_of("""
 | 2021-22 | | 2022-23 |
District | N | % | N | %
Able | 120 | 45.1 | 133 | 47.0
Baker | 88 | 30.2 | 79 | 29.9
Cole | DS | DS | 39 | 51.3
""")

    assert table.header_rows == (1, 2)
    assert names(table) == ["District", "2021-22: N", "2021-22: %", "2022-23: N", "2022-23: %"]
    assert kinds(table) == ["text", "number", "percent", "number", "percent"]
    assert roles(table) == ["place", "count", "estimate", "count", "estimate"]
    assert table.marks["DS"].meaning == "suppressed"


def test_group_names_as_heads():
    table = table_of("""
School | All Students | Black | Hispanic | White
East | 210 | 80 | 70 | 60
West | 150 | 30 | 70 | 50
North | 95 | <5 | 40 | 50
""")

    assert table.total_rows == ()
    assert roles(table) == ["place", "count", "count", "count", "count"]
    assert table.marks["<5"].meaning == "suppressed"


def test_three_header_rows():
    table = table_of("""
Grade 4 reading | | | | |
 | Boys | | Girls | |
School | Tested | Met | Tested | Met | Note
East | 50 | 20 | 50 | 25 | new building
West | 40 | 10 | 40 | 19 |
North | 60 | 31 | 66 | 40 |
""")

    assert table.header_rows[-2:] == (2, 3)
    assert names(table)[:5] == [
        "School",
        "Boys: Tested",
        "Boys: Met",
        "Girls: Tested",
        "Girls: Met",
    ]
    assert roles(table)[-1] == "note"


def test_spanish_numbers_and_words():
    table = table_of("""
Matrícula por escuela
Escuela | Estudiantes | Promedio | Porcentaje
Benito Juárez | 1.234 | 87,5 | 45,2
Niños Héroes | 987 | 79,25 | 39,8
Total | 2.221 | |

Fuente: Secretaría
""")

    assert table.decimal == ","
    assert table.header_rows == (2,)
    assert table.total_rows == (5,)
    assert kinds(table) == ["text", "number", "number", "percent"]
    assert table.footnote_rows == (7,)


def test_numbers_with_marks_beside_them():
    table = table_of("""
County | Rate per 1,000 | Lower | Upper
Adams | 12.5* | 10.1 | 14.9
Brown | 9.1 | 8.0 | 10.2
Clark | 30.4! | 12.0 | 48.8
Dane | 10.0* | 9.1 | 11.2
* Statistically different from the state
! Interpret with caution
""")

    assert table.marks["*"].meaning == "significant"
    assert table.marks["*"].count == 2
    assert table.marks["!"].meaning == "caution"
    assert table.footnote_rows == (6, 7)
    assert table.last_data_row == 5
    assert roles(table) == ["place", "estimate", "limit", "limit"]


def test_census_download():
    table = table_of("""
Label | Estimate | Margin of Error
Total: | 1,000 | ±50
Male: | 480 | ±33
Under 5 years | 80 | ±12
5 years and over | 400 | ±30
Female: | 520 | ±35
Median age | - | **
Group quarters | (X) | (X)
""")

    assert table.total_rows[0] == 2
    assert roles(table)[1:] == ["estimate", "limit"]
    assert table.marks["(X)"].meaning == "not_applicable"
    assert table.marks["-"].meaning == "not_available"


def test_a_sheet_of_prose_has_no_table():
    reading = reading_of("""
Read me
This workbook was made by the backbone team for the spring review of the common agenda.
Please fill in every sheet and send it back before the first of the month, thank you very much.
Questions go to the data lead.
""")

    assert reading.tables == ()


def test_a_codebook_is_words():
    reading = reading_of("""
Variable | Description
enr | Enrolled on October 1
grad | Graduated in four years
abs | Absent ten percent of days
""")

    assert all(role not in ("count", "estimate") for t in reading.tables for role in roles(t))
    assert all(table.total_rows == () for table in reading.tables)


def test_the_header_again_in_the_middle_is_left_out():
    table = table_of("""
School | Tested | Met
East | 100 | 40
West | 80 | 35
School | Tested | Met
North | 50 | 20
South | 70 | 22
""")

    assert table.skipped_rows == (4,)
    assert table.last_data_row == 6


def test_masked_rows_first():
    table = table_of("""
School | Group | Tested | Met
East | Asian | * | *
East | Black | * | *
East | White | 60 | 31
West | Asian | * | *
West | Black | 33 | 12
West | White | 41 | 20
""")

    assert table.header_rows == (1,)
    assert table.first_data_row == 2
    assert table.marks["*"].count == 6


def test_merged_labels_are_carried_down():
    table = table_of("""
District | School | Enrolled
North | Oak | 20
 | Elm | 31
 | Ash | 44
South | Fir | 12
 | Yew | 18
""")

    assert table.columns[0].carried


def test_key_value_lines_above():
    table = table_of("""
Organization: | Reading Circle
Contact: | Data lead
Reporting period: | Q3 2023

Site | Children enrolled | Children completing | Comments
Main Street | 34 | 30 | all good
Library | 18 | 12 | two moved away
Park | 9 | 9 |
TOTAL | 61 | 51 |
""")

    assert table.header_rows == (5,)
    assert table.total_rows == (9,)
    assert roles(table) == ["place", "denominator", "count", "note"]


@pytest.mark.parametrize("name", ["Total", "TOTAL:", "Grand total", "All", "Overall", "Citywide"])
def test_names_of_totals(name):
    table = table_of(f"""
Place | Children | Rate
A street | 10 | 4.5
B street | 20 | 4.1
C street | 31 | 4.4
{name} | 99 | 4.4
""")

    assert table.total_rows == (5,)


@pytest.mark.parametrize("name", ["All Saints School", "All other races", "Totally Kids"])
def test_names_that_are_not_totals(name):
    table = table_of(f"""
Place | Children | Rate
A street | 10 | 4.5
B street | 20 | 4.1
C street | 31 | 4.4
{name} | 99 | 4.4
""")

    assert table.total_rows == ()
