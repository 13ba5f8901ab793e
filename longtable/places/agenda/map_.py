"""From result to strategy to program to measure: drawn, as an outline, and what hangs loose."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from longtable.agenda import queries
from longtable.core.charts.branches import Branch, draw_branches
from longtable.initiative.models import Initiative
from longtable.measures import queries as measures
from longtable.places.agenda.finding import writes
from longtable.web.access import members
from longtable.web.requests import Request
from longtable.web.spoken import spoken


@dataclass(frozen=True, slots=True)
class MapPage:
    """The draft's map, twice, and what hangs loose."""

    initiative: Initiative
    results: list[dict[str, Any]]
    apart: list[dict[str, Any]]
    loose: list[str]
    wide: str
    narrow: str
    writes: bool


@members()
def map_(request: Request, initiative: str) -> HttpResponse:
    """Show how what is done hangs together with what is wanted."""
    row = request.room.initiative
    content = queries.content_of(row)
    results = [one for one in content["clauses"] if one["part"] == "result"]
    strategies = [one for one in content["clauses"] if one["part"] == "strategy"]
    versions = queries.program_versions(row)
    strategies = [_told(one, versions) for one in strategies]
    told = [
        {
            **_told(one, versions),
            "strategies": [way for way in strategies if one["id"] in way["serves"]],
        }
        for one in results
    ]
    apart = [one for one in strategies if not one["serves"]]
    branches = [_of_result(one) for one in told] + [_of_strategy(one) for one in apart]
    title = _("From result to strategy to program to measure")
    words = _("The outline below says the same in words.")
    page = MapPage(
        initiative=row,
        results=told,
        apart=apart,
        loose=_loose(row, told, strategies),
        wide=draw_branches(branches, "map", title, words, width=720) if branches else "",
        narrow=draw_branches(branches, "map", title, words, width=360) if branches else "",
        writes=writes(request),
    )
    return render(request, "agenda/map.html", {"page": page})


def _told(one: dict[str, Any], versions: dict[int, int]) -> dict[str, Any]:
    programs = [
        {
            **row,
            "measure": spoken(row["measure"]["name"]) if row["measure"] else "",
            "version": versions.get(row["id"], 0),
        }
        for row in one["programs"]
    ]
    names = [spoken(seen["name"]) for seen in one["indicators"]]
    return {**one, "programs": programs, "indicators": names}


def _of_result(one: dict[str, Any]) -> Branch:
    below = tuple(_of_strategy(strategy) for strategy in one["strategies"])
    return Branch(0, one["title"], below, is_loose=not one["indicators"])


def _of_strategy(one: dict[str, Any]) -> Branch:
    below = tuple(
        Branch(
            2,
            f"{row['name']} ({row['organization']})",
            (Branch(3, row["measure"]),) if row["measure"] else (),
            is_loose=not row["measure"],
        )
        for row in one["programs"]
    )
    return Branch(1, one["title"], below, is_loose=not one["serves"] or not below)


def _loose(
    row: Initiative, results: list[dict[str, Any]], strategies: list[dict[str, Any]]
) -> list[str]:
    """Say what hangs loose, in sentences."""
    found = [
        _("The result “%(title)s” is seen by no indicator.") % one
        for one in results
        if not one["indicators"]
    ]
    found += [
        _("No strategy is meant to bring about “%(title)s”.") % one
        for one in results
        if not one["strategies"]
    ]
    for one in strategies:
        if not one["serves"]:
            found.append(_("The strategy “%(title)s” serves no result.") % one)
        if not one["programs"]:
            found.append(_("The strategy “%(title)s” has no program.") % one)
        found += [
            _("The program “%(name)s” of %(organization)s has no measure.") % program
            for program in one["programs"]
            if not program["measure"]
        ]
    used = queries.indicators_of_results(row)
    found += [
        _("The indicator “%(name)s” belongs to no result.") % {"name": one}
        for one in measures.indicators_of(row)
        if one.pk not in used
    ]
    return found
