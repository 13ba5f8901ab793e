"""Whether a number is precise enough to be shown, and why not.

This is about precision alone; who could be recognized is the matter of disclosure control.
Rules: Parker et al. (2017), NCHS data presentation standards for proportions, and the
2023 standards for rates and counts.
"""

from dataclasses import dataclass
from enum import StrEnum

from longtable.core.stats.estimates import clopper_pearson, poisson

FEWEST_PEOPLE = 30
FEWEST_EVENTS = 10


class Precision(StrEnum):
    """What may be done with a number."""

    SHOW = "show"
    FOOTNOTE = "footnote"
    REVIEW = "review"
    TOO_ROUGH = "too_rough"


class Reason(StrEnum):
    """Why, in the order in which the rules are asked."""

    PRECISE = "precise"
    FEW_PEOPLE = "few_people"
    FEW_EVENTS = "few_events"
    NARROW = "narrow"
    WIDE = "wide"
    WIDE_FOR_ITS_SIZE = "wide_for_its_size"
    WIDE_FOR_ITS_COMPLEMENT = "wide_for_its_complement"
    NONE_OR_ALL = "none_or_all"


@dataclass(frozen=True, slots=True)
class Reliability:
    """The judgment, its reason, and the width of the 95 % interval it rests on."""

    precision: Precision
    reason: Reason
    width: float


def proportion_reliability(numerator: int, denominator: int) -> Reliability:
    """Judge a proportion of people by n and by its Clopper-Pearson interval (95 %)."""
    exact = clopper_pearson(numerator, denominator)
    width = exact.upper - exact.lower
    if denominator < FEWEST_PEOPLE:
        return Reliability(Precision.TOO_ROUGH, Reason.FEW_PEOPLE, width)
    if width >= 0.30:
        return Reliability(Precision.TOO_ROUGH, Reason.WIDE, width)
    if numerator in {0, denominator}:
        return Reliability(Precision.REVIEW, Reason.NONE_OR_ALL, width)
    if width <= 0.05:
        return Reliability(Precision.SHOW, Reason.NARROW, width)
    if width > 1.3 * exact.value:
        return Reliability(Precision.TOO_ROUGH, Reason.WIDE_FOR_ITS_SIZE, width)
    if width > 1.3 * (1 - exact.value):
        return Reliability(Precision.FOOTNOTE, Reason.WIDE_FOR_ITS_COMPLEMENT, width)
    return Reliability(Precision.SHOW, Reason.PRECISE, width)


def rate_reliability(events: int, people: int) -> Reliability:
    """Judge a rate of events (births, arrests) by its events.

    The rule on the width (160 % of the rate) never binds with a Poisson interval and a known
    denominator: ten events come to 136 %.
    """
    exact = poisson(events, people)
    width = exact.upper - exact.lower
    if events < FEWEST_EVENTS or people < FEWEST_EVENTS:
        return Reliability(Precision.TOO_ROUGH, Reason.FEW_EVENTS, width)
    return Reliability(Precision.SHOW, Reason.PRECISE, width)
