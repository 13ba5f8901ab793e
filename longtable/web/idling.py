"""Whoever leaves a device alone is signed out: after twelve hours, from private pages after two."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from longtable.web.access import declared

SEEN, BEGAN, STALE = "seen", "began", "stale"
NOTED_EVERY_SECONDS = 300  # so that reading does not write to the database at every click


class IdlingMiddleware:
    """Ends sessions that nobody used for long, and every session after fourteen days."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Answer, for nobody where the session has ended."""
        if request.user.is_authenticated:
            _note(request, int(time.time()))
        return self.get_response(request)

    def process_view(
        self, request: Any, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Ask to sign in again before private data is shown."""
        access = declared(view, request.resolver_match.view_name or "")
        if access is None or not access.private or not request.user.is_authenticated:
            return None
        if not request.session.get(STALE):
            return None
        logout(request)
        return redirect_to_login(request.get_full_path())


def _note(request: Any, now: int) -> None:
    session = request.session
    idle = now - session.get(SEEN, now)
    age = now - session.get(BEGAN, now)
    if idle > settings.SESSION_IDLE_SECONDS or age > settings.SESSION_COOKIE_AGE:
        logout(request)
        return
    if idle > settings.SESSION_IDLE_SECONDS_PRIVATE:
        session[STALE] = True
    if SEEN not in session or idle >= NOTED_EVERY_SECONDS:
        session.setdefault(BEGAN, now)
        session[SEEN] = now
