"""Many rows at once give what row by row gives: the same facts, problems and cells."""

from dataclasses import asdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from longtable.core.spreadsheets.distinct import Gathering
from longtable.core.spreadsheets.reading import Column, Mark, TableReading
from longtable.core.spreadsheets.sheets import column_letter
from longtable.core.warehouse.store import FactStore
from longtable.submissions.tests.test_understanding import EXPECTED, known
from longtable.submissions.understanding import judging, swift
from longtable.submissions.understanding import layout as uses
from longtable.submissions.understanding.columns import Coded
from longtable.submissions.understanding.existing import Existing
from longtable.submissions.understanding.keeping import Keeper
from longtable.submissions.understanding.layout import EVERYBODY, LEAVE_OUT, ColumnUse, Layout
from longtable.submissions.understanding.taking import Taking

TEXTS = {
    uses.PLACE_NAME: ["Bridgeport", "New Haven", "Connecticut", " bridgeport ", "Atlantis", ""],
    uses.PLACE_CODE: ["0150011", "930011", '="0930011"', "ct", "99", ""],
    uses.PERIOD: ["2019", "2020", "2019-20", "FY 2020", "2020.0", "", "leave out"],
    uses.GROUP: ["Black", "White", "All students", "Female", "Total", "Purple", ""],
    uses.GROUP_TYPE: ["Race", "Sex", "Race and ethnicity", ""],
    uses.FILTER: ["yes", "Yes", "no", ""],
    uses.REPEATS: ["50", "50%", "33.3", "0.5", "100", "*", "", "see note", "12,5"],
    uses.ESTIMATE: ["50", "50%", "-0", "0", "33.3*", "<1", "*", "N/A", "", "1e999", "12.5†"],
    uses.LOWER: ["40", "", "*", "99"],
    uses.UPPER: ["60", "", "*", "1"],
    uses.TOTAL: ["12.5", "1000000000.0000005", "-3", "*", "", "9e20", "x"],
}
COUNTS = ["1", "2", "10", "20", "1,000", "007", "-3", "2.5", "*", "N/A", "<6", "", "~", "0",
          "words", "10*", "1e3", "12345678901234567890", "9007199254740993", " 5 "]  # fmt: skip
MARKS = {"*": Mark("suppressed", 1), "<6": Mark("suppressed", 1), "†": Mark("caution", 1)}
KINDS = (
    [uses.NUMERATOR, uses.DENOMINATOR],
    [uses.NUMERATOR, uses.DENOMINATOR, uses.REPEATS],
    [uses.NUMERATOR, uses.DENOMINATOR, uses.ELIGIBLE],
    [uses.TOTAL, uses.DENOMINATOR],
    [uses.ESTIMATE, uses.LOWER, uses.UPPER],
    [uses.ESTIMATE],
)
NAMING = st.lists(
    st.sampled_from([uses.PLACE_NAME, uses.PLACE_CODE, uses.PERIOD, uses.GROUP, uses.GROUP,
                     uses.GROUP_TYPE, uses.FILTER, uses.ASK]),
    max_size=5,
)  # fmt: skip
BEFORE = Existing(
    {
        ("2020", "0150011", (("race", "black"),), ""): 7,
        ("2019", "ct", (), ""): 8,
        ("2020", "0930011", (), ""): 8,
    },
    {7: "seven.csv", 8: "eight.csv"},
)


@st.composite
def layouts(draw):
    naming = draw(NAMING)
    values = draw(st.sampled_from(KINDS))
    wide = draw(st.integers(1, 2))
    columns = [ColumnUse("", use, use, keep=("Yes",)) for use in naming]
    for number in range(wide):
        about = {} if wide == 1 else draw(st.sampled_from([
            {"breakdown": "race", "category": ("black", "white")[number]},
            {"period": ("2018", "2019")[number]},
        ]))  # fmt: skip
        scale, zero = draw(st.sampled_from([(1, False), (100, False), (1, True)]))
        for use in values:
            scaled = scale if use in {uses.REPEATS, uses.ESTIMATE} else 1
            columns.append(ColumnUse("", use, use, scale=scaled, zero_is_masked=zero, **about))
    columns = tuple(
        ColumnUse(**{**asdict(column), "letter": column_letter(at)})
        for at, column in enumerate(columns, start=1)
    )
    meanings = {"place:atlantis": LEAVE_OUT, "group:purple": draw(st.sampled_from([LEAVE_OUT,
                EVERYBODY, "sex/girls"]))}  # fmt: skip
    return Layout(
        "Sheet1", 0, columns,
        period=draw(st.sampled_from(["", "2020"])),
        place=draw(st.sampled_from(["", "ct"])),
        categories=draw(st.sampled_from([(), (("sex", "boys"),)])),
        marks=draw(st.sampled_from([{}, {"~": "not_available"}, {"": "suppressed"}])),
        meanings=draw(st.sampled_from([{}, meanings])),
        rows=draw(st.sampled_from([{}, {"3": "left_out", "9": "data"}])),
        totals=draw(st.sampled_from([LEAVE_OUT, EVERYBODY])),
        replaces=draw(st.sampled_from([(), (8,)])),
    )  # fmt: skip


