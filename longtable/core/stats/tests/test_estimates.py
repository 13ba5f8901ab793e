from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from longtable.core.stats.distributions import (
    beta_cdf,
    beta_quantile,
    fair_coin_quantile,
    gamma_cdf,
    gamma_quantile,
    t_quantile,
    t_two_sided,
)
from longtable.core.stats.estimates import (
    KINDS,
    clopper_pearson,
    difference,
    jeffreys,
    newcombe,
    poisson,
    wilson,
    wilson_limits,
)


@st.composite
def counts(draw, most=10_000_000):
    denominator = draw(st.integers(1, most))
    return draw(st.integers(0, denominator)), denominator


@pytest.mark.parametrize(
    ("count", "lower", "upper"), [((9, 100), 0.048, 0.162), ((12, 40), 0.181, 0.454)]
)
def test_wilson_gives_the_published_limits(count, lower, upper):
    found = wilson(*count)

    assert (round(found.lower, 3), round(found.upper, 3)) == (lower, upper)


def test_newcombe_gives_the_published_limits():
    found = newcombe((12, 40), (30, 60))

    assert found.value == pytest.approx(-0.2)
    assert (round(found.lower, 3), round(found.upper, 3)) == (-0.371, -0.003)
    assert found.is_beyond_chance


def test_a_difference_is_only_ever_widened():
    first, second = wilson(12, 40), wilson(30, 60)

    assert difference(first, second, widened=0.2) == difference(first, second)
    assert not difference(first, second, widened=1.5).is_beyond_chance


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [(-1, 5), (6, 5), (0, 0), (0, -3)])
def test_what_is_no_rate_is_refused(kind, count):
    with pytest.raises(ValueError, match="not a rate"):
        KINDS[kind](*count)


@pytest.mark.parametrize("level", [0, 1, -0.5, 95, float("nan")])
def test_what_is_no_level_is_refused(level):
    with pytest.raises(ValueError, match="level"):
        wilson(1, 2, level=level)


@pytest.mark.slow
@given(counts(), st.sampled_from([0.5, 0.8, 0.95, 0.999]), st.sampled_from(sorted(KINDS)))
@settings(max_examples=50, deadline=None)
def test_an_interval_holds_its_value_and_mirrors(count, level, kind):
    numerator, denominator = count

    found = KINDS[kind](numerator, denominator, level=level)
    mirror = KINDS[kind](denominator - numerator, denominator, level=level)

    assert 0 <= found.lower <= found.value <= found.upper <= 1
    assert found.lower == pytest.approx(1 - mirror.upper, abs=1e-12)
    assert (found.lower == 0) == (numerator == 0)
    assert (found.upper == 1) == (numerator == denominator)


@pytest.mark.slow
@given(counts(most=60))
@settings(max_examples=50, deadline=None)
def test_clopper_pearson_leaves_exactly_the_tails(count):
    numerator, denominator = count

    found = clopper_pearson(numerator, denominator)

    def at_most(k, p):
        return sum(comb(denominator, i) * p**i * (1 - p) ** (denominator - i) for i in range(k + 1))

    if numerator < denominator:
        assert at_most(numerator, found.upper) == pytest.approx(0.025, abs=1e-10)
    if numerator:
        assert 1 - at_most(numerator - 1, found.lower) == pytest.approx(0.025, abs=1e-10)


def test_the_ends_of_exact_intervals_have_closed_forms():
    for people in (1, 10, 10_000_000):
        assert clopper_pearson(0, people).upper == pytest.approx(
            -np.expm1(np.log(0.025) / people), rel=1e-10
        )
    assert jeffreys(0, 10).lower == 0
    assert jeffreys(0, 10).upper == pytest.approx(0.2171962675, abs=1e-9)


@pytest.mark.slow
@given(st.floats(0.001, 0.999), st.floats(0.5, 1e7), st.floats(0.5, 1e7))
@settings(max_examples=50, deadline=None)
def test_beta_quantiles_undo_the_beta_function(share, a, b):
    x = beta_quantile(share, a, b)

    assert beta_cdf(x * (1 - 1e-12), a, b) <= share + 1e-9
    assert beta_cdf(min(1.0, x * (1 + 1e-12)), a, b) >= share - 1e-9


def test_beta_of_whole_numbers_is_a_binomial_tail():
    tail = sum(comb(20, i) * 0.3**i * 0.7 ** (20 - i) for i in range(5, 21))

    assert beta_cdf(0.3, 5, 16) == pytest.approx(tail, abs=1e-13)


def test_quantiles_match_printed_tables():
    assert t_quantile(0.975, 1) == pytest.approx(12.7062047362, abs=1e-9)
    assert t_quantile(0.025, 5) == pytest.approx(-2.5705818356, abs=1e-9)
    assert t_quantile(0.5, 3) == 0
    assert t_two_sided(2.5705818356, 5) == pytest.approx(0.05, abs=1e-9)
    assert gamma_quantile(0.5, 1) == pytest.approx(np.log(2), abs=1e-12)
    assert [fair_coin_quantile(0.05, n - 1) for n in (12, 20, 24)] == [3, 6, 8]
    assert fair_coin_quantile(1.0, 3) == 3


def test_the_poisson_interval_matches_the_printed_table():
    found = poisson(10, 1_000)

    assert found.lower * 1_000 == pytest.approx(4.7954, abs=1e-4)
    assert found.upper * 1_000 == pytest.approx(18.3904, abs=1e-4)
    assert poisson(0, 10).lower == 0
    with pytest.raises(ValueError, match="events"):
        poisson(-1, 10)


@pytest.mark.slow
@given(st.floats(0.01, 0.99), st.floats(0.5, 1e4))
@settings(max_examples=50, deadline=None)
def test_gamma_quantiles_undo_the_gamma_function(share, shape):
    assert gamma_cdf(gamma_quantile(share, shape), shape) == pytest.approx(share, abs=1e-8)


@pytest.mark.slow
@given(st.lists(counts(), min_size=1, max_size=20))
@settings(max_examples=50, deadline=None)
def test_many_cells_are_the_same_as_one_by_one(cells):
    rates, lower, upper = wilson_limits([c[0] for c in cells], [c[1] for c in cells])

    for at, cell in enumerate(cells):
        one = wilson(*cell)
        assert (rates[at], lower[at], upper[at]) == pytest.approx(
            (one.value, one.lower, one.upper), abs=1e-14
        )


def test_many_cells_know_nobody_and_refuse_nonsense():
    found = wilson_limits([[0, 1]], [[0, 2]])

    assert all(np.isnan(part[0, 0]) and not np.isnan(part[0, 1]) for part in found)
    with pytest.raises(ValueError, match="numerator"):
        wilson_limits([3], [2])
