"""Did the needle move? The verdict in the reader's words, opening to its rule and numbers."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from longtable.core.stats.direction import Direction
from longtable.core.stats.signal import MEASURED, Point, Series, Signal, Status, judge
from longtable.measures.models import Definition
from longtable.measures.queries import Value
from longtable.numbers.queries.points import ordered
from longtable.numbers.queries.terms import TERMS
from longtable.numbers.queries.writing import Writing


@dataclass(frozen=True, slots=True)
class Verdict:
    """A sentence that says whether a number moved, with the rule and the numbers behind it."""

    status: str
    sentence: str
    rule: str
    numbers: list[tuple[str, str]]


def verdict_on(
    definition: Definition, values: Iterable[Value], *, breaks: Iterable[str] = ()
) -> Verdict | None:
    """Judge one place's and group's published values; None when none of them is shown."""
    every = ordered(values)
    shown = [value for value in every if value.estimate is not None]
    if not shown:
        return None
    scale = {"percent": 100.0, "per_1000": 1000.0}.get(definition.unit, 1.0)
    counted = all(v.numerator is not None and v.denominator for v in shown)
    scale = scale if counted else 1.0
    periods = [value.period for value in shown]
    target = None if definition.target is None else definition.target / scale
    series = Series(
        [_point(value, counted=counted) for value in shown],
        breaks=_breaks_within(breaks, [v.period for v in every], periods),
        direction=Direction(definition.direction),
        target=target,
    )
    return _in_words(judge(series), Writing.of(definition), scale)


def _breaks_within(breaks: Iterable[str], every: list[str], shown: list[str]) -> list[str]:
    """Return each break at the first shown period on or after it; a hidden one still breaks."""
    found = []
    for period in breaks:
        if period not in every:
            continue
        after = [p for p in every[every.index(period) :] if p in shown]
        found += after[:1]
    return found


def _point(value: Value, *, counted: bool) -> Point:
    coverage = value.coverage
    if counted:
        return Point(
            value.period,
            numerator=value.numerator,
            denominator=value.denominator,
            coverage=coverage,
        )
    return Point(
        value.period,
        value=value.estimate,
        lower=value.lower,
        upper=value.upper,
        coverage=coverage,
    )


def _in_words(signal: Signal, writing: Writing, scale: float) -> Verdict:
    def show(name: str, number: float | int | str | None) -> str:
        if not isinstance(number, float):
            return str(number)
        if name.endswith("coverage"):
            return f"{100 * number:.0f}%"
        if name not in MEASURED:
            return f"{number:.3g}"
        if "difference" in name:
            return writing.points(number * scale)
        return writing.value(number * scale)

    texts = signal.shown(show)
    sentence = " ".join(_(text) % texts for text in (signal.message, *signal.notes))
    numbers = [(str(TERMS[name]), text) for name, text in texts.items()]
    return Verdict(Status(signal.status).value, sentence, _(signal.rule), numbers)