@st.composite
def tables(draw):
    layout = draw(layouts())
    texts = [TEXTS.get(column.use, COUNTS) for column in layout.columns]
    texts = [few[:2] * draw(st.integers(0, 4)) + few for few in texts]
    rows = draw(st.lists(st.tuples(*map(st.sampled_from, texts)), min_size=1, max_size=25))
    read = tuple(Column(c.letter, c.name, "text", "other") for c in layout.columns)
    reading = TableReading(
        (1,), 2, len(rows) + 1, read, marks=draw(st.sampled_from([{}, MARKS])),
        footnote_rows=draw(st.sampled_from([(), (4,)])), decimal=draw(st.sampled_from(".,")),
    )  # fmt: skip
    return reading, layout, [tuple(column.name for column in layout.columns), *rows]


def passes(table, layout, rows):
    """Return the pass row by row and the pass at once, each with its facts or what it raised."""
    plain, many = (
        Taking(table, layout, known(), expected=EXPECTED, existing=BEFORE) for _ in range(2)
    )
    wanted = swift.positions(many)
    at_once = (lambda: swift.taken(many, coded(rows, wanted))) if wanted else None
    one_by_one = outcome(lambda: list(plain.facts(enumerate(map(list, rows), start=1))))
    return (plain, one_by_one), (many, outcome(at_once) if at_once else None)


def outcome(take):
    try:
        return take()
    except ValueError as error:
        return str(error)


def coded(rows, wanted) -> dict[int, Coded]:
    found = {at: Gathering() for at in wanted}
    for row in rows:
        for at, column in found.items():
            column.add([row[at]], [0])
    return {at: Coded(list(each.known), each.codes()) for at, each in found.items()}


def said(taking):
    return (
        [problem.to_dict() for problem in taking.findings.in_order()],
        list(taking.findings.found),
        taking.findings.rows,
        asdict(taking.counted),
    )


def kept(facts):
    keeper = Keeper()
    keeper.add_all(facts)
    return keeper.finish() and keeper.digest, keeper.count, keeper.periods


MANY = settings(
    max_examples=250,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
)


@pytest.mark.slow
@MANY
@given(tables())
def test_at_once_is_as_row_by_row(table):
    (plain, facts), (many, columns) = passes(*table)

    if columns is None or isinstance(facts, str):
        assert columns in (None, facts)
        return
    assert list(columns) == facts
    assert said(many) == said(plain)
    assert kept(columns) == kept(facts)


@pytest.mark.slow
@settings(MANY, max_examples=40)
@given(tables())
def test_columns_are_stored_as_facts_are(tmp_path_factory, table):
    (_, facts), (_, columns) = passes(*table)
    if columns is None or isinstance(facts, str):
        return
    store = FactStore(tmp_path_factory.mktemp("warehouse"))

    store.replace(EXPECTED.source, facts)
    one_by_one = list(store.facts(EXPECTED.source))
    store.replace(EXPECTED.source, columns)

    assert list(store.facts(EXPECTED.source)) == one_by_one


def test_a_difference_would_be_found(monkeypatch):
    """The control: with a planted fault in one of the two ways, they differ."""
    uses_of = (uses.PLACE_NAME, uses.NUMERATOR, uses.DENOMINATOR, uses.REPEATS)
    columns = tuple(
        ColumnUse(letter, use, use) for letter, use in zip("ABCD", uses_of, strict=True)
    )
    read = tuple(Column(column.letter, column.name, "text", "other") for column in columns)
    rows = [uses_of, ("Bridgeport", "10", "20", "99"), ("New Haven", "10", "20", "50")]
    table = TableReading((1,), 2, 3, read), Layout("S", 0, columns, period="2020"), rows
    (plain, _), (many, _) = passes(*table)
    same = said(plain) == said(many)

    monkeypatch.setattr(judging, "rounding", lambda _cell, _column: 1000.0)
    (plain, _), (many, _) = passes(*table)

    assert same
    assert said(plain) != said(many)
