"""What a picture's title says: its finding, in one plain sentence."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from longtable.core.stats.direction import Direction
from longtable.core.stats.targets import distance_of_value, people_to_target
from longtable.measures.models import Definition
from longtable.measures.queries import Value
from longtable.numbers import queries as numbers
from longtable.web.drawing import count
from longtable.web.spoken import spoken


def distance(definition: Definition, value: Value | None) -> str:
    """Say how far it is to the target: in people where they were counted, else in the unit."""
    if value is None or definition.target is None or value.estimate is None:
        return ""
    direction = Direction(definition.direction)
    if value.numerator is not None and value.denominator:
        share = Fraction(str(definition.target)) / _scale(definition)
        heads = people_to_target(
            value.numerator, value.denominator, target=share, direction=direction
        )
        return _heads(definition, heads) if heads else _("The goal is reached.")
    left = distance_of_value(value.estimate, target=definition.target, direction=direction)
    if left.is_met:
        return _("The goal is reached.")
    writing = numbers.Writing.of(definition)
    told = {"left": writing.points(left.change if direction == Direction.UP else -left.change)}
    return _("%(left)s to the goal") % told


def _heads(definition: Definition, heads: int) -> str:
    told = {"count": count(heads), "people": spoken(definition.people) or _("people")}
    if definition.direction == Definition.Direction.UP:
        text = ngettext("%(count)s more of the %(people)s", "%(count)s more %(people)s", heads)
    else:
        text = ngettext("%(count)s fewer of the %(people)s", "%(count)s fewer %(people)s", heads)
    return text % told


def _scale(definition: Definition) -> int:
    return 1000 if definition.unit == Definition.Unit.PER_1000 else 100


def headline(definition: Definition, values: Sequence[Value], place: str) -> str:
    """Say where a place stands, and where it stood first in this series."""
    shown = [value for value in values if value.estimate is not None]
    writing = numbers.Writing.of(definition)
    if not shown:
        return _("%(name)s in %(place)s can't be shown") % {"name": definition, "place": place}
    first, last = shown[0], shown[-1]
    told = {
        "name": definition,
        "place": place,
        "value": writing.value(last.estimate or 0, as_published=last.as_published),
        "period": last.period,
        "then": writing.value(first.estimate or 0, as_published=first.as_published),
        "first": first.period,
    }
    if first is last:
        return _("%(name)s: %(value)s in %(period)s") % told
    return _("%(name)s: %(value)s in %(period)s, %(then)s in %(first)s") % told


def widest_gap(definition: Definition, groups: Mapping[str, Sequence[Value]]) -> str:
    """Say how far the groups are apart now, with both levels; without claiming a cause."""
    latest = [
        (name, values[-1])
        for name, values in groups.items()
        if values and values[-1].estimate is not None
    ]
    periods = {value.period for _name, value in latest}
    writing = numbers.Writing.of(definition)
    if len(latest) == 1:
        ((name, only),) = latest
        said = writing.value(only.estimate or 0, as_published=only.as_published)
        told = {"name": name, "value": said, "period": only.period}
        return _("%(name)s: %(value)s in %(period)s; no other group is shown") % told
    if len(periods) != 1:
        return _("%(name)s, by group") % {"name": definition}
    latest.sort(key=lambda pair: pair[1].estimate or 0)
    (low_name, low), (high_name, high) = latest[0], latest[-1]
    return _("%(low)s: %(low_value)s, %(high)s: %(high_value)s in %(period)s") % {
        "low": low_name,
        "low_value": writing.value(low.estimate or 0, as_published=low.as_published),
        "high": high_name,
        "high_value": writing.value(high.estimate or 0, as_published=high.as_published),
        "period": low.period,
    }
