"""What stands at an address of the agenda, or nothing; and the one page that shows a form."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render

from longtable.agenda import queries
from longtable.agenda.models import AgendaVersion, Clause
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Organization, Role
from longtable.record.acting import Refusal, Stale
from longtable.record.editing import Attempt
from longtable.web.editing import Difference
from longtable.web.requests import Request

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page that asks one thing: its title, why it asks, and what its button says."""

    title: str
    lead: str
    button: str
    back: str
    conflict: list[Difference] = field(default_factory=list)


def found_or_404(row: T | None) -> T:
    """Return what was found, or find nothing."""
    if row is None:
        raise Http404
    return row


def clause_or_404(request: Request, pk: int) -> Clause:
    """Return a clause that still stands in the draft of this initiative."""
    row = found_or_404(queries.clause_at(request.room.initiative, pk))
    if row.retired:
        raise Http404
    return row


def version_or_404(request: Request, number: int) -> AgendaVersion:
    """Return a version; one that was not adopted is there for members only."""
    row = found_or_404(queries.version_at(request.room.initiative, number))
    if row.state == AgendaVersion.State.NOT_ADOPTED and request.room.role is None:
        raise Http404
    return row


def organization_or_404(request: Request, pk: int) -> Organization:
    """Return an organization that is in this initiative now."""
    rows = initiatives.organizations_in(request.room.initiative)
    return found_or_404(rows.filter(pk=pk).first())


def writes(request: Request) -> bool:
    """Whether this person writes the draft down."""
    return bool(request.room.role == Role.FACILITATOR)


def show_form(
    request: Request, page: FormPage, form: forms.Form, *, status: int = 200
) -> HttpResponse:
    """Show the page that asks one thing."""
    return render(request, "agenda/form.html", {"page": page, "form": form}, status=status)


def show_attempt(request: Request, page: FormPage, tried: Attempt) -> HttpResponse:
    """Show the page again, with what two editors wrote differently."""
    seen = FormPage(page.title, page.lead, page.button, page.back, tried.conflict)
    return show_form(request, seen, tried.form, status=tried.status)


def did(form: forms.Form, act: Callable[[], object]) -> bool:
    """Act on a valid form; a refusal stands at the head of the form. Raises Stale as it comes."""
    if not form.is_valid():
        return False
    try:
        act()
    except Stale:
        raise
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
