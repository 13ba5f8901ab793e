"""The table from above: every chair is drawn, told apart without color, and said in the rows."""

from itertools import combinations
from xml.etree import ElementTree

import pytest

from longtable.core.charts.round_table import (
    Chair,
    RoundTable,
    Slice,
    draw_round_table,
    round_table,
)

RING = (Slice("Black", 0.49, "49%"), Slice("Hispanic", 0.28, "28%"), Slice("Other", 0.23, "23%"))


def spec(chairs=15, groups=4, ring=RING):
    return RoundTable(
        "table",
        "Four of fifteen seats are for residents",
        "A round table with its chairs.",
        tuple(
            Chair(f"Seat {i + 1}", f"Constituency {i % groups}", i % 7 == 3, "Ana")
            for i in range(chairs)
        ),
        "seats",
        "empty",
        ("Seat", "For whom", "Who"),
        ring=ring,
        ring_name="Children in the district's schools, 2026",
    )


@pytest.mark.parametrize("width", [720, 360])
@pytest.mark.parametrize(("chairs", "groups"), [(1, 1), (7, 3), (15, 4), (25, 7)])
def test_no_text_is_covered_or_cut_off(width, chairs, groups):
    canvas = draw_round_table(spec(chairs, groups), width=width)

    for words, box in canvas.boxes:
        assert box.left >= 0, words
        assert box.right <= width, words
        assert box.bottom <= canvas.height, words
    for (one, first), (other, second) in combinations(canvas.boxes, 2):
        assert not first.overlaps(second), (one, other)


def test_every_chair_stands_in_the_rows_and_so_does_the_community():
    picture = round_table(spec())

    assert len(picture.rows) == 15 + 3
    assert picture.rows[0] == ("Seat 1", "Constituency 0", "Ana")
    assert picture.rows[-1] == ("Other", "Children in the district's schools, 2026", "23%")
    assert ElementTree.fromstring(picture.wide).tag.endswith("svg")


def test_a_table_without_seats_can_be_drawn():
    assert "<svg" in round_table(spec(0, 1, ring=())).narrow
