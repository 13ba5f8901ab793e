"""On which days a series meets, and what a wall clock says there."""

import calendar
import datetime as dt
from zoneinfo import ZoneInfo, available_timezones

from django.db import models
from django.utils.translation import gettext_lazy as _


class Every(models.TextChoices):
    """How often a series meets."""

    WEEK = "week", _("Every week")
    TWO_WEEKS = "two_weeks", _("Every two weeks")
    FOUR_WEEKS = "four_weeks", _("Every four weeks")
    MONTH = "month", _("Every month, on the same weekday of it")


_WEEKS = {Every.WEEK: 1, Every.TWO_WEEKS: 2, Every.FOUR_WEEKS: 4}


def days(first: dt.date, *, every: str, count: int) -> list[dt.date]:
    """Return `count` days from `first` on. The fifth weekday of a month is its last."""
    if every == Every.MONTH:
        nth = (first.day - 1) // 7
        return [_nth_weekday(first, months=months, nth=nth) for months in range(count)]
    weeks = _WEEKS[Every(every)]
    return [first + dt.timedelta(weeks=weeks * step) for step in range(count)]


def begins(day: dt.date, starts: dt.time, zone: str) -> dt.datetime:
    """Return the moment at which a wall clock shows this time (in UTC)."""
    return dt.datetime.combine(day, starts, ZoneInfo(zone)).astimezone(dt.UTC)


def is_on_the_clock(day: dt.date, starts: dt.time, zone: str) -> bool:
    """Whether the clock shows this time on that day: in spring an hour is left out."""
    back = begins(day, starts, zone).astimezone(ZoneInfo(zone))
    return back.replace(tzinfo=None) == dt.datetime.combine(day, starts)


def is_zone(name: str) -> bool:
    """Whether this is the name of a time zone (IANA)."""
    return name in available_timezones()


def _nth_weekday(first: dt.date, *, months: int, nth: int) -> dt.date:
    years, month = divmod(first.month - 1 + months, 12)
    year, month = first.year + years, month + 1
    offset = (first.weekday() - dt.date(year, month, 1).weekday()) % 7
    last = calendar.monthrange(year, month)[1]
    day = 1 + offset + 7 * nth
    return dt.date(year, month, day if day <= last else day - 7)
