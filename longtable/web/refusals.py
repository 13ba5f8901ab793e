"""What a person can put right, shown as a page that says how; and a full disk."""

import errno
import logging
import sqlite3
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)
REFUSALS: list[type[Exception]] = []


def sign_in_refusal(kind: type[Exception]) -> type[Exception]:
    """Let a package say which exception is a refusal: its text is shown to the person."""
    REFUSALS.append(kind)
    return kind


class RefusalMiddleware:
    """Turns refusals that a view did not show itself into a plain page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Show a refusal with 409, a full disk with 507; leave all else to the error page."""
        if isinstance(error, tuple(REFUSALS)):
            return render(request, "409.html", {"reason": str(error)}, status=409)
        if _disk_is_full(error):
            logger.error("The disk is full.")
            return render(request, "507.html", status=507)
        return None


def _disk_is_full(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return True
        if isinstance(error, sqlite3.Error | DatabaseError) and any(
            word in str(error) for word in ("disk is full", "No space left")
        ):
            return True
        error = error.__cause__ or error.__context__
    return False
