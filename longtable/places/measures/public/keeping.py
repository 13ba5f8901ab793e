"""Public pages are made once and served as they are, until anybody does anything here.

Everything that changes what a page says is an action, and every action leaves an entry in the
record. So the newest entry is the edition of all pages: a withdrawn number is gone from the next
request on.
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.translation import get_language

from longtable.record.queries import newest_entry

_MOST = 400
_kept: OrderedDict[tuple[Any, ...], tuple[bytes, str]] = OrderedDict()


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Serve a public view's page from memory to visitors, and say 304 to who has it already.

    Not for the signed in, whose pages show more, and not for searches, which are endless.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated or request.method != "GET" or "q" in request.GET:
            return view(request, *args, **kwargs)
        key = (request.get_full_path(), get_language(), newest_entry())
        tag = f'"{sha256(repr(key).encode()).hexdigest()[:20]}"'
        if request.headers.get("If-None-Match") in {tag, f"W/{tag}"}:
            return _tagged(HttpResponseNotModified(), tag)
        made = _kept.get(key)
        if made is None:
            response = view(request, *args, **kwargs)
            if response.status_code != 200 or response.cookies:
                return response
            made = (response.content, response["Content-Type"])
            _keep(key, made)
        else:
            _kept.move_to_end(key)
        return _tagged(HttpResponse(made[0], content_type=made[1]), tag)

    return answer


def forget_all() -> None:
    """Forget every page, as when the program itself has changed."""
    _kept.clear()


def _keep(key: tuple[Any, ...], made: tuple[bytes, str]) -> None:
    _kept[key] = made
    while len(_kept) > _MOST:
        _kept.popitem(last=False)


def _tagged(response: HttpResponse, tag: str) -> HttpResponse:
    response["ETag"] = tag
    response["Cache-Control"] = "no-cache"
    return response
