"""From tables to facts, without a database."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from longtable.core.spreadsheets.reading import Column, Mark, TableReading
from longtable.core.spreadsheets.sheets import column_letter
from longtable.submissions.understanding import layout as uses
from longtable.submissions.understanding.corrections import corrected
from longtable.submissions.understanding.existing import Existing
from longtable.submissions.understanding.layout import ColumnUse, Layout
from longtable.submissions.understanding.naming import period_of
from longtable.submissions.understanding.taking import Expected, Taking, whole_file_problems
from longtable.submissions.understanding.vocabulary import (
    KnownCategory,
    KnownPlace,
    Vocabulary,
    is_everybody,
)

EXPECTED = Expected("1/x", "submission-1", "rate", "Graduation", "graduates", "cohort")


def known() -> Vocabulary:
    vocabulary = Vocabulary()
    for code, name in (("0150011", "Bridgeport"), ("0930011", "New Haven"), ("ct", "Connecticut")):
        vocabulary.add_place(KnownPlace(code, name, "district"), [])
    vocabulary.add_breakdown("race", "Race and ethnicity", covers_everyone=True)
    vocabulary.add_breakdown("sex", "Sex", covers_everyone=True)
    for breakdown, code, name in (
        ("race", "black", "Black"),
        ("race", "white", "White"),
        ("sex", "girls", "Female"),
        ("sex", "boys", "Male"),
    ):
        vocabulary.add_category(KnownCategory(breakdown, code, name), [])
    return vocabulary


def take(text, columns, *, table=None, existing=None, expected=EXPECTED, **words):
    """Return facts and causes of a CSV with one header row, by (letter, use, more) columns."""
    lines = list(csv.reader(io.StringIO(text)))
    names = lines[0]
    read = tuple(Column(column_letter(i + 1), n, "text", "other") for i, n in enumerate(names))
    reading = TableReading((1,), 2, len(lines), read, **(table or {}))
    made = tuple(
        ColumnUse(letter, names[ord(letter) - 65], use, **more) for letter, use, more in columns
    )
    layout = Layout("Sheet1", 0, made, **{"period": "2020", **words})
    taking = Taking(reading, layout, known(), expected=expected, existing=existing)
    whole_file_problems(layout, expected, taking.findings)
    facts = list(taking.facts(enumerate(lines, start=1)))
    return facts, [problem.cause for problem in taking.findings.in_order()], taking


PLACE = ("A", uses.PLACE_NAME, {})
GROUP = ("B", uses.GROUP, {})
TOP, BOTTOM = ("C", uses.NUMERATOR, {}), ("D", uses.DENOMINATOR, {})
LONG = [PLACE, GROUP, TOP, BOTTOM]
HEAD = "Place,Group,Graduates,Cohort\n"


def test_all_students_means_everybody():
    facts, causes, _ = take(HEAD + "Bridgeport,All Students,5,9\n", LONG)

    assert causes == []
    assert facts[0].categories == ()
    assert (facts[0].numerator, facts[0].denominator) == (5, 9)


@pytest.mark.parametrize("shown", ["*,9", "5,*", "*,*", "<6,9", "N/A,9"])
def test_what_is_masked_never_becomes_a_number(shown):
    marks = {sign: Mark("suppressed", 1) for sign in ("*", "<6")}

    facts, causes, _ = take(f"{HEAD}Bridgeport,Black,{shown}\n", LONG, table={"marks": marks})

    assert causes == []
    assert facts[0].masked
    assert facts[0].numerator is None
    assert facts[0].denominator is None


def test_a_masked_count_is_not_worked_out_from_its_percentage():
    columns = [*LONG, ("E", uses.REPEATS, {})]
    facts, _, _ = take("Place,Group,Graduates,Cohort,%\nBridgeport,Black,*,20,50\n", columns)

    assert facts[0].mark == "suppressed"
    assert facts[0].estimate is None


def test_counts_beside_a_masked_percentage_stay_masked():
    columns = [*LONG, ("E", uses.REPEATS, {})]
    facts, causes, _ = take("Place,Group,Graduates,Cohort,%\nBridgeport,Black,3,20,*\n", columns)

    assert causes == ["percent_masked"]
    assert facts[0].masked


def test_zero_may_hide_a_small_number():
    columns = [PLACE, GROUP, ("C", uses.NUMERATOR, {"zero_is_masked": True}), BOTTOM]

    facts, _, _ = take(HEAD + "Bridgeport,Black,0,20\n", columns)

    assert facts[0].mark == "suppressed"


def test_zero_is_a_number_otherwise():
    facts, _, _ = take(HEAD + "Bridgeport,Black,0,20\n", LONG)

    assert facts[0].numerator == 0


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        ("Bridgeprt,Black,1,9", "unknown_place"),
        ("Bridgeport,Blak,1,9", "unknown_category"),
        ("Bridgeport,Black,10,9", "too_large"),
        ("Bridgeport,Black,-1,9", "negative"),
        ("Bridgeport,Black,1.5,9", "not_whole"),
        ("Bridgeport,Black,see note,9", "not_a_number"),
        ("Bridgeport,Black,§,9", "unknown_mark"),
        ("Bridgeport,Black,,9", "blank"),
        (",Black,1,9", "no_row_place"),
    ],
)
def test_each_fault_is_found_where_it_stands(row, cause):
    facts, causes, taking = take(f"{HEAD}{row}\nNew Haven,Black,1,9\n", LONG)

    problem = taking.findings.in_order()[0]
    assert causes == [cause]
    assert problem.rows == [2]
    assert problem.cells[0].endswith("2")
    assert taking.findings.rows == {2}
    assert len(facts) == 1
    assert problem.what
    assert problem.why
    assert problem.fix


def test_all_faults_are_found_at_once():
    text = HEAD + "Nowhere,Black,1,9\nBridgeport,Black,10,9\nBridgeport,White,-2,9\n"

    _, causes, _ = take(text, LONG)

    assert set(causes) == {"unknown_place", "too_large", "negative"}


def test_a_misspelled_name_is_suggested_and_fixed_with_one_tap():
    _, _, taking = take(HEAD + "Bridgeprt,Black,1,9\n", LONG)
    fix = taking.findings.in_order()[0].fixes()[0]

    layout = corrected(taking.layout, fix.change, known())
    facts, causes, _ = take(HEAD + "Bridgeprt,Black,1,9\n", LONG, meanings=layout.meanings)

    assert fix.label == "This is Bridgeport"
    assert causes == []
    assert facts[0].place == "0150011"


def test_the_same_group_twice_is_not_counted_twice():
    text = HEAD + "Bridgeport,Black,1,9\nBridgeport,Black,2,9\n"

    facts, causes, taking = take(text, LONG)

    assert causes == ["duplicate"]
    assert len(facts) == 1
    assert taking.findings.in_order()[0].fixes()[0].change == {"do": "leave_out", "rows": [3]}


def test_a_total_row_is_left_out_and_compared():
    text = "Place,x,Graduates,Cohort\nBridgeport,,1,9\nNew Haven,,2,9\nTotal,,4,18\n"

    facts, causes, taking = take(text, [PLACE, TOP, BOTTOM], table={"total_rows": (4,)})

    assert causes == ["total_differs"]
    assert {fact.place for fact in facts} == {"0150011", "0930011"}
    assert taking.counted.totals == 1


def test_a_total_row_is_a_place_when_a_person_says_so():
    text = "Place,x,Graduates,Cohort\nBridgeport,,1,9\nNew Haven,,2,9\nTotal,,3,18\n"
    meanings = {"place:total": "ct"}

    facts, causes, _ = take(
        text, [PLACE, TOP, BOTTOM], table={"total_rows": (4,)}, meanings=meanings,
        totals=uses.EVERYBODY,
    )  # fmt: skip

    assert causes == []
    assert facts[-1].place == "ct"


def test_all_students_in_a_group_column_is_everybody_though_it_sums_up():
    text = HEAD + "Bridgeport,All students,3,18\nBridgeport,Black,1,9\n"

    facts, _, _ = take(text, LONG, table={"total_rows": (2,)})

    assert [fact.categories for fact in facts] == [(), (("race", "black"),)]


def test_groups_that_exceed_everybody_are_said():
    text = HEAD + "Bridgeport,All,3,10\nBridgeport,Black,1,9\nBridgeport,White,1,9\n"

    _, causes, _ = take(text, LONG)

    assert causes == ["parts_differ"]


def test_groups_with_a_masked_part_may_fall_short():
    text = HEAD + "Bridgeport,All,3,20\nBridgeport,Black,1,9\nBridgeport,White,*,*\n"

    _, causes, _ = take(text, LONG)

    assert causes == []


def test_a_percentage_that_does_not_fit_its_counts_is_said():
    columns = [*LONG, ("E", uses.REPEATS, {})]
    text = "Place,Group,Graduates,Cohort,%\nBridgeport,Black,1,3,33.3\nNew Haven,Black,1,3,35.0\n"

    facts, causes, taking = take(text, columns)

    assert causes == ["percent_differs"]
    assert len(facts) == 1
    assert "33.3 %" in taking.findings.in_order()[0].why


def test_fractions_are_compared_as_percentages():
    columns = [*LONG, ("E", uses.REPEATS, {"scale": 100})]

    _, causes, _ = take("Place,Group,G,C,%\nBridgeport,Black,1,3,0.333\n", columns)

    assert causes == []


def test_a_column_of_kinds_says_whose_groups_they_are():
    columns = [PLACE, ("B", uses.GROUP_TYPE, {}), ("C", uses.GROUP, {}),
               ("D", uses.NUMERATOR, {}), ("E", uses.DENOMINATOR, {})]  # fmt: skip
    text = "Place,Type,Group,G,C\nBridgeport,Sex,Female,1,3\nBridgeport,All,All,2,6\n"

    facts, causes, _ = take(text, columns)

    assert causes == []
    assert [fact.categories for fact in facts] == [(("sex", "girls"),), ()]


def test_one_column_for_each_breakdown():
    race, sex = {"breakdown": "race"}, {"breakdown": "sex"}
    columns = [PLACE, ("B", uses.GROUP, race), ("C", uses.GROUP, sex),
               ("D", uses.NUMERATOR, {}), ("E", uses.DENOMINATOR, {})]  # fmt: skip

    facts, _, _ = take("P,R,S,G,C\nBridgeport,Black,Female,1,3\n", columns)

    assert facts[0].categories == (("race", "black"), ("sex", "girls"))


def test_a_wide_file_gives_a_fact_for_each_group():
    black, white = ({"breakdown": "race", "category": code} for code in ("black", "white"))
    columns = [PLACE, ("B", uses.NUMERATOR, black), ("C", uses.DENOMINATOR, black),
               ("D", uses.NUMERATOR, white), ("E", uses.DENOMINATOR, white)]  # fmt: skip

    facts, causes, _ = take("Place,B met,B all,W met,W all\nBridgeport,1,3,2,4\n", columns)

    assert causes == []
    assert [(f.categories[0][1], f.numerator) for f in facts] == [("black", 1), ("white", 2)]


def test_a_wide_file_gives_a_fact_for_each_period():
    columns = [
        PLACE,
        ("B", uses.ESTIMATE, {"period": "2019"}),
        ("C", uses.ESTIMATE, {"period": "2020"}),
    ]
    published = Expected("1/x", "submission-1", "published")

    facts, causes, _ = take(
        "Place,2019,2020\nBridgeport,1.5,2.5\n", columns, expected=published, period=""
    )

    assert causes == []
    assert [(fact.period, fact.estimate) for fact in facts] == [("2019", 1.5), ("2020", 2.5)]


def test_only_chosen_rows_are_taken():
    columns = [PLACE, ("B", uses.FILTER, {"keep": ("ELA",)}), TOP, BOTTOM]

    facts, _, taking = take(HEAD + "Bridgeport,ELA,1,9\nBridgeport,Math,2,9\n", columns)

    assert [fact.numerator for fact in facts] == [1]
    assert taking.counted.left_out == 1


def test_coverage_is_kept():
    columns = [*LONG, ("E", uses.ELIGIBLE, {})]

    facts, _, _ = take("P,G,M,T,E\nBridgeport,Black,5,9,12\n", columns)

    assert facts[0].eligible == 12


def test_a_percentage_without_counts_does_not_do_for_a_rate():
    _, causes, _ = take("P,G,%\nBridgeport,Black,5.5\n", [PLACE, GROUP, ("C", uses.ESTIMATE, {})])

    assert causes == ["no_counts"]


def test_a_published_estimate_keeps_its_text_and_limits():
    columns = [PLACE, ("B", uses.ESTIMATE, {}), ("C", uses.LOWER, {}), ("D", uses.UPPER, {})]
    published = Expected("1/x", "submission-1", "published")

    facts, causes, _ = take("P,E,L,U\nBridgeport,12.50,10,15\n", columns, expected=published)

    assert causes == []
    assert (facts[0].estimate, facts[0].as_published) == (12.5, "12.50")
    assert (facts[0].lower, facts[0].upper) == (10, 15)


def test_what_is_already_there_is_not_taken_again():
    key = ("2020", "0150011", (("race", "black"),), "")
    existing = Existing({key: 7}, {7: "old.csv"})

    facts, causes, _ = take(HEAD + "Bridgeport,Black,1,9\n", LONG, existing=existing)
    replaced, none, _ = take(
        HEAD + "Bridgeport,Black,1,9\n", LONG, existing=existing, replaces=(7,)
    )

    assert (facts, causes) == ([], ["already_there"])
    assert (len(replaced), none) == (1, [])


@pytest.mark.parametrize(
    ("text", "period"),
    [("2010-11", "2010-11"), ("2010-2011", "2010-11"), ("SY 2010/11", "2010-11"),
     ("2015.0", "2015"), ("FY 2015", "2015"), (" Q1 2020 ", "Q1 2020")],
)  # fmt: skip
def test_periods_are_written_one_way(text, period):
    assert period_of(text) == period


COUNTS = st.one_of(
    st.integers(0, 50).map(str), st.sampled_from(["*", "N/A", "", "<10", "x9", "-3"])
)
ROWS = st.tuples(
    st.sampled_from(["Bridgeport", "New Haven", "Nowhere", ""]),
    st.sampled_from(["Black", "White", "All", "Klingon"]),
    COUNTS,
    COUNTS,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, max_size=12))
def test_every_row_is_a_fact_or_has_its_reason(rows):
    text = HEAD + "".join(",".join(row) + "\n" for row in rows)

    facts, _, taking = take(text, LONG)

    counted = taking.counted
    settled = len(facts) + len(taking.findings.rows) + counted.left_out + counted.empty
    assert settled == counted.rows == len(rows)
    for fact in facts:
        shown = [row for row in rows if is_everybody(row[1]) or row[1] in {"Black", "White"}]
        assert fact.masked or (str(fact.numerator), str(fact.denominator)) in {r[2:] for r in shown}


@settings(max_examples=60, deadline=None)
@given(
    st.builds(
        Layout,
        sheet=st.text(max_size=5),
        columns=st.lists(
            st.builds(
                ColumnUse, st.sampled_from("ABC"), st.text(max_size=5), st.sampled_from(uses.USES)
            ),
            max_size=3,
        ).map(tuple),
        marks=st.dictionaries(st.text(max_size=3), st.just("suppressed")),
        replaces=st.lists(st.integers(1, 9)).map(tuple),
    )
)
def test_a_layout_comes_back_as_it_was_kept(layout):
    assert Layout.from_dict(layout.to_dict()) == layout


def test_rows_without_place_or_period_all_need_a_person():
    text = "x,Group,Graduates,Cohort\n,Black,1,9\n,White,2,9\n"

    facts, causes, taking = take(text, [GROUP, TOP, BOTTOM], period="")

    assert facts == []
    assert set(causes) == {"no_period", "no_place"}
    assert taking.findings.rows == {2, 3}
