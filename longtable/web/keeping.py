"""Public pages are made once and served as they are, until anybody does anything here.

Everything that changes what a page says is an action, and every action leaves an entry in the
record. So the newest entry is the edition of all pages: a withdrawn number is gone from the next
request on, in every process. The record signs in to say what the newest entry is. Time changes
pages as well (a promise is late, a meeting is over): each quarter of an hour they are made anew.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from http.cookies import SimpleCookie
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import ResponseHeaders

import longtable
from longtable.web.headers import complete

_MOST = 400
_QUARTER = 15 * 60  # seconds; days begin at one of them in every zone of the world
_LONGEST_LIST_OF_LANGUAGES = 200  # signs; browsers send far fewer


@dataclass(frozen=True, slots=True)
class Edition:
    """How one asks which edition of the site is the newest: a number that only grows.

    `newest` is asked at every visit. `settled` is asked before a page is made, and says nothing
    while something is under way that could become visible without a greater number.
    """

    newest: Callable[[], int]
    settled: Callable[[], int | None]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A page as it was made, and what is said to who has it already."""

    edition: int
    tag: str
    page: HttpResponse
    unchanged: HttpResponse


_register: dict[str, Edition] = {}
_kept: OrderedDict[tuple[Any, ...], _Kept] = OrderedDict()


def sign_in_edition(edition: Edition) -> None:
    """Let a package say which edition of the site is the newest."""
    _register["edition"] = edition


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
    """Stands outside all that costs: a page that is kept costs one question to the database.

    Not for who carries a session, whose pages may show more, and not for searches, which are
    endless.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from memory where that is right, else as always, and keep what may be kept."""
        key = _key(request)
        if key is None:
            return self.get_response(request)
        found = _kept.get(key)
        if found is not None and found.edition == _register["edition"].newest():
            with suppress(KeyError):  # another thread made room meanwhile
                _kept.move_to_end(key)
            return _answer(found, request)
        if request.method != "GET" or request.path.startswith((settings.STATIC_URL, "/healthz")):
            return self.get_response(request)
        return self._make(request, key)

    def _make(self, request: HttpRequest, key: tuple[Any, ...]) -> HttpResponse:
        # The edition is asked for before the page is made: what happens meanwhile makes it old.
        edition = _register["edition"].settled() if "edition" in _register else None
        response = self.get_response(request)
        if edition is None or not _may_be_kept(response):
            return response
        response["ETag"] = tag = _tag(response)
        response["Cache-Control"] = "no-cache"
        page = HttpResponse(response.content, headers=dict(response.headers.items()))
        complete(page)
        found = _kept[key] = _Kept(edition, tag, page, _not_modified(page))
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
        return _answer(found, request)


def _key(request: HttpRequest) -> tuple[Any, ...] | None:
    """Return all of a request that a page for everyone may depend on; None: it is for somebody.

    Cookies are read only where there are some, and nothing is decoded: that would cost more than
    all the rest.
    """
    headers = request.META
    query = headers.get("QUERY_STRING", "")
    languages = headers.get("HTTP_ACCEPT_LANGUAGE", "")
    if request.method not in {"GET", "HEAD"} or "q=" in query:
        return None
    if len(languages) > _LONGEST_LIST_OF_LANGUAGES:
        return None
    cookies = request.COOKIES if "HTTP_COOKIE" in headers else {}
    if settings.SESSION_COOKIE_NAME in cookies:
        return None
    return (
        headers.get("HTTP_HOST"),
        request.path,
        query,
        cookies.get(settings.LANGUAGE_COOKIE_NAME),
        languages,
        "gzip" in headers.get("HTTP_ACCEPT_ENCODING", ""),
        headers.get("wsgi.url_scheme"),
        int(time.time()) // _QUARTER,
    )


def _tag(page: HttpResponse) -> str:
    """Return a name for what a page says: the same in every process, another after an update."""
    named = sha256(page.content)
    named.update(longtable.__version__.encode())
    return f'"{named.hexdigest()[:20]}"'


def _may_be_kept(response: HttpResponse) -> bool:
    return (
        getattr(response, "may_be_kept", False)
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
    )


def _not_modified(page: HttpResponse) -> HttpResponse:
    answer = HttpResponseNotModified()
    for name, value in page.headers.items():  # a browser takes them over
        if not name.lower().startswith("content-") or name == "Content-Security-Policy":
            answer[name] = value
    complete(answer)
    return answer


def _answer(found: _Kept, request: HttpRequest) -> HttpResponse:
    known = request.META.get("HTTP_IF_NONE_MATCH")
    if known is not None and known.removeprefix("W/") == found.tag:
        return _copy(found.unchanged)
    return _copy(found.page)


def _copy(made: HttpResponse) -> HttpResponse:
    """Return an answer of its own with the same words and headers, which are not checked again."""
    headers = ResponseHeaders({})
    headers._store = made.headers._store.copy()
    copy = made.__class__.__new__(made.__class__)
    copy.__dict__ |= made.__dict__ | {
        "headers": headers,
        "cookies": SimpleCookie(),
        "_container": [made.content],
        "_resource_closers": [],
    }
    return copy
