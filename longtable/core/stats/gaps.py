"""The difference and the ratio of two levels, each with its interval or the reason for none."""

from dataclasses import dataclass
from enum import StrEnum
from math import exp, log, sqrt
from statistics import NormalDist

from longtable.core.stats.estimates import Estimate, difference, wilson


class Reason(StrEnum):
    """Why a quantity is undefined, or why it has no interval."""

    IS_REFERENCE = "is_reference"
    GROUP_MISSING = "group_missing"
    REFERENCE_MISSING = "reference_missing"
    REFERENCE_IS_ZERO = "reference_is_zero"
    BELOW_ZERO = "below_zero"
    NO_COUNTS = "no_counts"
    NO_LIMITS = "no_limits"
    ZERO_HAS_NO_LOGARITHM = "zero_has_no_logarithm"


@dataclass(frozen=True, slots=True)
class Level:
    """The value of a group: counted, published with or without 95 % limits, or missing."""

    name: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    people: int | None = None
    numerator: int | None = None
    is_fixed: bool = False

    @classmethod
    def counted(cls, name: str, numerator: int, denominator: int) -> "Level":
        """Return a rate of people with its Wilson interval. Raises ValueError."""
        found = wilson(numerator, denominator)
        return cls(name, found.value, found.lower, found.upper, denominator, numerator)

    @classmethod
    def published(
        cls,
        name: str,
        value: float | None,
        *,
        lower: float | None = None,
        upper: float | None = None,
    ) -> "Level":
        """Return a value as its source gives it; None where the source masks it."""
        if (lower is None) != (upper is None):
            raise ValueError(f"{name}: one limit without the other")
        if lower is None or upper is None:
            return cls(name, value)
        if value is None or not lower <= value <= upper:
            raise ValueError(f"{name}: the limits do not enclose the value")
        return cls(name, value, lower, upper)

    @classmethod
    def fixed(cls, value: float) -> "Level":
        """Return a target: known exactly, about nobody."""
        return cls("target", value, value, value, is_fixed=True)

    @property
    def is_counted(self) -> bool:
        """Whether people were counted."""
        return self.numerator is not None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its interval. `reason` says what is missing: all of it, or the interval."""

    value: float | None
    lower: float | None = None
    upper: float | None = None
    reason: Reason | None = None


def undefined(group: Level, reference: Level | None) -> Reason | None:
    """Return why a group can't be compared at all, or None if it can."""
    if group.value is None:
        return Reason.GROUP_MISSING
    if reference is None or reference.value is None:
        return Reason.REFERENCE_MISSING
    return Reason.IS_REFERENCE if group == reference else None


def difference_of(group: Level, reference: Level | None, *, level: float = 0.95) -> Quantity:
    """Return the group minus the reference, in the unit of the values.

    Newcombe's interval for counts; the published limits (95 %) squared and added else.
    """
    reason = undefined(group, reference)
    if reason is not None or reference is None:
        return Quantity(None, reason=reason)
    first, second = _estimate(group, level), _estimate(reference, level)
    if first is None or second is None:
        return Quantity((group.value or 0.0) - (reference.value or 0.0), reason=Reason.NO_LIMITS)
    gap = difference(first, second)
    return Quantity(gap.value, gap.lower, gap.upper)


def ratio_of(group: Level, reference: Level | None, *, level: float = 0.95) -> Quantity:
    """Return the group over the reference; its interval is symmetric on the log scale.

    Undefined for a reference of 0 and for values below 0. Reference for counts:
    Katz et al. (1978), Biometrics 34.
    """
    reason = undefined(group, reference)
    if reason is not None or reference is None:
        return Quantity(None, reason=reason)
    top, bottom = group.value or 0.0, reference.value or 0.0
    if bottom == 0:
        return Quantity(None, reason=Reason.REFERENCE_IS_ZERO)
    if top < 0 or bottom < 0:
        return Quantity(None, reason=Reason.BELOW_ZERO)
    return _with_interval(top / bottom, group, reference, level=level)


def _with_interval(ratio: float, group: Level, reference: Level, *, level: float) -> Quantity:
    if ratio == 0:
        return Quantity(ratio, reason=Reason.ZERO_HAS_NO_LOGARITHM)
    first, second = _log_spread(group), _log_spread(reference)
    if first is None or second is None:
        return Quantity(ratio, reason=Reason.NO_LIMITS)
    reach = NormalDist().inv_cdf((1 + level) / 2) * sqrt(first**2 + second**2)
    return Quantity(ratio, exp(log(ratio) - reach), exp(log(ratio) + reach))


def _log_spread(level: Level) -> float | None:
    if level.numerator is not None and level.people is not None:
        return sqrt(1 / level.numerator - 1 / level.people)
    if level.lower is None or level.upper is None or not level.value:
        return None
    return (level.upper - level.lower) / (2 * NormalDist().inv_cdf(0.975)) / level.value


def _estimate(found: Level, level: float) -> Estimate | None:
    if found.numerator is not None and found.people is not None:
        return wilson(found.numerator, found.people, level=level)
    if found.value is None or found.lower is None or found.upper is None:
        return None
    return Estimate(found.value, found.lower, found.upper, found.people or 0)
