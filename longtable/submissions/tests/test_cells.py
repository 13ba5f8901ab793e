"""Cells are kept as they are shown, block by block."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longtable.core.spreadsheets.coded import Block, blocks_of, checked
from longtable.core.spreadsheets.distinct import Gathering
from longtable.core.spreadsheets.sheets import Sheet, shown
from longtable.core.spreadsheets.trouble import CannotRead
from longtable.submissions.understanding.columns import Coded, combined

VALUES = st.one_of(
    st.none(), st.booleans(), st.text(max_size=4), st.floats(allow_nan=False), st.dates(),
    st.sampled_from(["", "*", "1", 1.0, 0.0, True, False]),
)  # fmt: skip


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[VALUES] * width), min_size=1)))
def test_every_cell_comes_back_as_it_is_shown(rows):
    blocks = [Block.unpack(checked(plain).pack()) for plain in blocks_of(Sheet("a", rows))]

    assert [list(line) for block in blocks for line in block.lines()] == [
        [shown(value) for value in row] for row in rows
    ]
    assert blocks[0].row(0) == [shown(value) for value in rows[0]]


@pytest.mark.parametrize("texts", [255, 256, 257])
def test_few_texts_and_many_come_back_side_by_side(texts):
    rows = [["a", f"{row % texts}", "b"[: row % 2]] for row in range(600)]

    (block,) = (Block.unpack(checked(plain).pack()) for plain in blocks_of(Sheet("a", rows)))

    assert list(block.lines()) == rows


@pytest.mark.parametrize(
    "wrong",
    [
        {"rows": 2, "texts": [["a"]], "codes": ["AA=="]},
        {"rows": 1, "texts": [["a"]], "codes": ["AQ=="]},
        {"rows": 1, "texts": [[7]], "codes": ["AA=="]},
        {"rows": 1, "texts": [["a"], ["b"]], "codes": ["AA=="]},
        {"rows": 1, "texts": [[str(text) for text in range(257)]], "codes": ["AA=="]},
        {"rows": "1"},
        [],
    ],
)
def test_what_does_not_fit_is_refused(wrong):
    with pytest.raises(CannotRead, match="simple CSV"):
        checked(wrong)


@given(st.lists(st.tuples(*[st.sampled_from("abc")] * 3), max_size=40), st.integers(1, 7))
def test_combinations_are_those_of_the_rows(rows, size):
    columns = [_gathered([row[at] for row in rows], size) for at in range(3)]

    found = combined(columns, len(rows))

    said = [
        tuple(column.texts[code] for column, code in zip(columns, codes, strict=True))
        for codes in found.found.tolist()
    ]
    assert [said[code] for code in found.codes] == rows
    assert len(set(said)) == len(said) == len(set(rows))


def _gathered(column, size) -> Coded:
    gathering = Gathering()
    for start in range(0, len(column), size):
        (block,) = blocks_of(Sheet("a", [[text] for text in column[start : start + size]]))
        kept = checked(block)
        gathering.add(kept.texts[0], kept.codes[0])
    return Coded(list(gathering.known), gathering.codes())
