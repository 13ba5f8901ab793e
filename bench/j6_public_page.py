"""J6: what one public page takes a web process, alone and with twenty clients.

Ours is the scoreboard of a made-up city, through the whole stack of middleware: as it is kept, as
"not modified", and made anew. The limit is a bare Django view that answers with as many bytes,
without any middleware; the peer is a page out of a Django template that is rendered every time,
without anything that a real page needs.

First all run in one process without a network, and the computing of the program is counted. Then
the server of `longtable start`, with one process, answers twenty clients who ask again as soon as
they have their answer.
"""

import io
import json
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.measure import TIMES, Row, once, own_folder

LIMIT = "limit: bare Django view"
KEPT, UNCHANGED = "ours, scoreboard as it is kept", "ours, scoreboard not modified (304)"
ANEW = "ours, scoreboard made anew"
BARE_SITE, OUR_SITE = "bench.bare_site", "longtable.config.settings"
PAGES, QUICK = 10_000, 2_000
TURNS = 10  # of page and "not modified", whose costs are near each other
RENDERED = 100  # so many times fewer are rendered: each takes that much longer


def run(*, quick: bool) -> list[Row]:
    """Measure every contestant: alone over so many requests, then with clients."""
    folder = own_folder()
    once(__name__, "prepared", (folder,))
    return _alone(folder, QUICK if quick else PAGES) + _with_clients(folder, quick=quick)


def _alone(folder: str, pages: int) -> list[Row]:
    """Measure the computing of so many pages, three times in new processes, in turns."""
    runs = [
        once(__name__, case, (folder, pages)) for _ in range(TIMES) for case in ("plain", "ours")
    ]
    found: dict[str, list[Row]] = {}
    for run in runs:
        for who, seconds in json.loads(run["answer"]).items():
            row = Row(f"J6 {pages:,} pages", who, seconds, 1.0, run["memory_mb"])
            found.setdefault(who, []).append(row)
    middle = {who: sorted(them, key=lambda row: row.seconds)[TIMES // 2]
              for who, them in found.items()}  # fmt: skip
    least = middle[LIMIT].seconds
    return [replace(row, ratio_to_limit=row.seconds / least) for row in middle.values()]


def _with_clients(folder: str, *, quick: bool) -> list[Row]:
    """Measure the computing of 10,000 answers in the process of the web server."""
    from bench.served import CLIENTS, Wanted, server, tag_of, visited

    known = _known(folder)
    with (
        server(BARE_SITE, folder, BENCH_BYTES=str(known["bytes"])) as bare,
        server(OUR_SITE, folder) as ours,
    ):
        again = {"If-None-Match": tag_of(ours, known["path"])}
        wanted = {
            LIMIT: Wanted(bare, "/bare/", 200, {}),
            KEPT: Wanted(ours, known["path"], 200, {}),
            UNCHANGED: Wanted(ours, known["path"], 304, again),
        }
        found = visited(wanted, rounds=3 if quick else 5, seconds=1 if quick else 3)
    limit = found[LIMIT]
    return [
        Row(
            job=f"J6 {CLIENTS} clients",
            who=who,
            seconds=one.cost * 10_000,
            ratio_to_limit=one.cost / limit.cost,
            memory_mb=one.memory_mb,
            note=f"{one.a_second:,.0f}/s ({one.a_second / limit.a_second:.2f}×), "
            f"p99 {one.p99_ms:.0f} ms",
        )
        for who, one in found.items()
    ]


def _prepared(folder: str) -> Callable[[], str]:
    """Set up an installation with one published indicator, and note its page."""
    _django(OUR_SITE, folder)
    from django.core.management import call_command

    from longtable.measures.tests.world import SAFE, city

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
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
    path = f"/{made.indicator.initiative.slug}/"
    status, _headers, body = _Asking(path).once()
    assert status == 200, body
    known = {"path": path, "bytes": len(body)}
    Path(folder, "known.json").write_text(json.dumps(known))
    return lambda: path


def _known(folder: str) -> dict[str, Any]:
    known: dict[str, Any] = json.loads(Path(folder, "known.json").read_text())
    return known


def _django(settings: str, folder: str) -> None:
    os.environ["LONGTABLE_DATA"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    import django

    django.setup()


class _Asking:
    """Asks a whole program for a page, as a web server does."""

    def __init__(self, path: str, **headers: str) -> None:
        from django.core.handlers.wsgi import WSGIHandler
        from django.test import RequestFactory

        self._program = WSGIHandler()
        known = RequestFactory()._base_environ(PATH_INFO=path, QUERY_STRING="")
        self._environ = {**known, **headers}
        self._began: tuple[str, list[tuple[str, str]]] = ("", [])

    def once(self) -> tuple[int, dict[str, str], bytes]:
        """Return the status, the headers and the body of an answer."""
        answer = self._program({**self._environ, "wsgi.input": io.BytesIO()}, self._begin)
        body = b"".join(answer)
        answer.close()
        status, headers = self._began
        return int(status.split()[0]), dict(headers), body

    def often(self, pages: int) -> float:
        """Return the seconds of computing that so many answers take, all as the first one is."""
        first = self.once()
        started = time.process_time()
        for _ in range(pages):
            assert self.once() == first
        return time.process_time() - started

    def _begin(self, status: str, headers: list[tuple[str, str]], *_error: Any) -> None:
        self._began = (status, headers)


def _plain(folder: str, pages: str) -> Callable[[], str]:
    """Measure the views of the bare site."""
    os.environ["BENCH_BYTES"] = str(_known(folder)["bytes"])
    _django(BARE_SITE, folder)
    often = int(pages)
    return lambda: json.dumps(
        {
            LIMIT: _Asking("/bare/").often(often),
            "peer: a template rendered each time": RENDERED
            * _Asking("/template/").often(often // RENDERED),
        }
    )


def _ours(folder: str, pages: str) -> Callable[[], str]:
    """Measure the scoreboard: kept, not modified, and made anew."""
    _django(OUR_SITE, folder)
    from longtable.web import keeping

    path, often = _known(folder)["path"], int(pages)

    def measure() -> str:
        page = _Asking(path)
        again = _Asking(path, HTTP_IF_NONE_MATCH=page.once()[1]["ETag"])
        assert again.once()[0] == 304
        kept = unchanged = 0.0
        for _ in range(TURNS):
            kept += page.often(often // TURNS)
            unchanged += again.often(often // TURNS)
        keeping.forget_all()
        keeping._may_be_kept = lambda _response: False
        anew = RENDERED * page.often(often // RENDERED)
        return json.dumps({KEPT: kept, UNCHANGED: unchanged, ANEW: anew})

    return measure


CASES = {"prepared": _prepared, "plain": _plain, "ours": _ours}
