"""Who did what, for those who run the initiative."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from longtable.accounts import queries as people
from longtable.initiative.models import Role
from longtable.record import chain, queries
from longtable.record.models import Entry
from longtable.web.access import members
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class Line:
    """One entry, with the present name of who did it."""

    at: object
    who: str
    verb: str
    subject: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A page of the record, newest first."""

    lines: list[Line]
    seal: str
    pages: "Page[Entry]"


@members(Role.FACILITATOR, Role.DATA_LEAD, private=True)
def record_(request: Request, initiative: str) -> HttpResponse:
    """Show the record of this initiative, newest first."""
    room = request.room
    entries = queries.entries_of(room.initiative.pk)
    pages = Paginator(entries, 50).get_page(request.GET.get("page"))
    names = people.names_of({entry.by for entry in pages})
    lines = [Line(e.at, names.get(e.by, e.by), _(e.verb), e.subject) for e in pages]
    seal = chain.head_in_words()
    return render(request, "settings/record.html", {"page": RecordPage(lines, seal, pages)})
