"""The common agenda: what was agreed, for whom, by when, and who agreed."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from longtable.agenda import queries
from longtable.agenda.models import AgendaVersion, OwnChange
from longtable.initiative.models import Initiative
from longtable.places.agenda.finding import writes
from longtable.places.agenda.reading import Part, in_the_room, parts_of, terms_told
from longtable.places.agenda.signatures import Word, words_on
from longtable.web.access import public
from longtable.web.requests import Request

SHOWN_CHANGES = 8


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """What was agreed, who agreed, and what a facilitator does next."""

    initiative: Initiative
    version: AgendaVersion | None
    open_version: AgendaVersion | None
    parts: list[Part]
    terms: list[str]
    drafters: list[tuple[str, int]]
    words: list[Word]
    changes: list[OwnChange]
    versions: list[AgendaVersion]
    is_member: bool
    next_href: str
    next_label: str


@public
def agenda(request: Request, initiative: str) -> HttpResponse:
    """Show the version in force; say so honestly where there is none yet."""
    row, today = request.room.initiative, timezone.localdate()
    version = queries.version_in_force(row, on=today)
    content = version.content if version else {}
    open_one = queries.open_version(row)
    href, label = _next(row, open_one) if writes(request) else ("", "")
    page = AgendaPage(
        initiative=row,
        version=version,
        open_version=open_one,
        parts=parts_of(content),
        terms=terms_told(content.get("terms", {})),
        drafters=in_the_room(content),
        words=words_on(version) if version else [],
        changes=list(queries.own_changes(row)[:SHOWN_CHANGES]),
        versions=[one for one in queries.versions_of(row) if one.state != "not_adopted"],
        is_member=request.room.role is not None,
        next_href=href,
        next_label=label,
    )
    return render(request, "agenda/agenda.html", {"page": page})


def _next(row: Initiative, open_one: AgendaVersion | None) -> tuple[str, str]:
    """Return the address and the words of the step that comes next."""
    if open_one:
        return reverse("agenda:version", args=[row.slug, open_one.number]), _("See who has signed")
    if not queries.clauses_of(row).exists():
        return reverse("agenda:draft", args=[row.slug]), _("Begin the draft")
    if queries.rule_for(row, on=timezone.localdate()) is None:
        return reverse("agenda:rule", args=[row.slug]), _("Choose how it is adopted")
    return reverse("agenda:open", args=[row.slug]), _("Open a version for signing")
