"""The published fixtures of each rule."""

import pytest

from longtable.core.stats.signal.forecasting import forecast, shift
from longtable.core.stats.signal.laney import laney
from longtable.core.stats.signal.ranking import kendall_score, mann_kendall
from longtable.core.stats.signal.runs import fewest_crossings, longest_allowed, run_chart
from longtable.core.stats.signal.series import Point


def test_laney_matches_the_published_chart():
    numerators, denominators = (30, 34, 25, 41, 38, 29), (200, 210, 190, 220, 205, 195)
    points = [
        Point(str(at), *count)
        for at, count in enumerate(zip(numerators, denominators, strict=True))
    ]

    chart = laney(points)

    assert chart.center == pytest.approx(0.16148, abs=5e-6)
    assert chart.sigma_z == pytest.approx(0.9229, abs=5e-5)
    assert chart.limits(points[0]) == pytest.approx((0.0894, 0.2335), abs=5e-5)
    assert not chart.is_outside(points[0])
    assert laney(points, least=1.0).sigma_z == 1.0


@pytest.mark.parametrize("rate", [0, 10])
def test_laney_stands_a_series_without_any_spread(rate):
    chart = laney([Point(str(at), rate, 10) for at in range(4)])

    assert chart.limits(Point("5", rate, 10)) == (rate / 10, rate / 10)


def test_mann_kendall_is_exact():
    assert mann_kendall([1, 2, 3, 4]) == pytest.approx(1 / 24)
    assert mann_kendall([5, 4, 3, 2, 1]) == pytest.approx(1 / 120)
    assert kendall_score([1, 1, 2]) == 2
    assert mann_kendall([1, 1, 1]) >= 0.5


@pytest.mark.parametrize(("points", "run", "crossings"), [(12, 7, 3), (20, 7, 6), (24, 8, 8)])
def test_run_chart_thresholds(points, run, crossings):
    assert (longest_allowed(points), fewest_crossings(points)) == (run, crossings)


def test_points_on_the_median_are_skipped():
    chart = run_chart([1, 3, 2, 2, 1, 3, 2, 3, 3, 2, 3, 3], baseline=6)

    assert chart.median == 2
    assert chart.useful == 8
    assert (chart.longest, chart.first, chart.last) == (5, 5, 11)
    assert not run_chart([2.0] * 12).is_signal


def test_the_median_is_frozen_before_the_shift():
    quiet = [5, 8, 6, 7, 5, 8, 6, 7, 5, 8, 6, 5]

    chart = run_chart([*quiet, *[value + 4 for value in quiet]])

    assert chart.is_signal
    assert chart.first == 12


def test_a_baseline_that_moves_is_cut_in_half():
    values = [1, 3, 2, 4] * 2 + [8, 9] * 10

    chart = run_chart(values)

    assert chart.baseline < 2 * len(values) // 3
    assert chart.is_signal


def test_a_forecast_from_two_points_is_flat_and_wide():
    flat = forecast([1, 2], [0.0, 1.0], [0.1, 0.1], at=3, new_variance=0.1)
    line = forecast([1, 2, 3], [0.0, 1.0, 2.0], [0.1] * 3, at=4, new_variance=0.1)

    assert flat.expected == pytest.approx(0.5)
    assert line.expected == pytest.approx(3.0)
    assert flat.wide[0] < flat.narrow[0] < 0 < 1 < flat.narrow[1] < flat.wide[1]


def test_a_restless_series_widens_its_forecast():
    calm, restless = (
        forecast([1, 2], [0.0, 0.0], [0.1, 0.1], at=3, new_variance=0.1, restless=by)
        for by in (1.0, 2.0)
    )

    assert restless.wide[1] == pytest.approx(2 * calm.wide[1])


def test_new_points_are_pooled_against_old_ones():
    old, new = ([0.0, 0.1, -0.1, 0.0], [0.01] * 4), ([1.0, 1.1, 0.9], [0.01] * 3)

    up, none = shift(old, new), shift(old, (old[0][:3], [0.01] * 3))

    assert up.t > 10
    assert up.probability < 0.001
    assert none.probability > 0.5


def test_a_median_that_does_not_split_its_baseline_signals_nothing():
    mostly_nobody = [0, 0, 1, 0, 0, 2, 0, 1, 0, 0, 1, 0, 1, 1, 2, 1, 3, 1, 1, 2, 1, 2]

    chart = run_chart(mostly_nobody)

    assert chart.median == 0
    assert chart.longest > chart.allowed
    assert not chart.is_split
    assert not chart.is_signal
