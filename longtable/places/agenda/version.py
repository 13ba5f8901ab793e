"""One version of the agenda: its permanent page, and how it differs from another."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from longtable.agenda import queries
from longtable.agenda.models import AgendaVersion, Clause
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative
from longtable.places.agenda.finding import version_or_404, writes
from longtable.places.agenda.reading import Part, in_the_room, parts_of, terms_told
from longtable.places.agenda.signatures import Word, words_on
from longtable.web.access import public
from longtable.web.editing import whole_number
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody whose word is still asked for, and where this person may give it."""

    name: str
    is_seat: bool
    href: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class VersionPage:
    """A version, who gave which word, and what is still needed."""

    initiative: Initiative
    version: AgendaVersion
    parts: list[Part]
    terms: list[str]
    drafters: list[tuple[str, int]]
    words: list[Word]
    rule: str
    count: queries.Count
    is_met: bool
    is_open: bool
    waiting: list[Waiting]
    writes: bool
    today: str
    others: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Changed:
    """One clause in two versions."""

    part: str
    title: str
    state: str
    pieces: list[queries.Piece]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Two versions side by side: only what differs."""

    initiative: Initiative
    older: str
    newer: str
    changed: list[Changed]
    terms: list[queries.Piece]
    same: int


@public
def version(request: Request, initiative: str, number: int) -> HttpResponse:
    """Show a version at its permanent address."""
    row, room = version_or_404(request, number), request.room
    is_open = row.state == AgendaVersion.State.OPEN
    rule, count = queries.Rule.of(row.rule), queries.counted(row)
    page = VersionPage(
        initiative=room.initiative,
        version=row,
        parts=parts_of(row.content),
        terms=terms_told(row.content.get("terms", {})),
        drafters=in_the_room(row.content),
        words=words_on(row),
        rule=rule.sentence(),
        count=count,
        is_met=rule.is_met(count),
        is_open=is_open,
        waiting=[_waiting(request, row, one) for one in queries.waited_for(row)] if is_open else [],
        writes=writes(request),
        today=timezone.localdate().isoformat(),
        others=_others(request, row),
    )
    return render(request, "agenda/version.html", {"page": page})


@public
def compare(request: Request, initiative: str, number: int) -> HttpResponse:
    """Show what differs between a version and another (or, for members, the draft)."""
    newer, room = version_or_404(request, number), request.room
    other = whole_number(request.GET.get("with", ""))
    older_content: dict[str, Any] = {"clauses": []}
    older_name = _("Nothing")
    newer_content = newer.content
    newer_name = _("Version %(number)s") % {"number": number}
    if request.GET.get("with") == "draft" and room.role:
        older_content, older_name = newer.content, newer_name
        newer_content, newer_name = queries.content_of(room.initiative), _("The draft")
    elif other:
        older_content = version_or_404(request, other).content
        older_name = _("Version %(number)s") % {"number": other}
    changed, same = _changes(older_content, newer_content)
    page = ComparePage(
        initiative=room.initiative,
        older=older_name,
        newer=newer_name,
        changed=changed,
        terms=_terms(older_content, newer_content),
        same=same,
    )
    return render(request, "agenda/compare.html", {"page": page})


def _waiting(request: Request, row: AgendaVersion, one: queries.Asked) -> Waiting:
    person = request.user
    if one.organization:
        found = initiatives.organizations_in(row.initiative).filter(pk=one.organization).first()
        is_mine = found is not None and queries.speaks_for(found, person)
        where = ("organization", one.organization)
    else:
        is_mine = person.is_authenticated and queries.speaks_for_seat(person, one.seat)
        where = ("seat", one.seat)
    href = reverse("agenda:ratify", args=[row.initiative.slug, row.number, *where])
    may = request.room.role is not None and (is_mine or writes(request))
    return Waiting(one.name, not one.organization, href if may else "", is_mine)


def _others(request: Request, row: AgendaVersion) -> list[tuple[str, str]]:
    where = reverse("agenda:compare", args=[row.initiative.slug, row.number])
    rows = queries.versions_of(row.initiative).exclude(state=AgendaVersion.State.NOT_ADOPTED)
    words = _("Compare with version %(number)s")
    found = [
        (words % {"number": one.number}, f"{where}?with={one.number}")
        for one in rows
        if one.pk != row.pk
    ]
    draft = [(_("Compare with the draft"), f"{where}?with=draft")] if request.room.role else []
    return found + draft


def _changes(older: dict[str, Any], newer: dict[str, Any]) -> tuple[list[Changed], int]:
    before = {row["id"]: row for row in older.get("clauses", [])}
    after = {row["id"]: row for row in newer.get("clauses", [])}
    order = list(newer.get("clauses", []))
    order += [row for pk, row in before.items() if pk not in after]
    found = []
    for row in order:
        old, new = before.get(row["id"]), after.get(row["id"])
        pieces = queries.compare(_whole(old), _whole(new))
        if any(piece.kind != "same" for piece in pieces):
            state = "changed" if old and new else "new" if new else "gone"
            label = str(Clause.Part(row["part"]).label)
            found.append(Changed(label, row["title"], state, pieces))
    return found, len(order) - len(found)


def _whole(row: dict[str, Any] | None) -> str:
    """Return a clause's title, text and lens as one text."""
    if row is None:
        return ""
    return "\n".join([row["title"], row["text"], *row.get("lens", {}).values()])


def _terms(older: dict[str, Any], newer: dict[str, Any]) -> list[queries.Piece]:
    before, after = (terms_told(one.get("terms", {})) for one in (older, newer))
    return [] if before == after else queries.compare("\n".join(before), "\n".join(after))
