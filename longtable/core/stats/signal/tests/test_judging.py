import random
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from longtable.core.stats.signal import Direction, Point, Series, Status, judge


def counted(*numerators, of=200, first=2010):
    return [Point(str(first + at), n, of) for at, n in enumerate(numerators)]


def status(points, **more):
    return judge(Series(points, **more)).status


QUIET = (30, 34, 31, 33, 30, 35, 32, 34, 31, 33, 30, 34)


@pytest.mark.parametrize(
    ("numerators", "expected"),
    [
        ((30,), Status.STARTING_POINT),
        ((30, 34), Status.TOO_EARLY),
        ((30, 80), Status.DIFFERS),
        ((30, 34, 31), Status.INSIDE),
        ((30, 34, 90), Status.ABOVE),
        ((30, 34, 2), Status.BELOW),
        ((30, 34, 31, 33, 100), Status.ABOVE),
        (QUIET[:6], Status.INSIDE),
        (QUIET[:9], Status.INSIDE),
        ((*QUIET[:6], 62, 60, 64), Status.SIGNAL),
        ((20, 25, 31, 36, 42, 47), Status.SIGNAL),
        ((*QUIET[:8], 120), Status.SIGNAL),
        (QUIET, Status.INSIDE),
        ((*QUIET, *(n + 25 for n in QUIET)), Status.SIGNAL),
        ((*QUIET[:11], 90), Status.SIGNAL),
        ((*QUIET[:6], *(n + 30 for n in QUIET[:6])), Status.SIGNAL),
    ],
)
def test_each_row_of_the_table(numerators, expected):
    verdict = judge(Series(counted(*numerators)))

    assert verdict.status is expected
    assert verdict.rule
    assert "%(" not in verdict.sentence
    assert verdict.numbers["points"] == len(numerators)


def test_a_shift_is_dated():
    verdict = judge(Series(counted(*QUIET[:11], 30, *(n + 25 for n in QUIET))))

    assert verdict.numbers["since"] == "2022"
    assert "Signal since 2022" in verdict.sentence


def test_five_rises_in_a_row_are_no_rule():
    assert status(counted(30, 31, 32, 33, 34)) is Status.INSIDE


def test_only_points_after_the_last_break_are_judged():
    points = counted(*QUIET[:6], 100, 103)

    verdict = judge(Series(points, breaks=["2012", "2016"]))

    assert verdict.status is Status.TOO_EARLY
    assert verdict.numbers["first_period"] == "2016"
    assert "new series starts there" in verdict.sentence


def test_one_point_after_a_break_is_a_broken_series_even_on_target():
    points = counted(30, 34, 150)

    verdict = judge(Series(points, breaks=["2012"], target=0.1))

    assert verdict.status is Status.SERIES_BROKEN
    assert "2012" in verdict.sentence


def test_a_break_at_the_first_point_breaks_nothing():
    assert status(counted(30), breaks=["2010"]) is Status.STARTING_POINT


def test_a_target_is_met_only_by_the_whole_interval():
    points = counted(30, 34, 40)

    assert status(points, target=0.19) is Status.INSIDE
    assert status(points, target=0.155) is Status.INSIDE
    assert status(points, target=0.14) is Status.TARGET_MET
    assert status(points, target=0.25, direction=Direction.DOWN) is Status.INSIDE
    assert status(points, target=0.27, direction=Direction.DOWN) is Status.TARGET_MET


def test_a_target_met_after_a_break_says_whose_target():
    verdict = judge(Series(counted(30, 100, 101), breaks=["2011"], target=0.3))

    assert verdict.status is Status.TARGET_MET
    assert "series that starts in 2011" in verdict.sentence


@pytest.mark.parametrize("points", [1, 2, 5, 12])
def test_a_score_without_error_and_counts_cannot_be_judged(points):
    verdict = judge(Series([Point(str(2009 + at), value=190.0 + at) for at in range(points)]))

    assert verdict.status is Status.CANNOT_TELL
    assert "no error and no counts" in verdict.sentence


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((30,), Status.STARTING_POINT),
        ((30, 31), Status.TOO_EARLY),
        ((30, 40), Status.DIFFERS),
        ((30, 31, 30, 45), Status.ABOVE),
        ((30, 31, 30, 31, 30, 31, 45, 46, 45), Status.SIGNAL),
        ((30, 31, 29, 31, 30, 29, 31, 30, 29, 31, 30, 29), Status.INSIDE),
    ],
)
def test_published_limits_are_judged_in_their_unit(values, expected):
    points = [
        Point(str(2000 + at), value=v, lower=v - 3, upper=v + 3) for at, v in enumerate(values)
    ]

    verdict = judge(Series(points))

    assert verdict.status is expected
    assert "%" not in verdict.sentence.replace("95%", "")


