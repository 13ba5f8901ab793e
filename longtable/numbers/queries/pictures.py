"""The signature pictures, made from published values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from longtable.core.charts.spec import (
    Category,
    DotRange,
    Goal,
    Needle,
    Series,
    SmallMultiples,
    Strip,
    furthest_first,
)
from longtable.core.charts.words import Words
from longtable.core.stats.periods import PeriodTrouble, placed
from longtable.measures.models import Definition
from longtable.measures.queries import Value
from longtable.numbers.queries.points import series_of
from longtable.numbers.queries.writing import Writing
from longtable.web.drawing import words


def chart_words(definition: Definition) -> Words:
    """Return every word that a picture of this definition needs, in the reader's language."""
    return words(Writing.of(definition).value)


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the line: the distance in words, and lines to compare it with."""

    distance: str = ""
    comparators: tuple[Series, ...] = ()
    comparators_name: str = ""


def needle_picture(
    definition: Definition,
    series: Series,
    *,
    title: str,
    beside: Beside | None = None,
    key: str = "needle",
) -> Needle:
    """Return the needle: one line over time, the goal, and the distance left in people."""
    beside = beside or Beside()
    return Needle(
        key=key,
        title=title,
        description=_described(series, Writing.of(definition)),
        series=series,
        goal=goal_of(definition),
        baseline=_baseline(definition),
        distance=beside.distance,
        comparators=beside.comparators,
        comparators_name=beside.comparators_name,
        note=Writing.of(definition).words,
    )


def groups_picture(
    definition: Definition,
    groups: Mapping[str, Sequence[Value]],
    *,
    title: str,
    breaks: Mapping[str, str] | None = None,
    distances: Mapping[str, str] | None = None,
    key: str = "groups",
) -> SmallMultiples | DotRange:
    """Return groups on one scale, the furthest from the goal first.

    With more than one period each has its own little trend, else they are dots in one picture.
    """
    lower_is_better = definition.direction == Definition.Direction.DOWN
    told = distances or {}
    categories = furthest_first(
        tuple(
            category_of(name, values, breaks=breaks, distance=told.get(name, ""))
            for name, values in groups.items()
            if values
        ),
        lower_is_better=lower_is_better,
    )
    periods = {value.period for values in groups.values() for value in values}
    kind = SmallMultiples if len(periods) > 1 else DotRange
    return kind(
        key=key,
        title=title,
        description=_groups_described(categories, Writing.of(definition)),
        categories=categories,
        goal=goal_of(definition),
        note=Writing.of(definition).words,
    )


def strip_picture(
    definition: Definition,
    places: Mapping[str, Value],
    *,
    title: str,
    highlighted: str = "",
    key: str = "places",
) -> Strip:
    """Return many places of one period as dots on one scale, one of them pointed out."""
    categories = tuple(category_of(name, [value]) for name, value in places.items())
    return Strip(
        key=key,
        title=title,
        description=_groups_described(categories[:12], Writing.of(definition)),
        categories=categories,
        highlighted=highlighted,
        note=Writing.of(definition).words,
    )


def category_of(
    name: str,
    values: Sequence[Value],
    *,
    breaks: Mapping[str, str] | None = None,
    distance: str = "",
) -> Category:
    """Return one group's newest value, with its past."""
    series = series_of(values, name=name, breaks=breaks)
    newest = series.points[-1]
    return Category(
        name=name,
        value=newest.value,
        low=newest.low,
        high=newest.high,
        people=newest.people,
        state=newest.state,
        caution=newest.caution,
        distance=distance,
        series=series if len(series.points) > 1 else None,
    )


def goal_of(definition: Definition) -> Goal | None:
    """Return the target as a picture draws it: only one with a date has a place in it."""
    if definition.target is None or not definition.target_period:
        return None
    at = _place_in_time(definition.target_period)
    return None if at is None else Goal(definition.target, definition.target_period, at)


def _baseline(definition: Definition) -> float | None:
    return _place_in_time(definition.baseline_period) if definition.baseline_period else None


def _place_in_time(period: str) -> float | None:
    try:
        return placed([period])[0].end - 0.5
    except PeriodTrouble:
        return None


def _described(series: Series, writing: Writing) -> str:
    shown = [point for point in series.points if point.value is not None]
    if not shown:
        return _("No value of %(name)s can be shown.") % {"name": series.name}
    first, last = shown[0], shown[-1]
    told = {
        "name": series.name,
        "first": first.label,
        "first_value": writing.value(first.value or 0.0),
        "last": last.label,
        "last_value": writing.value(last.value or 0.0),
    }
    if first is last:
        return _("%(name)s: %(last_value)s in %(last)s.") % told
    return _("%(name)s: %(first_value)s in %(first)s, %(last_value)s in %(last)s.") % told


def _groups_described(categories: Sequence[Category], writing: Writing) -> str:
    shown = [
        f"{category.name}: {writing.value(category.value)}"
        for category in categories
        if category.value is not None
    ]
    return "; ".join(shown) or _("No value can be shown.")
