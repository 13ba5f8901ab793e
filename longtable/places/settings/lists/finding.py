"""The list that an address is about, for those who may see it."""

from django.http import Http404
from django.urls import reverse

from longtable.tables.models import Roster
from longtable.tables.queries import roster as rosters
from longtable.web.requests import Request


def find(request: Request, pk: int) -> Roster:
    """Return a list that this person may see; anything else is not there."""
    visible = rosters.rosters_visible_to(request.user, request.room.initiative)
    found = visible.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def back(roster: Roster) -> str:
    """Return the address of a list's page, at what was understood."""
    address = reverse("settings:list", args=[roster.initiative.slug, roster.pk])
    return f"{address}#understood"
