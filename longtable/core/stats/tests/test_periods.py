import random

import pytest

from longtable.core.stats.periods import PeriodTrouble, placed


def in_order(periods):
    found = placed(periods)
    return [
        p for _, p in sorted(zip(found, periods, strict=True), key=lambda x: (x[0].start, x[0].end))
    ]


@pytest.mark.parametrize(
    "periods",
    [
        ["2009-10", "2010-11", "2014-15", "2019-20"],
        ["1999-00", "2000-01"],
        ["1999-2000", "2000-2001"],
        ["2014-15", "2018", "2018-03", "2018-04"],
        ["2017Q4", "2018Q1", "2018 Q2", "Q3 2018", "2018-Q4"],
        ["2010-09", "2010-10", "2010-11", "2011-12"],
        ["2005-2009", "2010-2014", "2015-19"],
        ["2018-02-03", "2018-02-14", "2018-03-01"],
        ["Dec 2017", "March 2018", "2018 April"],
        ["2018H1", "2018H2"],
        ["2018W2", "2018-W10"],
        ["2018M2", "11/2018"],
        ["FY2018", "FY2019"],
        ["SY 2014-15", "SY 2015-16"],
        ["Wave 2", "Wave 10"],
        ["9", "10"],
    ],
)
def test_periods_come_in_the_order_of_time(periods):
    shuffled = random.Random(4).sample(periods, len(periods))

    assert in_order(shuffled) == periods


@pytest.mark.parametrize(
    "periods", [["2018", "2018"], ["2014-15", "2014/15"], ["2018Q1", "Q1 2018"], ["1", "01"]]
)
def test_a_period_stands_once(periods):
    with pytest.raises(PeriodTrouble, match="stands twice") as trouble:
        placed(periods)

    assert trouble.value.at == 1


@pytest.mark.parametrize(
    "periods",
    [
        ["Fall 2018", "Spring 2019"],
        ["later"],
        ["2018Q5"],
        ["2018-02-40"],
        ["2018-2014"],
        ["2018-13", "2018-11"],
    ],
)
def test_what_has_no_order_is_refused_rather_than_guessed(periods):
    with pytest.raises(PeriodTrouble, match="can't be put in order"):
        placed(periods)
