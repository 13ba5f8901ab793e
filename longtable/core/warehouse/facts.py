"""A fact: what one source counted for one indicator, period, place and set of categories."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import Literal

Kind = Literal["count", "mean", "estimate"]
Mark = Literal["", "caution", "suppressed", "not_available", "not_applicable"]
Categories = tuple[tuple[str, str | None], ...]

KINDS = ("count", "mean", "estimate")
MASKS = ("suppressed", "not_available", "not_applicable")
MARKS = ("", "caution", *MASKS)
MOST_BREAKDOWNS = 8
MOST_PEOPLE = 2**63 - 1
MOST_TOTAL = 10**12
LONGEST_TEXT = 500
RESERVED = ("period", "place")

_MILLIONTH = Decimal("0.000001")
_UNWRITABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_VALUES = ("numerator", "denominator", "total", "estimate", "lower", "upper")
_BELONGS = {
    "count": ("numerator", "denominator"),
    "mean": ("total", "denominator"),
    "estimate": ("estimate", "lower", "upper"),
}
_NEEDED = {
    "count": ("numerator", "denominator"),
    "mean": ("total", "denominator"),
    "estimate": ("estimate",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What one source says of one indicator, in one period and place, for one set of categories.

    `categories` are (breakdown, category) pairs, kept in the order of their breakdowns; none of
    them means everybody, and the category `None` means that it is not known. A *count* has a
    numerator and a denominator, both whole numbers of 0 or more. A *mean* has a total, kept to a
    millionth, and as its denominator how many values the total sums. An *estimate* was published
    without its counts: it has the estimate, perhaps its bounds, and the text `as_published`; it is
    never summed. A mask of the source (`MASKS`) leaves every value out, and `caution` keeps it.
    `unit` says on what it was counted, and `eligible` how many people could have been counted.

    Raises ValueError, naming the field, when these do not hold.
    """

    indicator: str
    period: str
    place: str
    level: str
    source: str
    kind: Kind = "count"
    categories: Categories = ()
    numerator: int | None = None
    denominator: int | None = None
    total: float | None = None
    estimate: float | None = None
    lower: float | None = None
    upper: float | None = None
    as_published: str = ""
    mark: Mark = ""
    unit: str = ""
    eligible: int | None = None

    def __post_init__(self) -> None:
        for name in ("indicator", "period", "place", "level", "source"):
            check_text(name, getattr(self, name))
        for name in ("unit", "as_published"):
            check_text(name, getattr(self, name), empty=True)
        _check_choice("kind", self.kind, KINDS)
        _check_choice("mark", self.mark, MARKS)
        object.__setattr__(self, "categories", _ordered(self.categories))
        for name in ("numerator", "denominator", "eligible"):
            _check_people(name, getattr(self, name))
        _check_values(self)
        if self.total is not None:
            object.__setattr__(self, "total", float(millionths(self.total)))

    @property
    def cut(self) -> str:
        """The breakdowns that this fact is split by, such as "" (none), "race" or "race+sex"."""
        return cut_of(breakdown for breakdown, _ in self.categories)

    @property
    def masked(self) -> bool:
        """Whether the source keeps the value to itself."""
        return self.mark in MASKS


def cut_of(breakdowns: Iterable[str]) -> str:
    """Return the one text for a set of breakdowns: their names in order, joined by "+"."""
    return "+".join(sorted(breakdowns))


def breakdowns_of(cut: str) -> tuple[str, ...]:
    """Return the breakdowns of a cut, in order; none for "".

    Raises ValueError when the text is not in the one form that `cut_of` gives.
    """
    breakdowns = tuple(cut.split("+")) if cut else ()
    for breakdown in breakdowns:
        _check_breakdown(breakdown)
    if list(breakdowns) != sorted(set(breakdowns)) or len(breakdowns) > MOST_BREAKDOWNS:
        raise ValueError(
            f"cut: {cut!r} must name at most {MOST_BREAKDOWNS} breakdowns, each once, in order, "
            f"joined by '+': {cut_of(set(breakdowns))!r}"
        )
    return breakdowns


def millionths(total: float) -> Decimal:
    """Return a sum as the fixed decimal that is stored, six places after the point."""
    return Decimal(repr(float(total))).quantize(_MILLIONTH)


def check_text(name: str, text: object, *, empty: bool = False) -> None:
    """Refuse what cannot be a code: no text, empty, too long, or with control characters."""
    if not isinstance(text, str):
        raise ValueError(f"{name}: expected text, not {text!r}")  # noqa: TRY004
    if not text and not empty:
        raise ValueError(f"{name}: must not be empty")
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"{name}: longer than {LONGEST_TEXT} characters: {text[:40]!r}…")
    if _UNWRITABLE.search(text):
        raise ValueError(f"{name}: holds a character that cannot be stored: {text!r}")


def _check_choice(name: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise ValueError(f"{name}: {value!r} is none of {', '.join(map(repr, choices))}")


def _check_breakdown(breakdown: object) -> None:
    check_text("breakdown", breakdown)
    if breakdown in RESERVED or "+" in str(breakdown):
        raise ValueError(
            f"breakdown: {breakdown!r} may not hold '+' or be one of {', '.join(RESERVED)}"
        )


def _ordered(categories: Categories) -> Categories:
    pairs = tuple((breakdown, category) for breakdown, category in categories)
    for breakdown, category in pairs:
        _check_breakdown(breakdown)
        if category is not None:
            check_text(f"category of {breakdown}", category)
    names = {breakdown for breakdown, _ in pairs}
    if len(names) < len(pairs):
        raise ValueError(f"categories: a breakdown is named twice: {pairs!r}")
    if len(pairs) > MOST_BREAKDOWNS:
        raise ValueError(f"categories: more than {MOST_BREAKDOWNS} breakdowns: {sorted(names)!r}")
    return tuple(sorted(pairs, key=lambda pair: pair[0]))


def _check_people(name: str, people: object) -> None:
    if people is None:
        return
    if isinstance(people, bool) or not isinstance(people, int):
        raise ValueError(f"{name}: expected a whole number, not {people!r}")  # noqa: TRY004
    if not 0 <= people <= MOST_PEOPLE:
        raise ValueError(f"{name}: {people} is not from 0 to {MOST_PEOPLE}")


def _check_values(fact: Fact) -> None:
    given = [name for name in _VALUES if getattr(fact, name) is not None]
    if fact.masked:
        if given:
            raise ValueError(f"{given[0]}: must be empty where the source's mark is {fact.mark!r}")
        return
    for name in given:
        if name not in _BELONGS[fact.kind]:
            raise ValueError(f"{name}: does not belong to a fact of kind {fact.kind!r}")
    for name in _NEEDED[fact.kind]:
        if name not in given:
            raise ValueError(f"{name}: missing in a fact of kind {fact.kind!r} without a mask")
    _check_numbers(fact)


def _check_numbers(fact: Fact) -> None:
    for name in ("total", "estimate", "lower", "upper"):
        value = getattr(fact, name)
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise ValueError(f"{name}: expected a number, not {value!r}")
    if fact.total is not None and abs(fact.total) >= MOST_TOTAL:
        raise ValueError(f"total: {fact.total} is beyond {MOST_TOTAL}")
    if fact.lower is not None and fact.upper is not None and fact.lower > fact.upper:
        raise ValueError(f"lower: {fact.lower} is above upper: {fact.upper}")
