"""Settings and addresses of a site that has nothing but two views: the limit of J6, and a peer."""

import os

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

SECRET_KEY = "of a site that keeps nothing"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = __name__
MIDDLEWARE: list[str] = []

_BODY = b"x" * int(os.environ.get("BENCH_BYTES", "0"))
_PAGE = Engine().from_string(
    "<html><h1>{{ title }}</h1>{% for row in rows %}<tr><th>{{ row.0 }}</th>"
    "<td>{{ row.1 }}</td><td>{{ row.2 }}</td></tr>{% endfor %}</html>"
)
_VALUES = {"title": "A page", "rows": [(n, n / 7, f"of {n * 11}") for n in range(200)]}


def bare(_request: HttpRequest) -> HttpResponse:
    """Answer with as many bytes as the page of ours has, and say how many, as ours does."""
    return HttpResponse(_BODY, headers={"Content-Length": str(len(_BODY))})


def template(_request: HttpRequest) -> HttpResponse:
    """Answer with a page that is rendered every time."""
    return HttpResponse(_PAGE.render(Context(_VALUES)))


urlpatterns = [path("bare/", bare), path("template/", template)]
