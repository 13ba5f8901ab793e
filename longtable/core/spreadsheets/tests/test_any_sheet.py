"""What must hold for every sheet, however it looks."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from longtable.core.spreadsheets.layouts import apply_layout, layout_of
from longtable.core.spreadsheets.reading import KINDS, ROLES, Reading
from longtable.core.spreadsheets.rows import tidy_rows
from longtable.core.spreadsheets.sheets import Sheet, column_position, shown
from longtable.core.spreadsheets.understanding import read_sheets

CELLS = [
    "", "", "School", "Total", "Met", "Rate", "*", "12", "3.5", "45%", "<10", "N/A", "2019",
    "2020-21",
    "Black", "White", "=x", "Note: small", "0012", "1,204", "A long line of words about the table.",
    "2023-01-05", 5.0, 0.25, 2021.0, None, True,
]  # fmt: skip
ROWS = st.integers(1, 6).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from(CELLS), min_size=width, max_size=width), min_size=1, max_size=14
    )
)


def planted(*rows):
    return Sheet("Any", [list(row) for row in rows])


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_every_sheet_is_read_and_stays_within_itself(rows):
    sheet = planted(*rows)

    reading = read_sheets([sheet])

    assert Reading.from_dict(json.loads(json.dumps(reading.to_dict()))) is not None
    for table in reading.sheets[0].tables:
        span = range(table.first_data_row, table.last_data_row + 1)
        assert 1 <= table.first_data_row <= table.last_data_row <= len(rows)
        assert all(row < table.first_data_row for row in table.header_rows)
        assert set(table.total_rows) <= set(span)
        assert not set(table.footnote_rows) & set(table.total_rows)
        assert all(column.kind in KINDS and column.role in ROLES for column in table.columns)
        letters = [column_position(column.letter) for column in table.columns]
        assert letters == sorted(set(letters))


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_no_total_and_no_mask_becomes_a_number(rows):
    sheet = planted(*rows)

    for table in read_sheets([sheet]).sheets[0].tables:
        for row in tidy_rows(sheet, table):
            cell = shown(sheet.cell(row.row, column_position(row.column_letter))).strip()
            assert row.row not in table.total_rows
            assert row.row not in table.header_rows
            if cell in {"*", "<10", "N/A"}:
                assert row.value is None
                assert row.mark == cell


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(ROWS)
def test_a_layout_fits_the_sheet_it_was_taken_from(rows):
    sheet = planted(*rows)

    for table in read_sheets([sheet]).sheets[0].tables[:1]:
        applied = apply_layout([sheet], layout_of(sheet, table))

        kinds = {difference.kind for difference in applied.differences}
        assert "missing_column" not in kinds
