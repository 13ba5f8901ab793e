from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from longtable.core.stats.direction import Direction
from longtable.core.stats.targets import (
    NoPeople,
    distance_of_count,
    distance_of_value,
    people_to_target,
)

UP, DOWN = Direction.UP, Direction.DOWN


@pytest.mark.parametrize(
    ("count", "target", "direction", "people"),
    [
        ((592, 3_700), 0.30, UP, 518),
        ((0, 60), 0.30, UP, 18),
        ((17, 60), 0.30, UP, 1),
        ((18, 60), 0.30, UP, 0),
        ((40, 60), 0.30, UP, 0),
        ((40, 60), 0.30, DOWN, 22),
        ((19, 60), 0.301, DOWN, 1),
        ((1, 3), Fraction(1, 3), UP, 0),
        ((1, 3), 1 / 3, UP, 0),
    ],
)
def test_people_to_a_target_are_whole_and_exact(count, target, direction, people):
    assert people_to_target(*count, target=target, direction=direction) == people


@pytest.mark.parametrize("wrong", [(3, 2, 0.5), (0, 0, 0.5), (1, 2, 1.5), (-1, 2, 0.5)])
def test_no_distance_without_a_rate_and_a_share(wrong):
    with pytest.raises(ValueError, match="no distance"):
        people_to_target(*wrong[:2], target=wrong[2], direction=UP)


@pytest.mark.slow
@given(st.integers(1, 5_000), st.data(), st.integers(0, 1000))
@settings(max_examples=50, deadline=None)
def test_that_many_people_reach_the_target_and_one_fewer_do_not(people, data, thousandths):
    numerator, target = data.draw(st.integers(0, people)), Fraction(thousandths, 1000)

    missing = people_to_target(numerator, people, target=target, direction=UP)

    assert missing >= 0
    assert Fraction(numerator + missing, people) >= target
    assert missing == 0 or Fraction(numerator + missing - 1, people) < target


def test_a_distance_is_never_negative():
    far = distance_of_count(10, 100, target=0.25, direction=UP)
    met = distance_of_count(30, 100, target=0.25, direction=UP)

    assert (far.change, far.people, far.is_met) == (pytest.approx(0.15), 15, False)
    assert (met.change, met.people, met.is_met) == (0, 0, True)


def test_a_published_value_has_a_distance_in_its_unit_only():
    found = distance_of_value(205.0, target=210.0, direction=UP)

    assert (found.change, found.people, found.reason) == (5.0, None, NoPeople.NO_COUNTS)
    assert distance_of_value(205.0, target=210.0, direction=DOWN).is_met
