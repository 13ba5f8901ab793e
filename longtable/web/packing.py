"""Public pages travel compressed. Pages of people who are signed in do not."""

import gzip
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

LEAST = 1024  # bytes below which compressing costs more than it saves
PACKED = ("text/html", "image/svg+xml", "text/csv", "application/json")


class PackingMiddleware:
    """Compresses answers to visitors who are not signed in.

    A compressed page that mixes a secret with what an attacker sent can betray the secret by its
    length (BREACH, 2013). So whatever sets or follows a session, or holds the token of a form, is
    sent as it is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, compressed where that is safe and worth it."""
        response = self.get_response(request)
        if response.streaming or response.get("Content-Encoding") or response.cookies:
            return response
        if not response.get("Content-Type", "").startswith(PACKED):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        asked = "gzip" in request.headers.get("Accept-Encoding", "")
        if asked and len(response.content) >= LEAST and not _is_private(request, response):
            response.content = gzip.compress(response.content, compresslevel=6, mtime=0)
            response["Content-Encoding"] = "gzip"
            response["Content-Length"] = str(len(response.content))
        return response


def _is_private(request: HttpRequest, response: HttpResponse) -> bool:
    person = getattr(request, "user", None)
    signed_in = person is not None and person.is_authenticated
    return signed_in or b"csrfmiddlewaretoken" in response.content
