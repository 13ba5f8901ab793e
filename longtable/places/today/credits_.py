"""Where numbers come from, and under which licenses."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from longtable.initiative import queries
from longtable.initiative.models import Initiative
from longtable.measures import queries as measures
from longtable.measures.models import Definition
from longtable.web.access import public
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class Credit:
    """An initiative, with the sources of what it has published."""

    initiative: Initiative
    definitions: list[Definition]


@dataclass(frozen=True, slots=True)
class CreditsPage:
    """Everything that somebody else made and that is used here."""

    credits: list[Credit]


@public
def all_credits(request: Request) -> HttpResponse:
    """Show the sources of every listed initiative."""
    page = CreditsPage([_credit(row) for row in queries.listed_initiatives()])
    return render(request, "today/credits.html", {"page": page})


@public
def credits_(request: Request, initiative: str) -> HttpResponse:
    """Show the sources of one initiative."""
    page = CreditsPage([_credit(request.room.initiative)])
    return render(request, "today/credits.html", {"page": page})


def _credit(row: Initiative) -> Credit:
    return Credit(row, [release.definition for release in measures.current_releases(row)])
