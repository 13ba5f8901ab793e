from math import exp, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from longtable.core.stats.direction import Direction
from longtable.core.stats.disparity import (
    Best,
    Chosen,
    Mark,
    Rest,
    compare,
    people_to_parity,
    widest,
)
from longtable.core.stats.gaps import Level, Reason

UP, DOWN = Direction.UP, Direction.DOWN
GROUPS = [
    Level.counted("Hmong", 12, 40),
    Level.counted("Black", 45, 150),
    Level.counted("White", 30, 60),
]


def named(rows):
    return {row.group.name: row for row in rows}


def test_absolute_and_relative_come_with_both_levels():
    row = named(compare(GROUPS, against=Chosen("White"), direction=UP))["Hmong"]

    assert (row.group.value, row.reference.value) == (0.3, 0.5)
    assert row.difference.value == pytest.approx(-0.2)
    assert (round(row.difference.lower, 3), round(row.difference.upper, 3)) == (-0.371, -0.003)
    assert row.ratio.value == pytest.approx(0.6)
    assert (row.ratio.lower, row.ratio.upper) == pytest.approx(
        (0.6 * exp(-1.95996 * sqrt(0.075)), 0.6 * exp(1.95996 * sqrt(0.075))), abs=1e-5
    )


def test_the_reference_is_not_compared_with_itself():
    row = named(compare(GROUPS, against=Best(), direction=UP))["White"]

    assert row.difference.value is None
    assert row.ratio.reason is Reason.IS_REFERENCE
    assert row.people_reason is Reason.IS_REFERENCE
    assert row.group.value == 0.5


def test_people_for_parity_are_counted_against_the_mark():
    rows = compare(GROUPS, against=Best(), direction=UP)

    assert named(rows)["Hmong"].people == 8
    assert named(rows)["Black"].people == 30
    assert people_to_parity(rows) == 38


def test_the_best_group_depends_on_which_way_is_better():
    down = named(compare(GROUPS, against=Best(), direction=DOWN))

    assert down["White"].reference.name == "Black"
    assert down["White"].people == 12


def test_the_rest_is_everybody_else():
    row = named(compare(GROUPS, against=Rest(), direction=UP))["Hmong"]

    assert (row.reference.numerator, row.reference.people) == (75, 210)
    mean = Level.published("Other", 0.4)
    mixed = named(compare([*GROUPS, mean], against=Rest(), direction=UP))
    assert mixed["Hmong"].difference.reason is Reason.REFERENCE_MISSING


def test_a_mark_is_known_exactly():
    row = named(compare(GROUPS, against=Mark(0.4), direction=UP))["Hmong"]

    assert row.difference.lower == pytest.approx(row.group.lower - 0.4)
    assert row.people == 4
    assert row.ratio.value == pytest.approx(0.75)
    assert row.ratio.lower < 0.75 < row.ratio.upper


def test_groups_are_ordered_by_distance_to_the_target_then_by_name():
    missing = Level.published("Asian", None)
    rows = compare([*GROUPS, missing], against=Best(), direction=UP, target=0.55)
    unnamed = compare([*GROUPS, missing], against=Best(), direction=UP)

    assert [row.group.name for row in rows] == ["Black", "Hmong", "White", "Asian"]
    assert [row.group.name for row in unnamed] == ["Black", "Hmong", "White", "Asian"]
    assert rows[2].to_target.people == 3
    reversed_target = compare(GROUPS, against=Best(), direction=DOWN, target=0.2)
    assert reversed_target[0].group.name == "White"


def test_scores_without_limits_have_gaps_without_intervals_and_no_people():
    scores = [Level.published("A", 200.0), Level.published("B", 220.0)]

    row = named(compare(scores, against=Chosen("B"), direction=UP, target=230.0))["A"]

    assert (row.difference.value, row.difference.reason) == (-20.0, Reason.NO_LIMITS)
    assert row.difference.lower is None
    assert row.ratio.reason is Reason.NO_LIMITS
    assert (row.people, row.people_reason) == (None, Reason.NO_COUNTS)
    assert row.to_target.change == 30.0


def test_scores_with_limits_have_intervals():
    scores = [
        Level.published("A", 200.0, lower=197.0, upper=203.0),
        Level.published("B", 220.0, lower=216.0, upper=224.0),
    ]

    row = named(compare(scores, against=Chosen("B"), direction=UP))["A"]

    assert (row.difference.lower, row.difference.upper) == (-25.0, -15.0)
    assert row.ratio.lower < 200 / 220 < row.ratio.upper < 1


@pytest.mark.parametrize(
    ("group", "reference", "reason"),
    [
        (Level.counted("g", 3, 10), Level.counted("r", 0, 10), Reason.REFERENCE_IS_ZERO),
        (Level.counted("g", 0, 10), Level.counted("r", 3, 10), Reason.ZERO_HAS_NO_LOGARITHM),
        (Level.published("g", -1.0), Level.published("r", 3.0), Reason.BELOW_ZERO),
        (Level.published("g", None), Level.published("r", 3.0), Reason.GROUP_MISSING),
        (Level.published("g", 3.0), Level.published("r", None), Reason.REFERENCE_MISSING),
    ],
)
def test_a_ratio_says_why_it_is_undefined(group, reference, reason):
    row = named(compare([group, reference], against=Chosen("r"), direction=UP))["g"]

    assert row.ratio.reason is reason


def test_parity_is_unknown_when_one_group_cannot_be_counted():
    rows = compare([*GROUPS, Level.published("Asian", None)], against=Best(), direction=UP)

    assert people_to_parity(rows) is None


def test_the_widest_gap_is_that_of_the_group_furthest_behind():
    rows = compare(GROUPS, against=Chosen("White"), direction=UP)
    ahead = compare(GROUPS, against=Chosen("Black"), direction=UP)

    assert widest(rows, direction=UP).group.name == "Black"
    assert widest(ahead, direction=UP) is None
    assert widest(ahead, direction=DOWN).group.name == "White"


@pytest.mark.parametrize(
    ("groups", "against", "says"),
    [
        (GROUPS, Chosen("Nobody"), "not among the groups"),
        ([*GROUPS, GROUPS[0]], Best(), "stands twice"),
    ],
)
def test_a_comparison_that_makes_no_sense_is_refused(groups, against, says):
    with pytest.raises(ValueError, match=says):
        compare(groups, against=against, direction=UP)


@pytest.mark.parametrize(("lower", "upper"), [(1.0, None), (2.0, 3.0)])
def test_limits_come_in_pairs_around_their_value(lower, upper):
    with pytest.raises(ValueError, match="limit"):
        Level.published("g", 1.0, lower=lower, upper=upper)


@pytest.mark.slow
@given(
    st.lists(
        st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
        min_size=2,
        max_size=6,
    )
)
@settings(max_examples=25, deadline=None)
def test_an_interval_holds_its_gap(counts):
    groups = [Level.counted(str(at), *count) for at, count in enumerate(counts)]

    for row in compare(groups, against=Best(), direction=UP):
        for gap in (row.difference, row.ratio):
            if gap.value is not None and gap.lower is not None:
                assert gap.lower <= gap.value + 1e-12
                assert gap.upper >= gap.value - 1e-12
        assert row.people is None or row.people >= 0
