"""Who sits at a table: the fixtures of the field, a slow reference, and what always holds."""

from itertools import product
from math import factorial, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from longtable.core.stats import representation
from longtable.core.stats.representation import (
    chance_level,
    dissimilarity,
    multinomial_p,
    parity_range,
    pooled,
    represented,
    seats_to_move,
)

PUPILS = (0.49, 0.28, 0.09, 0.08, 0.06)  # Milwaukee's district pupils, two of them assumed
TILTED, NEAR = (4, 1, 9, 1, 0), (6, 3, 4, 1, 1)


def slow_reference(counts, shares):
    """Every order in which the seats could have been filled, one by one, without a shortcut."""

    def probability(table):
        ways = factorial(sum(table)) / prod(map(factorial, table))
        return ways * prod(q**x for x, q in zip(table, shares, strict=True))

    seats, groups = sum(counts), range(len(counts))
    found = {}
    for order in product(groups, repeat=seats):
        table = tuple(order.count(group) for group in groups)
        found[table] = found.get(table, 0.0) + prod(shares[group] for group in order)
    here = probability(counts)
    return sum(p for table, p in found.items() if probability(table) <= here * (1 + 1e-9))


@st.composite
def tables(draw, most=6, groups=3):
    weights = draw(st.lists(st.integers(1, 20), min_size=groups, max_size=groups))
    counts = draw(st.lists(st.integers(0, most // groups), min_size=groups, max_size=groups))
    counts[0] += not any(counts)
    return tuple(counts), tuple(one / sum(weights) for one in weights)


def test_the_parity_ranges_of_fifteen_seats():
    found = [parity_range(15, share) for share in PUPILS]

    assert found == [(4, 11), (2, 7), (0, 3), (0, 3), (0, 3)]


@pytest.mark.parametrize(
    ("counts", "apart", "to_move", "p"), [(TILTED, 0.51, 8, 1.6e-5), (NEAR, 0.18, 3, 0.21)]
)
def test_seats_to_move_and_the_exact_p(counts, apart, to_move, p):
    assert dissimilarity(counts, PUPILS) == pytest.approx(apart, abs=0.005)
    assert seats_to_move(counts, PUPILS) == to_move
    assert multinomial_p(counts, PUPILS) == (pytest.approx(p, rel=0.03), 0.0)


@pytest.mark.parametrize(
    ("seats", "mean", "high"), [(7, 0.27, 0.44), (9, 0.24, 0.41), (15, 0.18, 0.31)]
)
def test_what_chance_alone_would_do(seats, mean, high):
    chance = chance_level(seats, PUPILS)

    assert chance.mean == pytest.approx(mean, abs=0.006)
    assert chance.high == pytest.approx(high, abs=0.011)
    assert chance.error == 0


@pytest.mark.slow
def test_a_large_table_is_listed_or_drawn_alike(monkeypatch):
    listed = chance_level(25, PUPILS)
    p, _ = multinomial_p((12, 5, 4, 2, 2), PUPILS)
    monkeypatch.setattr(representation, "EXACT_UP_TO", 0)
    representation._chance_level.cache_clear()

    drawn = chance_level(25, PUPILS)
    drawn_p, error = multinomial_p((12, 5, 4, 2, 2), PUPILS)

    representation._chance_level.cache_clear()
    assert listed.mean == pytest.approx(0.14, abs=0.006)
    assert listed.high == pytest.approx(0.24, abs=0.011)
    assert 0 < drawn.error < 0.001
    assert drawn.mean == pytest.approx(listed.mean, abs=4 * drawn.error)
    assert drawn_p == pytest.approx(p, abs=4 * error)


def test_only_the_tilted_table_is_beyond_chance():
    assert represented(TILTED, PUPILS).is_beyond_chance
    assert not represented(NEAR, PUPILS).is_beyond_chance


def test_what_two_small_tables_cannot_tell_they_tell_together():
    small = (2, 1, 4, 0, 0)
    one, four = represented(small, PUPILS), represented(pooled([small] * 4), PUPILS)

    assert four.seats == 28
    assert four.chance.high < one.chance.high
    assert four.p < one.p


def test_a_group_that_the_population_does_not_have_is_beyond_chance():
    assert multinomial_p((3, 1), (1.0, 0.0)) == (0.0, 0.0)


@given(tables())
@settings(max_examples=40, deadline=None)
def test_p_is_that_of_the_slow_reference(case):
    counts, shares = case

    p, error = multinomial_p(counts, shares)

    assert p == pytest.approx(slow_reference(counts, shares), abs=1e-9)
    assert error == 0


@given(tables(most=12))
@settings(max_examples=60, deadline=None)
def test_what_always_holds(case):
    counts, shares = case
    found = represented(counts, shares)

    assert 0 <= found.dissimilarity <= 1
    assert 0 <= found.to_move <= found.seats
    assert 0 < found.p <= 1
    assert 0 <= found.chance.mean <= found.chance.high <= 1
    for (low, high), share in zip(found.ranges, shares, strict=True):
        assert 0 <= low <= share * found.seats + 1
        assert share * found.seats - 1 <= high <= found.seats


@given(tables(most=12), st.permutations([0, 1, 2]))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_groups_does_not_matter(case, order):
    counts, shares = case
    turned = tuple(counts[i] for i in order), tuple(shares[i] for i in order)

    assert multinomial_p(*turned)[0] == pytest.approx(multinomial_p(counts, shares)[0])
    assert dissimilarity(*turned) == pytest.approx(dissimilarity(counts, shares))


@pytest.mark.parametrize(
    ("counts", "shares"),
    [((1, 2), (0.5, 0.6)), ((0, 0), (0.5, 0.5)), ((1,), (0.5, 0.5)), ((-1, 2), (0.5, 0.5))],
)
def test_what_is_no_table_is_not_compared(counts, shares):
    with pytest.raises(ValueError, match="not"):
        represented(counts, shares)


def test_tables_with_other_groups_are_not_pooled():
    with pytest.raises(ValueError, match="same groups"):
        pooled([(1, 2), (1, 2, 3)])


def test_no_seats_have_no_range_and_a_share_is_a_share():
    assert parity_range(0, 0.3) == (0, 0)
    with pytest.raises(ValueError, match="not a table"):
        parity_range(5, 1.5)
