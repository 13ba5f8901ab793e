"""Are we keeping our promise? The public scoreboard of an initiative."""

from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from longtable.core.charts.picture import Picture
from longtable.core.charts.spec import Chart
from longtable.initiative.models import Initiative
from longtable.measures import queries as measures
from longtable.measures.models import Release
from longtable.numbers import queries as numbers
from longtable.places.measures.public import drawing, findings, together
from longtable.places.measures.public.reading import Reading, read
from longtable.places.measures.public.strips import strip_of_all
from longtable.web.access import public
from longtable.web.keeping import kept
from longtable.web.requests import Request
from longtable.web.spoken import spoken


@dataclass(frozen=True, slots=True)
class Result:
    """One indicator on the scoreboard."""

    question: str
    name: str
    href: str
    number: numbers.Number | None
    distance: str
    goal: str
    verdict: numbers.Verdict | None
    needle: Picture | None
    groups: Picture | None
    caution: str


@dataclass(frozen=True, slots=True)
class ScoreboardPage:
    """The promise, who made it, a card for each published result, and what comes of it."""

    initiative: Initiative
    agreed: together.Agreed | None
    results: list[Result]
    places: int
    promises: list[together.Promises]
    meeting: together.Coming | None
    is_member: bool


@public
@kept
def scoreboard(request: Request, initiative: str) -> HttpResponse:
    """Show what an initiative promises, and where every number stands."""
    room = request.room
    row = room.initiative
    page = ScoreboardPage(
        initiative=row,
        agreed=together.agreed_by(row),
        results=[_result(release, row) for release in measures.current_releases(row)],
        places=measures.published_places(row).count(),
        promises=together.promises_of(row),
        meeting=together.next_open_meeting(row),
        is_member=room.membership is not None,
    )
    return render(request, "measures/public/scoreboard.html", {"page": page})


def _result(release: Release, row: Initiative) -> Result:
    reading = read(release, row)
    definition = reading.definition
    newest = reading.newest
    label = f"{reading.place_name}, {newest.period}" if newest else reading.place_name
    return Result(
        question=spoken(definition.question) or str(definition),
        name=str(definition),
        href=reverse("measures:indicator", args=[row.slug, release.indicator.code]),
        number=numbers.number_of(newest, release, label=label) if newest else None,
        distance=findings.distance(definition, newest),
        goal=goal_text(reading),
        verdict=numbers.verdict_on(definition, reading.everybody, breaks=reading.breaks),
        needle=_needle(reading),
        groups=_groups(reading),
        caution=spoken(definition.caution),
    )


def goal_text(reading: Reading) -> str:
    """Say the goal in words, with its date; empty where none is set."""
    definition = reading.definition
    if definition.target is None:
        return ""
    told = {
        "value": numbers.Writing.of(definition).value(definition.target),
        "by": definition.target_period,
    }
    if not definition.target_period:
        return _("The goal is %(value)s.") % told
    return _("The goal is %(value)s by %(by)s.") % told


def _needle(reading: Reading) -> Picture | None:
    """Return the line of a place; a single value is none."""
    if not reading.place or sum(one.estimate is not None for one in reading.everybody) < 2:
        return None
    key = f"{reading.release.indicator.code}-needle"

    def make(one: Reading) -> Chart:
        return replace(drawing.needle_of(one, with_many=False), key=key)

    return drawing.drawn(reading, "score-needle", make)


def _groups(reading: Reading) -> Picture | None:
    if not reading.place:
        made = strip_of_all(reading)
        return drawing.drawn(reading, "score-all", lambda _one: made) if made else None
    by = reading.definition.headline_breakdown
    if not by or by not in reading.cuts:
        return None
    key = f"{reading.release.indicator.code}-{by}"

    def make(one: Reading) -> Chart:
        return replace(drawing.groups_of(one, by, newest_only=True), key=key)

    return drawing.drawn(reading, f"score-{by}", make)
