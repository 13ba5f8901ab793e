"""The pictures of this room, each drawn once in a language until somebody does something.

The values of a release never change; where its series breaks, and what places are called, can.
"""

from collections.abc import Callable
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from longtable.core.charts.picture import Picture, picture
from longtable.core.charts.spec import Chart, Series
from longtable.measures import queries as measures
from longtable.numbers import queries as numbers
from longtable.places.measures.public import findings
from longtable.places.measures.public.reading import Reading
from longtable.web.drawing import count

_MOST_COMPARATORS = 80
_FEW = 3


def needle_of(reading: Reading, *, with_many: bool = True) -> Chart:
    """Return the needle of a place: its line, the goal, the distance, and others to compare.

    Not `with_many`, at most three others are drawn: where several numbers stand, more would hide
    them, and they are one tap away.
    """
    series = numbers.series_of(reading.everybody, name=reading.place_name, breaks=reading.breaks)
    definition = reading.definition
    title = findings.headline(definition, reading.everybody, reading.place_name)
    compared = with_many or len(definition.comparators) <= _FEW
    beside = numbers.Beside(
        distance=findings.distance(definition, reading.newest),
        comparators=_comparators(reading) if compared else (),
        comparators_name=_compared_with(reading) if compared else "",
    )
    return numbers.needle_picture(definition, series, title=title, beside=beside)


def groups_of(reading: Reading, by: str, *, newest_only: bool = False) -> Chart:
    """Return the groups of a cut on one scale, the furthest from the goal first."""
    groups = reading.groups(by)
    title = findings.widest_gap(reading.definition, groups)
    distances = {
        name: findings.distance(reading.definition, values[-1]) for name, values in groups.items()
    }
    if newest_only:
        newest = numbers.latest_first(v.period for values in groups.values() for v in values)[:1]
        groups = {
            name: [value for value in values if value.period in newest]
            for name, values in groups.items()
        }
    return numbers.groups_picture(
        reading.definition,
        groups,
        title=title,
        breaks=reading.breaks,
        distances=distances,
        key=f"groups-{by.replace('+', '-')}",
    )


def drawn(reading: Reading, kind: str, make: Callable[[Reading], Chart]) -> Picture:
    """Return a picture of a release for a place, as it is kept or drawn anew."""
    once = _Once(reading, make)
    if reading.edition is None:
        return once.drawn()
    of = (reading.release.pk, reading.place, kind)
    return _drawn(once, of, reading.edition, get_language())


class _Once:
    """Carries what is needed to draw, without being part of what a picture is kept by."""

    def __init__(self, reading: Reading, make: Callable[[Reading], Chart]) -> None:
        self.reading, self.make = reading, make

    def drawn(self) -> Picture:
        """Return the picture."""
        words = numbers.chart_words(self.reading.definition)
        return picture(self.make(self.reading), words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Once)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=128)
def _drawn(once: _Once, _of: tuple[int, str, str], _edition: int, _language: str) -> Picture:
    return once.drawn()


def _compared_with(reading: Reading) -> str:
    codes: list[str] = reading.definition.comparators
    if len(codes) == 1:
        return reading.names.places.get(codes[0], codes[0])
    return _("%(count)s places to compare with") % {"count": count(len(codes))}


def _comparators(reading: Reading) -> tuple[Series, ...]:
    """Return the lines of the places that the definition compares with."""
    codes = reading.definition.comparators
    if not codes:
        return ()
    values = [
        value
        for value in measures.values_of(reading.release, by="")
        if value.place in codes and value.place != reading.place
    ]
    lines: dict[str, list[measures.Value]] = {}
    for value in values:
        lines.setdefault(value.place, []).append(value)
    return tuple(
        numbers.series_of(points, name=reading.names.places.get(code, code))
        for code, points in list(lines.items())[:_MOST_COMPARATORS]
    )
