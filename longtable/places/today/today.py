"""Who is waiting for me? The longest wait first, each line one tap from done."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from longtable.initiative.models import Initiative
from longtable.measures import queries as measures
from longtable.web.access import members
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for this person, since when, and where it is done."""

    what: str
    since: dt.datetime
    href: str
    button: str


@dataclass(frozen=True, slots=True)
class TodayPage:
    """What waits, the longest first, and where to go when nothing does."""

    initiative: Initiative
    waiting: list[Waiting]
    is_backbone: bool


@members()
def today(request: Request, initiative: str) -> HttpResponse:
    """Show what needs me in this initiative."""
    room = request.room
    waiting = _releases(room, request.user) if room.is_backbone else []
    page = TodayPage(
        initiative=room.initiative,
        waiting=sorted(waiting, key=lambda line: line.since),
        is_backbone=room.is_backbone,
    )
    return render(request, "today/today.html", {"page": page})


def _releases(room: Any, person: Any) -> list[Waiting]:
    slug = room.initiative.slug
    return [
        Waiting(
            _("%(who)s prepared a release of “%(indicator)s”. Somebody else has to look at it.")
            % {"who": release.prepared_by, "indicator": release.definition},
            release.prepared,
            reverse("measures:release_check", args=[slug, release.indicator.code]),
            _("Check it"),
        )
        for release in measures.releases_waiting(room.initiative)
        if release.prepared_by_id != person.pk
    ]
