from math import log

import pytest

from longtable.core.stats.comparators import difference_in_differences


def test_the_same_change_elsewhere_is_no_difference():
    found = difference_in_differences(((30, 200), (60, 200)), ((30, 200), (60, 200)))

    assert found.value == 0
    assert found.odds_ratio == 1
    assert not found.is_beyond_chance


def test_moving_more_than_comparable_places_is_found():
    found = difference_in_differences(((30, 200), (90, 200)), ((300, 2_000), (310, 2_000)))
    mirror = difference_in_differences(((300, 2_000), (310, 2_000)), ((30, 200), (90, 200)))

    assert found.is_beyond_chance
    assert found.value == pytest.approx(
        log(90.5 / 110.5) - log(30.5 / 170.5) - log(310.5 / 1690.5) + log(300.5 / 1700.5)
    )
    assert (mirror.lower, mirror.upper) == pytest.approx((-found.upper, -found.lower))
    assert mirror.is_beyond_chance


def test_nobody_before_is_survived_and_nonsense_refused():
    assert difference_in_differences(((0, 20), (20, 20)), ((5, 20), (5, 20))).lower > 0
    with pytest.raises(ValueError, match="not a rate"):
        difference_in_differences(((3, 2), (1, 2)), ((1, 2), (1, 2)))
