"""What do we know, how surely, and what does it mean here? One indicator, for one place."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from longtable.core.charts.picture import Picture
from longtable.initiative.models import Initiative
from longtable.measures import queries as measures
from longtable.measures.models import Definition, Indicator, Release
from longtable.numbers import queries as numbers
from longtable.places.measures.public import drawing, findings
from longtable.places.measures.public.gaps import Gap, gap_between
from longtable.places.measures.public.reading import Reading, read
from longtable.places.measures.public.scoreboard import goal_text
from longtable.places.measures.public.strips import strip_of_all
from longtable.web.access import public
from longtable.web.keeping import kept
from longtable.web.requests import Request
from longtable.web.spoken import spoken


@dataclass(frozen=True, slots=True)
class Cut:
    """The groups of one breakdown: their picture, and the gap between them."""

    name: str
    picture: Picture
    gap: Gap | None


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """Everything that is public of one indicator, for one place."""

    initiative: Initiative
    indicator: Indicator
    definition: Definition
    release: Release
    is_current: bool
    question: str
    place: str
    number: numbers.Number | None
    verdict: numbers.Verdict | None
    goal: str
    distance: str
    needle: Picture | None
    cuts: list[Cut]
    breaks: list[tuple[str, str]]
    history: list[Release]
    query: str
    permalink: str


@public
@kept
def indicator(request: Request, initiative: str, code: str) -> HttpResponse:
    """Show the newest release of an indicator."""
    row = request.room.initiative
    found = measures.indicator_at(row, code)
    current = measures.current_release(found) if found else None
    if found is None:
        raise Http404
    if current is None:
        return _nothing_now(request, row, found)
    return _shown(request, row, current, is_current=True)


@public
@kept
def release(request: Request, initiative: str, code: str, number: int) -> HttpResponse:
    """Show one release as it was published, for good; a withdrawn one shows no number."""
    row = request.room.initiative
    found = measures.indicator_at(row, code)
    asked = measures.release_at(found, number) if found else None
    if found is None or asked is None:
        raise Http404
    if asked.state == Release.State.WITHDRAWN:
        return _withdrawn(request, row, found, asked)
    current = measures.current_release(found)
    return _shown(request, row, asked, is_current=asked == current)


def _nothing_now(request: Request, row: Initiative, found: Indicator) -> HttpResponse:
    last = measures.releases_of(found).first()
    if last is None:
        raise Http404
    return _withdrawn(request, row, found, last)


def _withdrawn(request: Request, row: Initiative, found: Indicator, asked: Release) -> HttpResponse:
    page = {"initiative": row, "indicator": found, "release": asked}
    return render(request, "measures/public/withdrawn.html", {"page": page})


def _shown(request: Request, row: Initiative, asked: Release, *, is_current: bool) -> HttpResponse:
    place = request.GET.get("place", "")
    reading = read(asked, row, place=place)
    if place and not reading.values:
        raise Http404
    page = _page(reading, row, is_current=is_current)
    return render(request, "measures/public/indicator.html", {"page": page})


def _page(reading: Reading, row: Initiative, *, is_current: bool) -> IndicatorPage:
    definition, release_, newest = reading.definition, reading.release, reading.newest
    code = release_.indicator.code
    is_headline = reading.place == definition.headline_place
    return IndicatorPage(
        initiative=row,
        indicator=release_.indicator,
        definition=definition,
        release=release_,
        is_current=is_current,
        question=spoken(definition.question) or str(definition),
        place=reading.place_name,
        number=numbers.number_of(newest, release_, label=newest.period) if newest else None,
        verdict=numbers.verdict_on(definition, reading.everybody, breaks=reading.breaks),
        goal=goal_text(reading),
        distance=findings.distance(definition, newest),
        needle=_main_picture(reading),
        cuts=[_cut(reading, by) for by in reading.cuts],
        breaks=list(reading.breaks.items()),
        history=list(measures.releases_of(release_.indicator)),
        query="" if is_headline else f"?place={reading.place}",
        permalink=reverse("measures:release", args=[row.slug, code, release_.number]),
    )


def _main_picture(reading: Reading) -> Picture | None:
    """Return the needle of the place; without a place every place as a dot."""
    if reading.newest is not None:
        return drawing.drawn(reading, "needle", drawing.needle_of)
    made = None if reading.place else strip_of_all(reading)
    return drawing.drawn(reading, "all", lambda _one: made) if made else None


def _cut(reading: Reading, by: str) -> Cut:
    return Cut(
        name=reading.cut_name(by),
        picture=drawing.drawn(reading, f"groups-{by}", lambda one: drawing.groups_of(one, by)),
        gap=gap_between(reading.definition, reading.groups(by)),
    )
