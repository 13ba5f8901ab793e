"""What can be taken away: the numbers as CSV, the picture as SVG, the picture for another page."""

from collections.abc import Iterator

from csp.decorators import csp_replace
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt

from longtable.core.charts.picture import svg
from longtable.measures import queries as measures
from longtable.measures.models import Release
from longtable.numbers import queries as numbers
from longtable.places.measures.public import drawing
from longtable.places.measures.public.reading import Reading, read
from longtable.web.access import public
from longtable.web.lists import csv_answer
from longtable.web.requests import Request

COLUMNS = [
    *("period", "place", "place_name", "breakdown", "category", "status"),
    *("estimate", "lower", "upper", "numerator", "denominator", "eligible"),
    *("as_published", "source", "release"),
]


@public
def data(request: Request, initiative: str, code: str) -> HttpResponse:
    """Give every public value of an indicator as CSV; `place` narrows it to one place."""
    row = request.room.initiative
    release = _current(request, code)
    names = measures.names_of(row)
    values = measures.values_of(release, place=request.GET.get("place") or None)
    return csv_answer(f"{row.slug}-{code}", COLUMNS, _rows(release, values, names))


@public
def needle(request: Request, initiative: str, code: str) -> HttpResponse:
    """Give the needle picture with its own colors, to print or to send."""
    reading = _reading(request, code)
    chart = drawing.needle_of(reading)
    text = svg(chart, numbers.chart_words(reading.definition), literal=True)
    response = HttpResponse(text, content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{initiative}-{code}.svg"'
    return response


@public
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]
def embed(request: Request, initiative: str, code: str) -> HttpResponse:
    """Show the needle alone, for a frame in somebody else's page."""
    reading = _reading(request, code)
    row = request.room.initiative
    newest = reading.newest
    page = {
        "picture": drawing.drawn(reading, "needle", drawing.needle_of),
        "number": numbers.number_of(newest, reading.release) if newest else None,
        "href": reverse("measures:indicator", args=[row.slug, code]),
        "initiative": row,
    }
    response = render(request, "measures/public/embed.html", {"page": page})
    response.may_be_embedded = True  # type: ignore[attr-defined]
    return response


def _current(request: Request, code: str) -> Release:
    row = request.room.initiative
    found = measures.indicator_at(row, code)
    release = measures.current_release(found) if found else None
    if release is None:
        raise Http404
    return release


def _reading(request: Request, code: str) -> Reading:
    row = request.room.initiative
    reading = read(_current(request, code), row, place=request.GET.get("place", ""))
    if reading.newest is None:
        raise Http404
    return reading


def _rows(
    release: Release, values: list[measures.Value], names: measures.Names
) -> Iterator[list[object]]:
    for value in values:
        yield [
            value.period,
            value.place,
            names.places.get(value.place, value.place),
            value.by,
            names.group(value.categories),
            value.status,
            value.estimate,
            value.lower,
            value.upper,
            value.numerator,
            value.denominator,
            value.eligible,
            value.as_published,
            release.definition.source,
            release.number,
        ]
