"""More layouts as people make them: marks, notes, long tables, odd starts."""

from longtable.core.spreadsheets.tests.making import kinds, names, reading_of, roles, table_of


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
Fir | many | maybe
Yew | 17 | 9
""")

    assert kinds(table) == ["text", "mixed", "mixed"]


def test_a_count_that_looks_like_a_year_is_a_count():
    table = table_of("""
Indicator | Race | Value | 95% CI | N
Low birthweight | Black | 13.5 | (12.1-14.9) | 2100
Low birthweight | White | 6.5 | (5.9-7.1) | 5200
Infant mortality | Black | 14.1 | (10.0-18.0) | 2000
""")

    assert table.header_rows == (1,)
    assert table.first_data_row == 2
    assert names(table)[-1] == "N"


def test_years_span_counts_and_a_warning_is_no_mask():
    table = table_of("""
Student Group | 2019-20 | | | 2020-21 | |
 | Cohort | Graduates | Rate | Cohort | Graduates | Rate
All Students | 1,250 | 1,020 | 81.6% | 1,198 | 985 | 82.2%
Asian | <10 | <10 | <10 | <10 | <10 | <10
Black | 410 | 310 | 75.6% | 400 | 312 | 78.0%
English Learner | 45 | 30 | 66.7%* | 50 | 33 | 66.0%*

* Interpret with caution: fewer than 50 students in the cohort.
""")

    assert table.header_rows == (1, 2)
    assert names(table)[3] == "2019-20: Rate"
    assert table.total_rows == (3,)
    assert table.marks["*"].meaning == "caution"
    assert table.marks["<10"].count == 6


def test_census_codes_and_a_second_row_of_names():
    table = table_of("""
Geography | Geographic Area Name | Estimate!!Total: | Margin of Error!!Total:
id | name | B01001_001E | B01001_001M
1400000US55079000101 | Census Tract 1.01 | 4689 | 432
1400000US55079000102 | Census Tract 1.02 | 3587 | 388
1400000US55079000201 | Census Tract 2.01 | - | **
""")

    assert table.header_rows == (1, 2)
    assert kinds(table)[0] == "code"
    assert roles(table) == ["place", "place", "count", "limit"]
    assert table.marks["**"].meaning == "not_available"
