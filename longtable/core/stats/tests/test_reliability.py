import pytest

from longtable.core.stats.reliability import (
    Precision,
    Reason,
    proportion_reliability,
    rate_reliability,
)


@pytest.mark.parametrize(
    ("count", "precision", "reason"),
    [
        ((15, 29), Precision.TOO_ROUGH, Reason.FEW_PEOPLE),
        ((15, 30), Precision.TOO_ROUGH, Reason.WIDE),
        ((0, 100), Precision.REVIEW, Reason.NONE_OR_ALL),
        ((100, 100), Precision.REVIEW, Reason.NONE_OR_ALL),
        ((50, 10_000), Precision.SHOW, Reason.NARROW),
        ((4, 100), Precision.TOO_ROUGH, Reason.WIDE_FOR_ITS_SIZE),
        ((96, 100), Precision.FOOTNOTE, Reason.WIDE_FOR_ITS_COMPLEMENT),
        ((50, 100), Precision.SHOW, Reason.PRECISE),
    ],
)
def test_a_proportion_is_judged_by_people_and_width(count, precision, reason):
    found = proportion_reliability(*count)

    assert (found.precision, found.reason) == (precision, reason)
    assert 0 < found.width < 1


def test_a_rate_needs_ten_events():
    assert rate_reliability(9, 1_000).reason is Reason.FEW_EVENTS
    assert rate_reliability(10, 1_000).precision is Precision.SHOW
