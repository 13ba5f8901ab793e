"""Layouts as people make them, none of which the reader has been told about."""

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


def test_a_small_sum_by_chance_is_no_total():
    table = table_of("""
Place | Children
A | 1
B | 2
C | 3
D | 9
""")

    assert table.total_rows == ()


def test_a_table_that_starts_inside_the_sheet():
    table = table_of("""
 | | | |
 | Attendance report 2022-23 | | |
 | | | |
 | School | Students | Absent | Rate
 | East | 100 | 12 | 12.0%
 | West | 90 | 18 | 20.0%
 | North | 40 | 2 | 5.0%
 | | | |
 | District total | 230 | 32 | 13.9%
""")

    assert table.header_rows == (4,)
    assert [column.letter for column in table.columns] == ["B", "C", "D", "E"]
    assert table.total_rows == (9,)
    assert table.period == "2022-23"


def test_grades_as_heads_are_a_header():
    table = table_of("""
School | Grade 3 | Grade 4 | Grade 5 | Total
East | 30 | 31 | 29 | 90
West | 22 | 20 | 27 | 69
All schools | 52 | 51 | 56 | 159
""")

    assert table.header_rows == (1,)
    assert table.total_rows == (4,)
    assert set(roles(table)[1:4]) == {"count"}


def test_a_note_directly_below_the_data():
    table = table_of("""
Site | Served | Completed
Oak | 20 | 15
Elm | 31 | 22
Note: Elm opened in October.
Data as of 6/30/2023
""")

    assert table.last_data_row == 3
    assert table.footnote_rows == (4, 5)


def test_an_average_at_the_foot():
    table = table_of("""
Site | Score 2022 | Score 2023
Oak | 20.5 | 15.1
Elm | 31.5 | 22.9
Average | 26 | 19
""")

    assert table.total_rows == (4,)
    assert table.last_data_row == 4


def test_all_students_in_a_long_table():
    table = table_of("""
Year | School | Group | N | Pct
2021 | East | All Students | 100 | 50.5
2021 | East | Female | 52 | 51.9
2021 | East | Male | 48 | 49.0
2022 | East | All Students | 110 | 52.5
2022 | East | Female | 60 | 55.0
2022 | East | Male | 50 | 49.5
""")

    assert table.total_rows == (2, 5)
    assert roles(table) == ["period", "place", "group", "count", "estimate"]
    assert kinds(table)[4] == "percent"


def test_a_file_without_a_header():
    table = table_of("""
East | 100 | 12.5
West | 90 | 18.1
North | 40 | 2.9
""")

    assert table.header_rows == ()
    assert table.first_data_row == 1
    assert table.last_data_row == 3


def test_one_row_of_data():
    table = table_of("""
City | Children | Rate
Milwaukee | 1000 | 12.5
""")

    assert table.header_rows == (1,)
    assert (table.first_data_row, table.last_data_row) == (2, 2)
    assert table.total_rows == ()


def test_marks_are_explained_above_the_table():
    table = table_of("""
Immunization coverage, 2022
Symbols: ~ means the rate is unstable; -- means no data were collected

County | Children | Covered | Coverage
Adams | 120 | 101 | 84.2
Brown | 12 | 10 | ~
Clark | -- | -- | --
Dane | 900 | 801 | 89.0
""")

    assert table.marks["~"].meaning == "caution"
    assert table.marks["--"].meaning == "not_available"
    assert table.marks["--"].count == 3


def test_naep_marks():
    table = table_of("""
Jurisdiction | Score | Percent at or above proficient
National | 220 | 33
Milwaukee | 190 | #
Boston | ‡ | ‡
Austin | — | —
# Rounds to zero.
‡ Reporting standards not met. Sample size insufficient to permit a reliable estimate.
— Not available.
""")

    assert table.marks["#"].meaning == "rounds_to_zero"
    assert table.marks["‡"].meaning == "suppressed"
    assert table.marks["—"].meaning == "not_available"
    assert table.footnote_rows == (6, 7, 8)
    assert table.last_data_row == 5


