"""A NUL in an address: no text has one, PostgreSQL stores none, so it counts for nothing."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class NulMiddleware:
    """Leaves out NUL in what stands behind the question mark, before anybody reads it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked:
            request.META["QUERY_STRING"] = asked.replace("%00", "")
        return self.get_response(request)
