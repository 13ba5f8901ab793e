import pytest
from hypothesis import given
from hypothesis import strategies as st

from longtable.core.stats.exact import fisher

SHARES = st.integers(0, 20).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_nine_of_ten_small_and_four_of_fourteen_large_are_not_treated_alike():
    assert fisher((9, 10), (4, 14)) == pytest.approx(0.005, abs=0.0005)


def test_the_lady_tasting_tea():
    assert fisher((3, 4), (1, 4)) == pytest.approx(0.4857, abs=0.0001)


@given(SHARES, SHARES)
def test_it_is_a_probability_and_the_order_does_not_matter(first, second):
    p = fisher(first, second)

    assert 0 < p <= 1
    assert p == fisher(second, first)


@given(SHARES)
def test_equal_shares_are_never_surprising(share):
    assert fisher(share, share) == 1


def test_what_is_no_share_is_refused():
    with pytest.raises(ValueError, match="not two shares"):
        fisher((3, 2), (1, 2))
