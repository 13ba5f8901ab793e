import datetime as dt

import pytest
from django.utils import translation

from longtable.core.charts.picture import picture
from longtable.measures.models import Definition, PublishedValue, Release
from longtable.measures.queries.values import public
from longtable.numbers import queries as numbers

NOON = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)


def definition(**more):
    filled = {
        "unit": "percent",
        "decimals": 1,
        "direction": "up",
        "people": {"en": "students", "es": "estudiantes"},
        "source": "State department of education",
        "target": 80.0,
        "target_period": "2030",
    }
    return Definition(**(filled | more))


def counted(period, numerator, denominator, **more):
    return public(
        PublishedValue(
            period=period,
            numerator=numerator,
            denominator=denominator,
            estimate=100 * numerator / denominator,
            lower=100 * numerator / denominator - 2,
            upper=100 * numerator / denominator + 2,
            **more,
        )
    )


def release(**more):
    return Release(number=3, published=NOON, definition=definition(**more))


def test_a_number_never_travels_alone():
    number = numbers.number_of(counted("2014-15", 449, 667), release())

    assert number.value == "67.3%"
    assert (number.low, number.high) == ("65.3%", "69.3%")
    assert number.people == "449 of 667 students"
    assert number.source == "State department of education"
    assert number.date == "release 3 of Sept. 1, 2026"


def test_a_number_speaks_the_readers_language():
    with translation.override("es"):
        number = numbers.number_of(counted("2014-15", 449, 667), release())

    assert number.value == "67.3\N{NO-BREAK SPACE}%"
    assert "estudiantes" in number.people


@pytest.mark.parametrize("shown", ["small", "protects"])
def test_nobody_is_told_which_withheld_value_is_the_small_one(shown):
    value = public(PublishedValue(period="2020", shown=shown, denominator=30))

    assert numbers.number_of(value, release()) == numbers.number_of(
        public(PublishedValue(period="2020", shown="small", denominator=30)), release()
    )


def test_a_published_value_keeps_the_precision_of_its_source():
    value = public(PublishedValue(period="2019", estimate=180, as_published="180"))

    number = numbers.number_of(value, release(unit="score", decimals=1))

    assert number.value == "180"
    assert number.no_interval == "The source gives no margin of error."
    assert number.people == ""


def test_low_coverage_is_said():
    number = numbers.number_of(counted("2020", 40, 70, eligible=100), release())

    assert number.caution == "Only 70% of those meant were counted."


def test_a_hidden_period_is_a_gap_in_the_line():
    hidden = public(PublishedValue(period="2021", shown="masked"))
    series = numbers.series_of([counted("2022", 5, 10), hidden, counted("2020", 4, 10)], name="All")

    assert [point.state for point in series.points] == ["shown", "masked", "shown"]
    assert [point.label for point in series.points] == ["2020", "2021", "2022"]


def test_a_verdict_opens_to_its_rule_and_numbers():
    values = [counted("2020", 400, 1000), counted("2021", 500, 1000)]

    verdict = numbers.verdict_on(definition(), values)

    assert verdict.status == "differs"
    assert "+10.0 points" in verdict.sentence
    assert verdict.rule
    assert verdict.numbers


def test_a_hidden_first_period_after_a_break_still_breaks():
    hidden = public(PublishedValue(period="2021", shown="small"))
    values = [counted("2020", 400, 1000), hidden, counted("2022", 500, 1000)]

    verdict = numbers.verdict_on(definition(), values, breaks=["2021"])

    assert verdict.status == "series_broken"


def test_a_source_without_error_gives_no_verdict_on_change():
    values = [
        public(PublishedValue(period="2009", estimate=187, as_published="187")),
        public(PublishedValue(period="2024", estimate=170, as_published="170")),
    ]

    verdict = numbers.verdict_on(definition(unit="score", target=None), values)

    assert verdict.status == "cannot_tell"


def test_nothing_shown_gives_no_verdict():
    assert (
        numbers.verdict_on(definition(), [public(PublishedValue(period="2020", shown="small"))])
        is None
    )


def test_the_pictures_draw_what_is_public_and_nothing_else():
    values = [counted("2020", 400, 1000), public(PublishedValue(period="2021", shown="small"))]
    spec = numbers.needle_picture(
        definition(), numbers.series_of(values, name="All"), title="It stands at 40%"
    )
    groups = numbers.groups_picture(definition(), {"A": values, "B": values[:1]}, title="Groups")

    for one in (spec, groups):
        drawn = picture(one, numbers.chart_words(definition()))
        assert "40.0%" in drawn.wide
        assert "not shown" in drawn.wide
