"""Find a place, an indicator, an organization or a person by the beginning of its name."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from longtable.initiative import queries
from longtable.measures import queries as measures
from longtable.web.access import public
from longtable.web.folding import begins, folded
from longtable.web.requests import Request

_MOST = 60


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found."""

    name: str
    kind: str
    href: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was asked, and what was found; `more` when there is more than is shown."""

    asked: str
    found: list[Found]
    more: bool


@public
def search(request: Request, initiative: str) -> HttpResponse:
    """Find what this person may see: everyone what is published, members what members see."""
    room = request.room
    asked = request.GET.get("q", "")[:200].replace("\x00", "")
    found = list(islice(_matching(room, asked), _MOST + 1)) if folded(asked) else []
    page = SearchPage(asked=asked.strip(), found=found[:_MOST], more=len(found) > _MOST)
    return render(request, "today/search.html", {"page": page})


def _matching(room: Any, asked: str) -> Iterator[Found]:
    return (found for found in _visible(room) if begins(found.name, asked))


def _visible(room: Any) -> Iterator[Found]:
    slug = room.initiative.slug
    for release in measures.current_releases(room.initiative):
        href = reverse("measures:indicator", args=[slug, release.indicator.code])
        yield Found(str(release.definition), _("Indicator"), href)
    for place in measures.published_places(room.initiative):
        href = reverse("measures:place", args=[slug, place.code])
        yield Found(str(place), _("Place"), href)
    if room.membership is None:
        return
    for organization in queries.organizations_in(room.initiative):
        href = reverse("settings:organizations", args=[slug])
        yield Found(str(organization), _("Organization"), href)
    if room.is_backbone:
        for membership in queries.people_in(room.initiative):
            href = reverse("settings:people", args=[slug])
            yield Found(str(membership.person), _("Person"), href)
