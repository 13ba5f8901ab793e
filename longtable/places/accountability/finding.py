"""Promises as somebody may know of them, where the charter lets them be read."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from longtable.accountability import queries
from longtable.accountability.models import Commitment
from longtable.web.requests import Request


def promises_or_404(request: Request) -> QuerySet[Commitment]:
    """Return the promises that may be read, or find nothing where the board is for members."""
    initiative = request.room.initiative
    is_public = queries.board_is_public(initiative, on=timezone.localdate())
    if not queries.board_is_open_to(request.user, initiative, is_public=is_public):
        raise Http404
    return queries.commitments_visible_to(request.user, initiative)


def promise_or_404(request: Request, pk: int) -> Commitment:
    """Return one promise, or find nothing."""
    return get_object_or_404(promises_or_404(request), pk=pk)
