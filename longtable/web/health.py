"""`/healthz`: whether this installation works, for whoever watches over it. Never personal."""

import shutil
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

_LEAST_FREE = 0.10


class HealthMiddleware:
    """Answers before hosts, sessions and access are looked at, so that it always answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer `/healthz` with 200 or 503 and what is wrong; leave all else alone."""
        if request.path != "/healthz":
            return self.get_response(request)
        findings = {"database": _database(), "disk": _disk()}
        healthy = all(finding == "ok" for finding in findings.values())
        response = JsonResponse(findings, status=200 if healthy else 503)
        response["Cache-Control"] = "no-store"
        return response


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "the database does not answer"
    return "ok"


def _disk() -> str:
    usage = shutil.disk_usage(settings.DATA)
    return "ok" if usage.free / usage.total >= _LEAST_FREE else "less than 10 % of the disk is free"
