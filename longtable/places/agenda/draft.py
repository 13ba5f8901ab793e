"""The draft, written together."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from longtable.agenda import actions, queries
from longtable.agenda.models import Clause
from longtable.initiative.models import Initiative, Role
from longtable.places.agenda.finding import writes
from longtable.places.agenda.reading import in_the_room, terms_told
from longtable.record.acting import Refusal
from longtable.web.access import members
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class DraftPage:
    """The clauses of the draft by part, with what stands beside them."""

    initiative: Initiative
    parts: list[tuple[Clause.Part, list[Clause]]]
    terms: list[str]
    drafters: list[tuple[str, int]]
    rule: str
    writes: bool
    is_empty: bool
    is_open: bool
    gaps: list[Clause]


@members()
def draft(request: Request, initiative: str) -> HttpResponse:
    """Show the draft as it stands, with every open suggestion counted."""
    row = request.room.initiative
    content = queries.content_of(row)
    rule = queries.rule_for(row, on=timezone.localdate())
    clauses = list(queries.clauses_of(row))
    page = DraftPage(
        initiative=row,
        parts=queries.by_part(clauses),
        terms=terms_told(content["terms"]),
        drafters=in_the_room(content),
        rule=rule.sentence() if rule else "",
        writes=writes(request),
        is_empty=not clauses,
        is_open=queries.open_version(row) is not None,
        gaps=queries.with_gaps(row),
    )
    return render(request, "agenda/draft.html", {"page": page})


@members(Role.FACILITATOR)
@require_POST
def start(request: Request, initiative: str) -> HttpResponse:
    """Begin with the ready text of a charter."""
    row = request.room.initiative
    try:
        actions.start_from_charter(row, now=timezone.now(), by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The text stands in the draft. Rewrite it clause by clause."))
    return redirect("agenda:draft", row.slug)
