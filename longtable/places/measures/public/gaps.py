"""The gap between groups: absolute, relative, and always with both levels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from longtable.core.stats.direction import Direction
from longtable.core.stats.disparity import Best, Comparison, compare, people_to_parity, widest
from longtable.core.stats.gaps import Level, Quantity
from longtable.measures.models import Definition
from longtable.measures.queries import Value
from longtable.numbers import queries as numbers
from longtable.web.drawing import count
from longtable.web.spoken import spoken


@dataclass(frozen=True, slots=True)
class Gap:
    """How far the group furthest behind is from the best one, said four ways."""

    levels: str
    difference: str
    ratio: str
    people: str
    reference: str


def gap_between(definition: Definition, groups: Mapping[str, Sequence[Value]]) -> Gap | None:
    """Compare the groups' newest values of one period with the best one; None without two."""
    newest = numbers.latest_first(v.period for values in groups.values() for v in values)[:1]
    latest = {
        name: values[-1]
        for name, values in groups.items()
        if values and [values[-1].period] == newest and values[-1].estimate is not None
    }
    if len(latest) < 2:
        return None
    direction = Direction(definition.direction)
    levels = [_level(name, value, definition) for name, value in latest.items()]
    compared = compare(levels, against=Best(), direction=direction)
    found = widest(compared, direction=direction)
    if found is None or found.reference is None:
        return None
    return _in_words(found, compared, definition)


def _level(name: str, value: Value, definition: Definition) -> Level:
    if value.numerator is not None and value.denominator:
        return Level.counted(name, value.numerator, value.denominator)
    return Level.published(name, value.estimate, lower=value.lower, upper=value.upper)


def _in_words(found: Comparison, compared: list[Comparison], definition: Definition) -> Gap:
    writing = numbers.Writing.of(definition)
    scale = _scale(definition) if found.group.people else 1.0
    reference = found.reference
    assert reference is not None
    told = {
        "group": found.group.name,
        "value": writing.value((found.group.value or 0) * scale),
        "reference": reference.name,
        "best": writing.value((reference.value or 0) * scale),
    }
    return Gap(
        levels=_("%(group)s: %(value)s. %(reference)s: %(best)s.") % told,
        difference=_with_range(found.difference, lambda x: writing.points(x * scale)),
        ratio=_with_range(found.ratio, lambda x: f"{x:.2f}"),
        people=_people(compared, definition),
        reference=_("Compared with the group that stands best now: %(reference)s.") % told,
    )


def _with_range(quantity: Quantity, write: object) -> str:
    assert callable(write)
    if quantity.value is None:
        return _("can't be told")
    told = {"value": write(quantity.value)}
    if quantity.lower is None or quantity.upper is None:
        return _("%(value)s (the source gives no margin of error)") % told
    told |= {"low": write(quantity.lower), "high": write(quantity.upper)}
    return _("%(value)s (very likely between %(low)s and %(high)s)") % told


def _people(compared: list[Comparison], definition: Definition) -> str:
    people = people_to_parity(compared)
    if people is None:
        return ""
    told = {
        "count": count(people),
        "people": spoken(definition.people) or _("people"),
    }
    return (
        ngettext(
            "%(count)s of the %(people)s would have to reach the mark for groups to stand alike.",
            "%(count)s %(people)s would have to reach the mark for groups to stand alike.",
            people,
        )
        % told
    )


def _scale(definition: Definition) -> float:
    return 1000.0 if definition.unit == Definition.Unit.PER_1000 else 100.0