@pytest.mark.parametrize("count", [2, 4, 8, 14])
def test_limits_without_width_are_survived(count):
    points = [Point(str(2000 + at), value=5.0, lower=5.0, upper=5.0) for at in range(count)]

    assert status(points) in {Status.TOO_EARLY, Status.INSIDE}


@pytest.mark.parametrize("count", [1, 2, 3, 5, 6, 8, 11, 12, 13, 30])
@pytest.mark.parametrize("numerator", [0, 200])
def test_nobody_and_everybody_are_survived(count, numerator):
    quiet = {Status.STARTING_POINT, Status.TOO_EARLY, Status.INSIDE}

    assert status(counted(*[numerator] * count)) in quiet


def test_low_coverage_is_a_caution_and_lower_blocks():
    points = [Point("2018", 30, 200, coverage=0.9), Point("2019", 80, 200, coverage=0.8)]
    caution = judge(Series(points))
    blocked = judge(Series([*points, Point("2020", 20, 200, coverage=0.55)]))
    passed = judge(Series([Point("2017", 30, 200, coverage=0.3), *points]))
    alone = judge(Series([Point("2020", 20, 200, coverage=0.55)]))

    assert caution.status is Status.DIFFERS
    assert "2019 covers only 80.0%" in caution.sentence
    assert blocked.status is Status.CANNOT_TELL
    assert "55.0%" in blocked.sentence
    assert passed.status is Status.DIFFERS
    assert "Left out" in passed.sentence
    assert "2017" in passed.sentence
    assert alone.status is Status.STARTING_POINT
    assert "Caution" in alone.sentence


def test_the_better_way_is_said_only_when_it_is_known():
    points = counted(30, 34, 90)

    up, down, unknown = (
        judge(Series(points, direction=way)) for way in (Direction.UP, Direction.DOWN, None)
    )

    assert "better" in up.sentence
    assert "worse" in down.sentence
    assert not unknown.notes


def test_a_restless_series_needs_more_before_it_differs():
    points = counted(30, 48)

    assert status(points) is Status.DIFFERS
    assert status(points, sigma_z=2.0) is Status.TOO_EARLY


def test_an_agreed_baseline_is_used():
    verdict = judge(Series(counted(*QUIET), baseline=8))

    assert verdict.numbers["baseline_points"] == 8


@pytest.mark.parametrize(
    "wrong",
    [
        {"points": []},
        {"points": counted(1, 2), "breaks": ["1999"]},
        {"points": [Point("2010", 1, 2), Point("2011", value=0.5)]},
        {"points": counted(1, 1, first=2010) + counted(2, first=2010)},
        {"points": counted(1, 2), "baseline": 3},
    ],
)
def test_a_series_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match=r"."):
        Series(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"numerator": 3, "denominator": 2},
        {"numerator": 3},
        {"numerator": 1, "denominator": 2, "value": 0.5},
        {},
        {"value": float("nan")},
        {"value": 1.0, "lower": 0.5},
        {"value": 1.0, "lower": 1.5, "upper": 2.0},
    ],
)
def test_a_point_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match=r"."):
        Point("2018", **wrong)


@pytest.mark.slow
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(60, 500)), min_size=1, max_size=30),
    st.randoms(use_true_random=False),
)
@settings(max_examples=50, deadline=None)
def test_the_order_of_the_rows_never_matters(counts, chance: random.Random):
    points = [Point(str(1990 + at), *count) for at, count in enumerate(counts)]
    shuffled = chance.sample(points, len(points))

    verdict = judge(Series(points))

    assert judge(Series(shuffled)) == verdict
    assert "%(" not in verdict.sentence


ALARMS = {Status.DIFFERS, Status.ABOVE, Status.BELOW, Status.SIGNAL}


def _alarms(count, *, shift=0.0, times=250, of=200):
    chance = np.random.default_rng(count)
    rates = [0.16 + (shift if at >= count - max(1, count // 3) else 0.0) for at in range(count)]
    found = Counter(
        status(counted(*(int(chance.binomial(of, p)) for p in rates), of=of)) for _ in range(times)
    )
    return sum(found[alarm] for alarm in ALARMS) / times


@pytest.mark.slow
@pytest.mark.parametrize(
    ("count", "most"),
    [(2, 0.09), (3, 0.05), (5, 0.05), (6, 0.10), (9, 0.10), (12, 0.12), (24, 0.14)],
)
def test_a_series_that_does_not_move_rarely_alarms(count, most):
    assert _alarms(count) <= most


@pytest.mark.slow
@pytest.mark.parametrize("count", [2, 5, 9, 12, 16])
def test_a_handful_of_people_alarms_no_more_often(count):
    assert _alarms(count, of=5) <= 0.14


@pytest.mark.slow
@pytest.mark.parametrize("count", [2, 3, 5, 9, 10, 12, 24])
def test_a_planted_shift_is_found(count):
    assert _alarms(count, shift=0.25, times=60) >= 0.9
