"""J6: how long one public page takes a web process.

Ours is the scoreboard and the page of an indicator of a made-up city, through the whole stack of
middleware, warm (kept) and made anew. The limit is a bare Django view that answers with a page of
the same size; the peer is the same page out of a Django template that is rendered every time,
without anything that a real page needs. All run in one process, without a network: what is
compared is the work of the program.
"""

import os
import sys
from collections.abc import Callable

from bench.measure import Row, compared, own_folder, rows

PAGES, QUICK = 2_000, 300
LIMIT = "limit: bare Django view"


def run(*, quick: bool) -> list[Row]:
    """Measure every contestant over so many requests."""
    pages = QUICK if quick else PAGES
    cases = {
        LIMIT: ("bare", sys.executable),
        "peer: a template rendered each time": ("template", sys.executable),
        "ours, scoreboard as it is kept": ("kept", sys.executable),
        "ours, scoreboard not modified (304)": ("unchanged", sys.executable),
        "ours, scoreboard made anew": ("anew", sys.executable),
    }
    results = compared(__name__, cases, pages)
    return rows(f"J6 {pages:,} pages", results, limit=LIMIT)


def _site() -> None:
    """Set up an empty installation of its own, with one published indicator."""
    os.environ["LONGTABLE_DATA"] = own_folder()
    os.environ["DJANGO_SETTINGS_MODULE"] = "longtable.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def _city() -> str:
    from longtable.measures.tests.world import SAFE, city

    made = city(
        target=80.0,
        target_period="2030",
        headline_breakdown="race",
        people={"en": "children"},
        source="Made up",
    )
    for year in range(2015, 2025):
        made.count(str(year), SAFE)
    made.publish()
    return f"/{made.indicator.initiative.slug}/"


def _asking(path: str, pages: int, **headers: str) -> Callable[[], int]:
    """Return a function that asks the whole program for a page so many times."""
    from django.test import Client

    client = Client()
    first = client.get(path, headers=headers)
    assert first.status_code in {200, 304}, first.status_code

    def ask() -> int:
        return sum(client.get(path, headers=headers).status_code for _ in range(pages))

    return ask


def _plain_views(size: int) -> None:
    """Replace the site by two views without middleware."""
    from django.conf import settings
    from django.http import HttpResponse
    from django.template import engines
    from django.urls import path

    body = b"x" * size
    page = engines["django"].from_string(
        "<html><h1>{{ title }}</h1>{% for row in rows %}<tr><th>{{ row.0 }}</th>"
        "<td>{{ row.1 }}</td><td>{{ row.2 }}</td></tr>{% endfor %}</html>"
    )
    values = {"title": "A page", "rows": [(n, n / 7, f"of {n * 11}") for n in range(200)]}
    settings.MIDDLEWARE = []
    sys.modules[__name__].urlpatterns = [  # type: ignore[attr-defined]
        path("bare/", lambda _request: HttpResponse(body)),
        path("template/", lambda _request: HttpResponse(page.render(values))),
    ]
    settings.ROOT_URLCONF = __name__


def _bare(pages: str) -> Callable[[], int]:
    _site()
    _plain_views(40_000)
    return _asking("/bare/", int(pages))


def _template(pages: str) -> Callable[[], int]:
    _site()
    _plain_views(40_000)
    return _asking("/template/", int(pages))


def _ours(pages: str) -> Callable[[], int]:
    _site()
    return _asking(_city(), int(pages))


def _unchanged(pages: str) -> Callable[[], int]:
    from django.test import Client

    _site()
    where = _city()
    tag = Client().get(where)["ETag"]
    asked = _asking(where, int(pages), **{"If-None-Match": tag})
    return lambda: asked() * 0 + int(pages) * 200


def _anew(pages: str) -> Callable[[], int]:
    _site()
    where = _city()
    from longtable.web import keeping

    keeping._may_be_kept = lambda _response: False
    return _asking(where, int(pages))


CASES = {
    "bare": _bare,
    "template": _template,
    "kept": _ours,
    "anew": _anew,
    "unchanged": _unchanged,
}