def test_top_and_bottom_coded_percents():
    table = table_of("""
School | Tested | Pct Proficient
East | 100 | >95%
West | 90 | 45%
North | 40 | <5%
South | 77 | 21-39
Hill | 81 | 61%
""")

    assert kinds(table)[2] == "percent"
    assert table.marks[">95%"].meaning == "suppressed"
    assert table.marks["<5%"].meaning == "suppressed"
    assert table.marks["21-39"].meaning == "suppressed"


def test_age_groups_are_labels_and_no_marks():
    table = table_of("""
Age group | People | Share
0-4 | 100 | 10.0%
5-9 | 200 | 20.0%
10-14 | 700 | 70.0%
65 or over | 0 | 0.0%
""")

    assert table.marks == {}
    assert roles(table)[0] == "group"
    assert table.first_data_row == 2


def test_dates_and_codes():
    table = table_of("""
Date served | ZIP | Visits
2023-01-05 | 53206 | 12
2023-01-12 | 53212 | 9
2023-01-19 | 53206 | 14
""")

    assert kinds(table) == ["date", "code", "number"]
    assert roles(table) == ["period", "place", "count"]


def test_a_row_of_units_belongs_to_the_header():
    table = table_of("""
County | Teen births | Rate | Lower limit | Upper limit
 | (number) | (per 1,000) | (95% CI) | (95% CI)
Adams | 120 | 20.5 | 18.0 | 23.1
Brown | 300 | 31.0 | 28.8 | 33.3
""")

    assert table.header_rows == (1, 2)
    assert roles(table) == ["place", "count", "estimate", "limit", "limit"]


def test_total_label_in_the_second_column():
    table = table_of("""
District | School | Enrolled | Met
North | Oak | 20 | 11
North | Elm | 31 | 12
 | Total | 51 | 23
South | Fir | 12 | 3
South | Yew | 18 | 9
 | Total | 30 | 12
""")

    assert table.total_rows == (4, 7)


def test_repeated_blocks_by_year_with_the_same_header():
    reading = reading_of("""
2021
Race | Students | Met
Black | 200 | 20
White | 100 | 50
Total | 300 | 70

2022
Race | Students | Met
Black | 210 | 33
White | 120 | 66
Total | 330 | 99
""")

    assert [table.header_rows for table in reading.tables] == [(2,), (8,)]
    assert [table.total_rows for table in reading.tables] == [(5,), (11,)]
    assert [table.period for table in reading.tables] == ["2021", "2022"]


def test_years_down_the_side():
    table = table_of("""
Year | Students | Graduates | Rate
2019 | 100 | 80 | 80.0
2020 | 120 | 90 | 75.0
2021 | 90 | 81 | 90.0
""")

    assert table.header_rows == (1,)
    assert roles(table) == ["period", "denominator", "count", "estimate"]
    assert table.total_rows == ()


def test_only_periods_and_words():
    table = table_of("""
Year | Policy
2019 | First charter signed
2020 | Charter reviewed
2021 | Second charter signed
""")

    assert table.header_rows == (1,)
    assert roles(table)[0] == "period"


def test_percent_distribution_with_a_total_of_a_hundred():
    table = table_of("""
Race/ethnicity | Number | Percent
Black | 50 | 25.0
Hispanic | 70 | 35.0
White | 80 | 40.0
Total | 200 | 100.0
""")

    assert table.total_rows == (5,)
    assert roles(table) == ["group", "count", "estimate"]


def test_words_among_numbers_are_mixed_or_text():
    table = table_of("""
Site | Children | Answer
Oak | 20 | 12
Elm | about thirty | yes
Ash | 12 | 14
Fir | 44 | maybe
Yew | 17 | 9
""")

    assert kinds(table) == ["text", "mixed", "mixed"]
