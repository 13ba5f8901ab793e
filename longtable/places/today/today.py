"""Who is waiting for me? The longest wait first, each line one tap from done."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from longtable.communication import queries
from longtable.communication.queries import EarlyWarning, Line
from longtable.initiative.models import Initiative
from longtable.web.access import members
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class TodayPage:
    """What waits, the longest first; for those who convene, what goes wrong soon."""

    initiative: Initiative
    waiting: list[Line]
    minutes: int
    warnings: list[EarlyWarning]
    asked: int
    is_backbone: bool
    is_new: bool


@members()
def today(request: Request, initiative: str) -> HttpResponse:
    """Show what needs me in this initiative."""
    room, now = request.room, timezone.now()
    waiting = queries.waiting_for(request.user, room.initiative, now=now)
    page = TodayPage(
        initiative=room.initiative,
        waiting=waiting,
        minutes=sum(line.minutes for line in waiting),
        warnings=queries.early_warnings(request.user, room.initiative, now=now),
        asked=queries.asked_of(room.membership, now=now).minutes,
        is_backbone=room.is_backbone,
        is_new=room.membership.welcomed is None,
    )
    return render(request, "today/today.html", {"page": page})
