"""Notes where somebody is signed in: on which kind of device, since when, last seen when.

No network address is kept: the library's field for it says 0.0.0.0 in every row.
"""

import time
from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from longtable.accounts.devices import device_of
from longtable.accounts.queries import other_sessions_of

NOWHERE = "0.0.0.0"  # noqa: S104 - nothing listens there: it stands for "not kept"
NOTED_EVERY_SECONDS = 300  # so that reading does not write to the database at every click
NOTED = "noted"


class NotingMiddleware:
    """Notes each session once, and every five minutes that it was seen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Answer, and note who was there."""
        response = self.get_response(request)
        if request.user.is_authenticated and request.session.session_key:
            _note(request, int(time.time()))
        return response


def _note(request: Any, now: int) -> None:
    """Note a session whose key is new (signing in and a new password change it), or seen again."""
    key = request.session.session_key
    known, seen = request.session.get(NOTED, ["", 0])
    if known == key and now - seen < NOTED_EVERY_SECONDS:
        return
    at = timezone.now()
    begun = UserSession.objects.filter(session_key=known, user=request.user).first()
    if begun and known != key:
        begun.delete()
    UserSession.objects.update_or_create(
        session_key=key,
        defaults={
            "user": request.user,
            "ip": NOWHERE,
            "user_agent": device_of(request.headers.get("User-Agent", "")),
            "last_seen_at": at,
        },
        create_defaults={
            "user": request.user,
            "ip": NOWHERE,
            "user_agent": device_of(request.headers.get("User-Agent", "")),
            "created_at": begun.created_at if begun else at,
            "last_seen_at": at,
        },
    )
    request.session[NOTED] = [key, now]


def second_factor_changed(sender: Any, *, request: Any, user: Any, **_more: Any) -> None:
    """Sign somebody out wherever else they are: whoever was in there may have been another."""
    for session in other_sessions_of(user, but=request.session.session_key):
        session.end()
