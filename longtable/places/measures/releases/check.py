"""The release check: is it right, and is it safe?"""

from dataclasses import dataclass
from math import ceil
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from longtable.initiative.models import BACKBONE_ROLES, Role
from longtable.initiative.queries import people_in
from longtable.measures import queries as measures
from longtable.measures.models import PublishedValue, Release
from longtable.places.measures.releases.finding import indicator_or_404, prepared_or_404
from longtable.places.measures.releases.preparing import CHOICES
from longtable.web.access import members
from longtable.web.lists import csv_answer
from longtable.web.requests import Request

ROWS = 100
_CHANGES = ("now_withheld", "now_shown", "different", "new", "gone")


@dataclass(frozen=True, slots=True)
class Stat:
    """How many values have one fate."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paying:
    """What one group or level of place pays for the protection. Counts are of values."""

    name: str
    shown: int
    small: int
    protects: int
    masked: int


@dataclass(frozen=True, slots=True)
class Changing:
    """What changes for one group since the last release; counts of values, in a fixed order."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One value as the second person sees it, with the true reason why it is withheld."""

    value: PublishedValue
    place: str
    group: str


@dataclass(frozen=True, slots=True)
class CheckPage:
    """All that the second person needs to judge a release."""

    release: Release
    attack: dict[str, Any]
    stats: list[Stat]
    groups: list[Paying]
    levels: list[Paying]
    changes: list[Changing]
    since: int | None
    gaps: list[str]
    stays: list[dict[str, Any]]
    objectives: list[tuple[str, Any]]
    gap_percent: int
    lines: list[Line]
    pages: Page[PublishedValue]
    others: list[str]
    may_approve: bool


@members(Role.DATA_LEAD, Role.FACILITATOR, private=True)
def witnesses(request: Request, initiative: str, code: str) -> HttpResponse:
    """Return the tables that prove a prepared release: each fills in all that is withheld."""
    release = prepared_or_404(request, code)
    names = measures.names_of(release.indicator.initiative)
    rows = measures.proof_of(release)
    many = max((len(row.tables) for row in rows), default=0)
    return csv_answer(
        f"{initiative}-{code}-witnesses",
        ("period", "place", "group", "count", *(f"table {n + 1}" for n in range(many))),
        [
            (
                row.period,
                names.places.get(row.place, row.place),
                names.group(row.categories),
                row.count,
                *row.tables,
                *[None] * (many - len(row.tables)),
            )
            for row in rows
        ],
    )


@members(Role.DATA_LEAD, Role.FACILITATOR, private=True)
def release_check(request: Request, initiative: str, code: str) -> HttpResponse:
    """Show a prepared release with everything that was found out about it."""
    indicator = indicator_or_404(request, code)
    release = measures.prepared_release(indicator)
    if release is None:
        return redirect("measures:releases", initiative, code)
    names = measures.names_of(indicator.initiative)
    report = release.check_report
    pages = Paginator(_hidden_first(release), ROWS).get_page(request.GET.get("page"))
    others = people_in(indicator.initiative).filter(role__in=BACKBONE_ROLES)
    page = CheckPage(
        release=release,
        attack=report["attack"],
        stats=_stats(report["counts"]),
        groups=[_paying(row, _group(names, row["name"])) for row in report["groups"]],
        levels=[_paying(row, row["name"]) for row in report["levels"]],
        changes=[
            Changing(_group(names, row["name"]), tuple(row.get(kind, 0) for kind in _CHANGES))
            for row in report["changes"].get("groups", [])
        ],
        since=report["since"],
        stays=report.get("stays", []),
        gaps=[_gap(names, gap) for gap in report["gaps"]],
        objectives=[choice for choice in CHOICES if choice[0] != release.objective],
        gap_percent=_at_most_cheaper(report["weight"], report["bound"]),
        lines=[_line(names, value) for value in pages],
        pages=pages,
        others=[m.person.name for m in others if m.person_id != release.prepared_by_id],
        may_approve=release.prepared_by_id != request.user.pk,
    )
    return render(request, "measures/releases/check.html", {"page": page})


def _at_most_cheaper(weight: float, bound: float) -> int:
    """Return by how many percent a safe choice could be cheaper; 0 only where that is proven."""
    return ceil(100 * (weight - bound) / weight - 1e-4) if weight > 0 else 0


def _hidden_first(release: Release) -> Any:
    """Return the values, the newest period first, everybody before the groups."""
    return release.values.order_by("-period", "by", "level", "place", "pk")


def _stats(counts: dict[str, int]) -> list[Stat]:
    labels = {
        "yes": _("will be public"),
        "small": _("withheld: too few people"),
        "protects": _("withheld: to protect those"),
        "masked": _("hidden by the source"),
        "missing": _("not known"),
    }
    return [Stat(label, str(counts.get(kind, 0))) for kind, label in labels.items()]


def _paying(row: dict[str, Any], name: str) -> Paying:
    said = (row.get(kind, 0) for kind in ("yes", "small", "protects", "masked"))
    return Paying(name, *said)


def _group(names: measures.Names, name: str) -> str:
    if not name:
        return _("Everybody")
    breakdown, _colon, category = name.partition(":")
    return names.categories.get((breakdown, category), category)


def _gap(names: measures.Names, gap: dict[str, Any]) -> str:
    missing = ", ".join(names.places.get(code, code) for code in gap["missing"][:10])
    return _("%(place)s, %(period)s: nothing counted from %(missing)s") % {
        "place": names.places.get(gap["place"], gap["place"]),
        "period": gap["period"],
        "missing": missing,
    }


def _line(names: measures.Names, value: PublishedValue) -> Line:
    pairs = tuple(sorted(value.categories.items()))
    group = names.group(pairs) if pairs else _("Everybody")
    return Line(value, names.places.get(value.place, value.place), group)
