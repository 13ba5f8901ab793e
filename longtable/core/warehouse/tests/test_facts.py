import pytest
from hypothesis import given
from hypothesis import strategies as st

from longtable.core.warehouse.facts import MASKS, Fact, breakdowns_of, cut_of


def a_fact(**traits) -> Fact:
    """A count of 3 of 4 in one school, unless the traits say otherwise."""
    plain = {
        "indicator": "reads",
        "period": "2018",
        "place": "school 1",
        "level": "school",
        "source": "city",
        "numerator": 3,
        "denominator": 4,
    }
    return Fact(**plain | traits)


def test_categories_are_kept_in_the_order_of_their_breakdowns():
    fact = a_fact(categories=(("sex", "f"), ("race", None)))

    assert fact.categories == (("race", None), ("sex", "f"))
    assert fact.cut == "race+sex"


def test_everybody_has_the_empty_cut():
    assert a_fact().cut == ""


@pytest.mark.parametrize(
    ("traits", "message"),
    [
        ({"indicator": ""}, "indicator: must not be empty"),
        ({"place": None}, "place: expected text"),
        ({"period": "20\x0018"}, "period: holds a character"),
        ({"place": "\ud800"}, "place: holds a character"),
        ({"source": "x" * 501}, "source: longer than 500"),
        ({"kind": "median"}, "kind: 'median' is none of"),
        ({"mark": "s"}, "mark: 's' is none of"),
        ({"numerator": -1}, "numerator: -1 is not from 0"),
        ({"numerator": 2**63}, "numerator: .* is not from 0"),
        ({"numerator": 1.5}, "numerator: expected a whole number"),
        ({"denominator": True}, "denominator: expected a whole number"),
        ({"denominator": None}, "denominator: missing in a fact of kind 'count'"),
        ({"total": 1.0}, "total: does not belong to a fact of kind 'count'"),
        ({"mark": "suppressed"}, "numerator: must be empty where the source's mark"),
        ({"kind": "mean", "numerator": None}, "total: missing"),
        ({"kind": "mean", "numerator": None, "total": float("nan")}, "total: expected a number"),
        ({"kind": "mean", "numerator": None, "total": 1e12}, "total: .* is beyond"),
        ({"kind": "estimate"}, "numerator: does not belong"),
        ({"categories": (("race", "a"), ("race", "b"))}, "a breakdown is named twice"),
        ({"categories": (("place", "a"),)}, "breakdown: 'place' may not"),
        ({"categories": (("a+b", "a"),)}, r"breakdown: 'a\+b' may not"),
        ({"categories": (("race", ""),)}, "category of race: must not be empty"),
        ({"categories": tuple((f"b{n}", "x") for n in range(9))}, "more than 8 breakdowns"),
    ],
)
def test_a_fact_that_cannot_be_is_refused(traits, message):
    with pytest.raises(ValueError, match=message):
        a_fact(**traits)


@pytest.mark.parametrize(("lower", "upper"), [(2, 1), (float("inf"), None)])
def test_bounds_that_cannot_be_are_refused(lower, upper):
    plain = {"kind": "estimate", "numerator": None, "denominator": None, "estimate": 1.5}

    with pytest.raises(ValueError, match="lower"):
        a_fact(**plain, lower=lower, upper=upper)


@pytest.mark.parametrize("mask", MASKS)
def test_a_mask_leaves_the_value_out(mask):
    fact = a_fact(mark=mask, numerator=None, denominator=None, eligible=9)

    assert fact.masked
    assert fact.eligible == 9


def test_caution_keeps_the_value():
    assert not a_fact(mark="caution").masked


def test_a_sum_is_kept_to_a_millionth():
    fact = a_fact(kind="mean", numerator=None, total=-1.23456789)

    assert fact.total == -1.234568


@given(st.sets(st.text("abc_é ", min_size=1), max_size=8))
def test_a_cut_tells_its_breakdowns(breakdowns):
    assert breakdowns_of(cut_of(breakdowns)) == tuple(sorted(breakdowns))


@pytest.mark.parametrize("cut", ["sex+race", "race+race", "race+", "+", "place"])
def test_a_cut_has_one_form_only(cut):
    with pytest.raises(ValueError, match=r"cut|breakdown"):
        breakdowns_of(cut)
