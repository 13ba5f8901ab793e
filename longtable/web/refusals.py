"""What a person can put right, shown as a page that says how; and a full disk.

Where the database can't be reached or written, pages are made without it.
"""

import errno
import logging
import sqlite3
import sys
from collections.abc import Callable

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.urls import reverse

from longtable.web import faults
from longtable.web.stylesheet import stylesheet

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
            return _say_without_the_database(507)
        return None


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer what no view could: a full disk with 507, no database with 503, a fault with 500.

    Sessions are saved after the view, so a full disk can show itself there as well.
    """
    error = sys.exc_info()[1]
    if _disk_is_full(error):
        return _say_without_the_database(507)
    if isinstance(error, OperationalError | InterfaceError):
        return _say_without_the_database(503)
    return faults.server_error(request)


def _say_without_the_database(status: int) -> HttpResponse:
    logger.error({503: "The database does not answer.", 507: "The disk is full."}[status])
    frame = {"stylesheet_href": reverse("stylesheet", kwargs={"hash": stylesheet()[0]})}
    said = get_template(f"{status}.html").render(frame)
    return HttpResponse(said, status=status, headers={"Retry-After": "300"})


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
