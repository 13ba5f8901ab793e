"""One place among many: find it, and see all its numbers."""

from collections import defaultdict
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from longtable.core.charts.picture import Picture
from longtable.initiative.models import Initiative
from longtable.measures import queries as measures
from longtable.measures.models import Place, Release
from longtable.numbers import queries as numbers
from longtable.places.measures.public import drawing
from longtable.places.measures.public.reading import Reading, read
from longtable.places.measures.public.strips import strip_of
from longtable.web.access import public
from longtable.web.folding import begins, folded
from longtable.web.keeping import kept
from longtable.web.requests import Request
from longtable.web.spoken import spoken


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """Every place that has a number, by what it lies in."""

    initiative: Initiative
    asked: str
    parts: list[tuple[str, list[Place]]]
    count: int


@dataclass(frozen=True, slots=True)
class PlaceNumber:
    """One indicator, for this place."""

    question: str
    href: str
    number: numbers.Number
    strip: Picture | None


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place with all its numbers."""

    initiative: Initiative
    place: Place
    numbers: list[PlaceNumber]


@public
@kept
def places(request: Request, initiative: str) -> HttpResponse:
    """List the places, each one tap away; `q` narrows the list."""
    row = request.room.initiative
    asked = request.GET.get("q", "")[:200]
    every = list(measures.published_places(row))
    found = [place for place in every if begins(str(place), asked)]
    parts: dict[str, list[Place]] = defaultdict(list)
    for place in sorted(found, key=lambda place: folded(str(place))):
        parts[str(place.parent) if place.parent else ""].append(place)
    page = PlacesPage(row, asked, sorted(parts.items()), len(found))
    return render(request, "measures/public/places.html", {"page": page})


@public
@kept
def place(request: Request, initiative: str, code: str) -> HttpResponse:
    """Show every number of one place, and where it lies among the others."""
    row = request.room.initiative
    found = measures.published_places(row).filter(code=code).first()
    if found is None:
        raise Http404
    told = [_number(release, row, code) for release in measures.current_releases(row)]
    page = PlacePage(row, found, [one for one in told if one])
    return render(request, "measures/public/place.html", {"page": page})


def _number(release: Release, row: Initiative, code: str) -> PlaceNumber | None:
    reading = read(release, row, place=code)
    if reading.newest is None:
        return None
    href = reverse("measures:indicator", args=[row.slug, release.indicator.code])
    return PlaceNumber(
        question=spoken(release.definition.question) or str(release.definition),
        href=f"{href}?place={code}",
        number=numbers.number_of(reading.newest, release, label=reading.newest.period),
        strip=_strip(reading),
    )


def _strip(reading: Reading) -> Picture | None:
    made = strip_of(reading)
    if made is None:
        return None
    return drawing.drawn(reading, "strip", lambda _one: made)
