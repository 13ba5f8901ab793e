"""Where one place lies among all others of its kind, at the same time."""

from dataclasses import replace
from statistics import quantiles

from django.utils.translation import gettext as _

from longtable.core.charts.spec import Strip
from longtable.measures import queries as measures
from longtable.numbers import queries as numbers
from longtable.places.measures.public.reading import Reading
from longtable.web.drawing import count

_FEWEST_PLACES = 5


def strip_of(reading: Reading) -> Strip | None:
    """Return the places of the same level and period as dots; None with fewer than five."""
    newest = reading.newest
    if newest is None:
        return None
    return _strip(reading, newest.level, newest.period, reading.place_name)


def strip_of_all(reading: Reading) -> Strip | None:
    """Return every place of the finest level, in the newest period; None with fewer than five."""
    every = measures.values_of(reading.release, by="")
    if not every:
        return None
    return _strip(reading, every[-1].level, every[-1].period, "")


def _strip(reading: Reading, level: str, period: str, highlighted: str) -> Strip | None:
    others = measures.values_of(reading.release, by="", level=level, period=period)
    places = {reading.names.places.get(v.place, v.place): v for v in others}
    if len(places) < _FEWEST_PLACES:
        return None
    told = {"place": highlighted, "count": count(len(places)), "period": period}
    if highlighted:
        title = _("%(place)s among %(count)s places, %(period)s") % told
    else:
        half = _middle_half(reading, list(places.values()), period)
        title = half or _("%(count)s places, %(period)s") % told
    spec = numbers.strip_picture(reading.definition, places, title=title, highlighted=highlighted)
    return replace(spec, key=f"strip-{reading.release.indicator.code}")


def _middle_half(reading: Reading, values: list[measures.Value], period: str) -> str:
    """Say between which values the middle half of the places lies; empty where too few are shown.

    Quartiles are interpolated between the places in order (method 7 of Hyndman and Fan, 1996).
    """
    shown = [value.estimate for value in values if value.estimate is not None]
    if len(shown) < _FEWEST_PLACES:
        return ""
    low, _median, high = quantiles(shown, n=4, method="inclusive")
    write = numbers.Writing.of(reading.definition).value
    told = {"count": count(len(shown)), "low": write(low), "high": write(high), "period": period}
    return _("Half of %(count)s places lie between %(low)s and %(high)s in %(period)s") % told
