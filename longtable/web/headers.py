"""Headers that every answer carries, errors and static files included."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_FALLBACK_CSP = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"
_PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


class HeadersMiddleware:
    """Stands outside everything else, so that nothing leaves without these headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the headers that are still missing."""
        response = self.get_response(request)
        if not getattr(response, "is_complete", False):
            complete(response)
        return response


def complete(response: HttpResponse) -> None:
    """Add the headers that are still missing, and say so on the answer."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", _FALLBACK_CSP)
    headers.setdefault("Permissions-Policy", _PERMISSIONS)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    if not getattr(response, "may_be_embedded", False):
        headers.setdefault("X-Frame-Options", "DENY")
    if not settings.LOCAL:
        headers.setdefault("Strict-Transport-Security", "max-age=31622400; includeSubDomains")
    response.is_complete = True  # type: ignore[attr-defined]
