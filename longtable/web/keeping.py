"""Public pages are made once and served as they are, until anybody does anything here.

Everything that changes what a page says is an action, and every action leaves an entry in the
record. So the newest entry is the edition of all pages: a withdrawn number is gone from the next
request on. The record signs in to say what the newest entry is.
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

_MOST = 400
_register: dict[str, Callable[[], int]] = {}
_kept: OrderedDict[tuple[Any, ...], tuple[int, HttpResponse]] = OrderedDict()


def sign_in_edition(newest: Callable[[], int]) -> Callable[[], int]:
    """Let a package say which edition of the site is the newest: a number that only grows."""
    _register["edition"] = newest
    return newest


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Declare that a public view says the same to every visitor, until somebody does something."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.may_be_kept = True  # type: ignore[attr-defined]
        return response

    return answer


def forget_all() -> None:
    """Forget every page, as when the program itself has changed."""
    _kept.clear()


class KeepingMiddleware:
    """Stands outside everything else: a page that is kept costs one question to the database.

    Not for who carries a session, whose pages may show more, and not for searches, which are
    endless.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from memory where that is right, else as always, and keep what may be kept."""
        if request.method != "GET" or not _is_for_everyone(request):
            return self.get_response(request)
        key = _key(request)
        found = _kept.get(key)
        edition = _register["edition"]() if found else 0
        if found and found[0] == edition:
            _kept.move_to_end(key)
            return _copy(found[1], request)
        # The edition is asked for before the page is made: what happens meanwhile makes it old.
        edition = _register["edition"]() if "edition" in _register else 0
        response = self.get_response(request)
        if _may_be_kept(response):
            response["ETag"] = _tag(key, edition)
            response["Cache-Control"] = "no-cache"
            _kept[key] = (edition, _whole_copy(response))
            while len(_kept) > _MOST:
                _kept.popitem(last=False)
            return _copy(response, request)
        return response


def _is_for_everyone(request: HttpRequest) -> bool:
    if settings.SESSION_COOKIE_NAME in request.COOKIES or "q=" in request.META["QUERY_STRING"]:
        return False
    return not request.path.startswith((settings.STATIC_URL, "/healthz"))


def _key(request: HttpRequest) -> tuple[Any, ...]:
    headers = request.META
    return (
        headers.get("HTTP_HOST"),
        request.get_full_path(),
        request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME),
        headers.get("HTTP_ACCEPT_LANGUAGE", "")[:100],
        "gzip" in headers.get("HTTP_ACCEPT_ENCODING", ""),
        headers.get("wsgi.url_scheme"),
    )


def _may_be_kept(response: HttpResponse) -> bool:
    return (
        getattr(response, "may_be_kept", False)
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
    )


def _whole_copy(response: HttpResponse) -> HttpResponse:
    return HttpResponse(response.content, headers=dict(response.headers.items()))


def _copy(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    tag = response["ETag"]
    if request.headers.get("If-None-Match", "").removeprefix("W/") == tag:
        copy: HttpResponse = HttpResponseNotModified()
        for name, value in response.headers.items():  # a browser takes them over
            if not name.lower().startswith("content-") or name == "Content-Security-Policy":
                copy[name] = value
        return copy
    return _whole_copy(response)


def _tag(key: tuple[Any, ...], edition: int) -> str:
    return f'"{sha256(repr((key, edition)).encode()).hexdigest()[:20]}"'
