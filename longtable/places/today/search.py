"""Find a place, an indicator, an organization or a person by the beginning of its name."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from longtable.accounts.queries import has_second_factor
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
    asked = request.GET.get("q", "")[:200]
    # People are private data: on the public internet they are found with a second factor only.
    people = room.is_backbone and (settings.LOCAL or has_second_factor(request.user))
    matching = (one for one in _visible(room, people=people) if begins(one.name, asked))
    found = list(islice(matching, _MOST + 1)) if folded(asked) else []
    page = SearchPage(asked=asked.strip(), found=found[:_MOST], more=len(found) > _MOST)
    return render(request, "today/search.html", {"page": page})


def _visible(room: Any, *, people: bool) -> Iterator[Found]:
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
    if people:
        for membership in queries.people_in(room.initiative):
            href = reverse("settings:people", args=[slug])
            yield Found(str(membership.person), _("Person"), href)
