"""The front page: which initiatives there are, and which are mine."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from longtable.accounts import queries as people
from longtable.initiative import queries
from longtable.initiative.models import Initiative, Membership
from longtable.web.access import public
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The initiatives that name themselves here, those of the reader, and what they may do.

    `is_new` says that nobody runs the installation yet.
    """

    listed: list[Initiative]
    mine: list[Membership]
    may_start: bool
    is_new: bool


@public
def front(request: Request) -> HttpResponse:
    """Show the initiatives of this installation that want to be found."""
    person = request.user
    signed_in = person.is_authenticated
    page = FrontPage(
        listed=list(queries.listed_initiatives()),
        mine=list(queries.memberships_of(person)) if signed_in else [],
        may_start=signed_in and queries.starts_initiatives(person),
        is_new=not signed_in and not people.administrators_exist(),
    )
    return render(request, "today/front.html", {"page": page})
