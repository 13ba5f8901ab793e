"""A comparison loses no word of either side, and cuts none."""

from hypothesis import given
from hypothesis import strategies as st

from longtable.agenda.comparing import Piece, compare

TEXTS = st.text(alphabet="ab ,.é\n", max_size=40)


@given(TEXTS, TEXTS)
def test_both_wordings_can_be_read_out_of_it(older, newer):
    pieces = compare(older, newer)

    assert "".join(p.text for p in pieces if p.kind != "new") == older
    assert "".join(p.text for p in pieces if p.kind != "gone") == newer


def test_a_new_phrase_stands_in_one_piece():
    assert compare("Every child reads.", "Every child reads by age nine.") == [
        Piece("same", "Every child reads"),
        Piece("new", " by age nine"),
        Piece("same", "."),
    ]
