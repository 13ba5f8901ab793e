"""The digest as a page, to read or to print for who reads no mail."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from longtable.communication import queries
from longtable.communication.queries import Told
from longtable.initiative.models import Initiative
from longtable.web.access import members
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class DigestPage:
    """What the digest would say today, to its reader alone."""

    initiative: Initiative
    told: Told


@members()
def digest(request: Request, initiative: str) -> HttpResponse:
    """Show one's digest as it would be written now."""
    told = queries.digest_for(request.room.membership, now=timezone.now())
    page = DigestPage(initiative=request.room.initiative, told=told)
    return render(request, "today/digest.html", {"page": page})
