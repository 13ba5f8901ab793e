"""Put periods in order, however a source writes them: 2014-15, 2018, 2018-03, 2018Q1."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_YEAR = r"(?P<year>(?:1[6-9]|2[01])\d\d)"
_DASH = r"\s*[-/\u2010-\u2014]\s*"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class PeriodTrouble(ValueError):
    """Periods that can't be put in order, or that stand twice; `at` is the position."""

    def __init__(self, message: str, *, at: int) -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True, slots=True)
class When:
    """Where a period lies: `start` and `end` in years, counted from year 0."""

    start: float
    end: float


def placed(periods: Sequence[str]) -> list[When]:
    """Return where each period lies, in the order given.

    A year with two digits after it (2010-11) is a school year, unless others of the series
    can only be months (2010-03). Texts that are no dates count by their number when they
    differ in nothing else (Wave 1, Wave 2). Raises PeriodTrouble.
    """
    months = _are_months(periods)
    found = [_placed(period.strip(), months=months) for period in periods]
    if any(when is None for when in found):
        found = _numbered(periods)
    places: list[When] = []
    for at, (period, when) in enumerate(zip(periods, found, strict=True)):
        if when is None:
            raise PeriodTrouble(
                f"the period {period!r} can't be put in order; "
                "write 2018, 2014-15, 2018-03, 2018Q1 or 2018-03-31",
                at=at,
            )
        if when in places:
            raise PeriodTrouble(f"the period {period!r} stands twice", at=at)
        places.append(when)
    return places


def _are_months(periods: Sequence[str]) -> bool:
    pairs = [
        (int(match["year"]), int(match["two"]))
        for match in (re.fullmatch(rf"{_YEAR}{_DASH}(?P<two>\d\d)", p.strip()) for p in periods)
        if match
    ]
    odd = [two for year, two in pairs if (year + 1) % 100 != two]
    return bool(odd) and all(1 <= two <= 12 for two in odd)


def _placed(period: str, *, months: bool) -> When | None:
    for pattern, place in _FORMS:
        match = re.fullmatch(pattern, period, re.IGNORECASE | re.ASCII)
        if match:
            return place(match)
    match = re.fullmatch(rf"(?:[SF]Y\s*)?{_YEAR}{_DASH}(?P<two>\d\d)", period, re.IGNORECASE)
    if match is None:
        return None
    year, two = int(match["year"]), int(match["two"])
    if months and two <= 12:
        return _part(year, two, 12)
    return When(year + 0.5, year + 1.5) if (year + 1) % 100 == two else _years(year, two)


def _years(year: int, two: int) -> When | None:
    last = year - year % 100 + two
    return When(year, last + 1) if last > year else None


def _part(year: int, number: int, parts: int) -> When | None:
    if not 1 <= number <= parts:
        return None
    return When(year + (number - 1) / parts, year + number / parts)


def _span(match: re.Match[str]) -> When | None:
    first, last = int(match["year"]), int(match["last"])
    if last == first + 1:
        return When(first + 0.5, last + 0.5)
    return When(first, last + 1) if last > first else None


def _day(match: re.Match[str]) -> When | None:
    month = _part(int(match["year"]), int(match["month"]), 12)
    if month is None or not 1 <= int(match["day"]) <= 31:
        return None
    start = month.start + (int(match["day"]) - 1) / 31 / 12
    return When(start, start + 1 / 31 / 12)


def _named_month(match: re.Match[str]) -> When | None:
    return _part(int(match["year"]), _MONTHS.index(match["name"][:3].lower()) + 1, 12)


def _numbered(periods: Sequence[str]) -> list[When | None]:
    # Wave 1, Wave 2: one number each, and the same words around it.
    matches = [re.fullmatch(r"(\D*)(\d{1,9})(\D*)", p.strip(), re.ASCII) for p in periods]
    around = {(match[1], match[3]) for match in matches if match}
    if len(around) != 1:
        return [None if m is None or len(around) > 1 else When(0, 0) for m in matches]
    return [m and When(float(m[2]), float(m[2]) + 1) for m in matches]


_FORMS: tuple[tuple[str, Callable[[re.Match[str]], When | None]], ...] = (
    (rf"(?:[FSC]Y\s*)?{_YEAR}", lambda m: When(int(m["year"]), int(m["year"]) + 1)),
    (rf"(?:[FSC]Y\s*)?{_YEAR}{_DASH}(?P<last>\d{{4}})", _span),
    (rf"{_YEAR}\s*-?\s*Q(?P<number>\d)", lambda m: _part(int(m["year"]), int(m["number"]), 4)),
    (rf"Q(?P<number>\d)\s*-?\s*{_YEAR}", lambda m: _part(int(m["year"]), int(m["number"]), 4)),
    (rf"{_YEAR}\s*-?\s*[HS](?P<number>\d)", lambda m: _part(int(m["year"]), int(m["number"]), 2)),
    (
        rf"{_YEAR}\s*-?\s*W(?P<number>\d\d?)",
        lambda m: _part(int(m["year"]), int(m["number"]), 53),
    ),
    (rf"{_YEAR}\s*M(?P<number>\d\d?)", lambda m: _part(int(m["year"]), int(m["number"]), 12)),
    (rf"(?P<number>\d\d?)/{_YEAR}", lambda m: _part(int(m["year"]), int(m["number"]), 12)),
    (rf"{_YEAR}[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)", _day),
    (rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?,?\s+{_YEAR}", _named_month),
    (rf"{_YEAR}\s+(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?", _named_month),
)
