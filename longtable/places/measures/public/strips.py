"""Where one place lies among all others of its kind, at the same time."""

from dataclasses import replace

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
    title = _("%(count)s places, %(period)s") % told
    if highlighted:
        title = _("%(place)s among %(count)s places, %(period)s") % told
    spec = numbers.strip_picture(reading.definition, places, title=title, highlighted=highlighted)
    return replace(spec, key=f"strip-{reading.release.indicator.code}")
