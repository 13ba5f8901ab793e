"""Where one place lies among all others of its kind, at the same time."""

from dataclasses import replace

from django.utils.translation import gettext as _

from longtable.core.charts.spec import Strip
from longtable.measures import queries as measures
from longtable.numbers import queries as numbers
from longtable.places.measures.public.reading import Reading

_FEWEST_PLACES = 5


def strip_of(reading: Reading) -> Strip | None:
    """Return the places of the same level and period as dots; None with fewer than five."""
    newest = reading.newest
    if newest is None:
        return None
    others = measures.values_of(reading.release, by="", level=newest.level, period=newest.period)
    places = {reading.names.places.get(v.place, v.place): v for v in others}
    if len(places) < _FEWEST_PLACES:
        return None
    definition = reading.definition
    title = _("%(place)s among %(count)s places, %(period)s") % {
        "place": reading.place_name,
        "count": numbers.count_text(len(places)),
        "period": newest.period,
    }
    spec = numbers.strip_picture(definition, places, title=title, highlighted=reading.place_name)
    return replace(spec, key=f"strip-{reading.release.indicator.code}")
