"""Days as lists write them: 2026-09-01, 9/1/2026, 1.9.2026, September 2026, 2026."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable

_PARTS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[t ].*)?")
_NAMED = re.compile(r"(?:(\d{1,2})\.? (?:de )?)?([a-z]{3,12})(?: (\d{1,2}))? (?:de )?(\d{4})")
_YEAR = re.compile(r"(\d{4})")
MONTHS = (
    *("jan ene", "feb", "mar", "apr abr", "may", "jun", "jul", "aug ago", "sep set", "oct"),
    *("nov", "dec dic"),
)


def order_of(texts: Iterable[str]) -> str:
    """Return "month" or "day", whichever stands first by the dates that tell; "" if none does.

    "?" where some can be read in two ways and nothing tells.
    """
    open_ones = False
    for text in texts:
        found = _PARTS.fullmatch(text.strip())
        if found is None:
            continue
        first, second = int(found[1]), int(found[2])
        if first > 12:
            return "day"
        if second > 12:
            return "month"
        open_ones = open_ones or first != second
    return "?" if open_ones else ""


def day_of(text: str, *, order: str, is_end: bool) -> dt.date | None:
    """Return the day that a text names; a month or a year alone begins or ends (`is_end`) then.

    `order` is "month" or "day": which stands first in 9/1/2026.
    """
    plain = " ".join(text.strip().casefold().replace(",", " ").split())
    if found := _ISO.fullmatch(plain):
        return _day(int(found[1]), int(found[2]), int(found[3] or 0), is_end=is_end)
    if found := _PARTS.fullmatch(plain):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        month, day = (second, first) if order == "day" else (first, second)
        return _day(year + 2000 if year < 100 else year, month, day, is_end=is_end)
    if found := _NAMED.fullmatch(plain):
        day = int(found[1] or found[3] or 0)
        return _day(int(found[4]), _month(found[2]), day, is_end=is_end)
    if found := _YEAR.fullmatch(plain):
        return _day(int(found[1]), 12 if is_end else 1, 0, is_end=is_end)
    return None


def _month(name: str) -> int:
    known = (at for at, names in enumerate(MONTHS, start=1) if name[:3] in names.split())
    return next(known, 0)


def _day(year: int, month: int, day: int, *, is_end: bool) -> dt.date | None:
    if not 1900 < year < 2200 or not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    day = day or (last if is_end else 1)
    return dt.date(year, month, day) if day <= last else None
