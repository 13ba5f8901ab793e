"""The report card: the scoreboard on paper, from the same release, as tagged PDF."""

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from longtable.core.charts.picture import svg
from longtable.initiative.models import Initiative
from longtable.measures import queries as measures
from longtable.measures.models import Release
from longtable.numbers import queries as numbers
from longtable.places.measures.public import drawing, findings
from longtable.places.measures.public.reading import Reading, read
from longtable.places.measures.public.scoreboard import goal_text
from longtable.record import chain
from longtable.web.access import public
from longtable.web.requests import Request
from longtable.web.spoken import spoken

TEMPLATE = Path(__file__).with_name("report.typ")
FONTS = Path(settings.ROOT) / "longtable" / "web" / "static" / "web" / "fonts"
PAPERS = {"a4": "a4", "letter": "us-letter"}


@dataclass(frozen=True, slots=True)
class Printed:
    """One indicator on paper, in texts."""

    question: str
    value: str
    beside: str
    verdict: str
    goal: str
    caution: str
    picture: str
    described: str
    rows: list[list[str]]
    source: str


@public
def report(request: Request, initiative: str) -> HttpResponse:
    """Give the report card as PDF; `paper` is a4 or letter."""
    row = request.room.initiative
    paper = PAPERS.get(request.GET.get("paper", ""), "us-letter")
    releases = list(measures.current_releases(row))
    made = make(row, releases, paper=paper, language=get_language() or "en")
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{row.slug}.pdf"'
    return response


def make(row: Initiative, releases: list[Release], *, paper: str, language: str) -> bytes:
    """Return the report card of an initiative as tagged PDF (PDF/UA-1)."""
    results = [_printed(release, row) for release in releases]
    page = {
        "title": row.promise or row.name,
        "initiative": row.name,
        "kicker": " · ".join(text for text in (row.name, row.place) if text),
        "paper": paper,
        "lang": language.split("-")[0],
        "fonts": ["Libertinus Serif", "Newsreader Display"],
        "display": _display_fonts(),
        "footer": _footer(row, _seal(releases)),
        "words": {"header": [_("Group"), _("Value"), _("Very likely range"), _("People")]},
        "results": [asdict(result) for result in results],
    }
    return _set(json.dumps(page))


@lru_cache(maxsize=32)
def _set(page: str) -> bytes:
    """Set a page that says all that stands on it: what says the same is set once."""
    import typst

    return typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=[str(FONTS)],
        sys_inputs={"page": page},
        pdf_standards=["ua-1"],
    )


def _seal(releases: list[Release]) -> str:
    return chain.seal_over("measures.release", [release.pk for release in releases])


def _printed(release: Release, row: Initiative) -> Printed:
    reading = read(release, row)
    definition, newest = release.definition, reading.newest
    number = numbers.number_of(newest, release) if newest else None
    verdict = numbers.verdict_on(definition, reading.everybody, breaks=reading.breaks)
    chart = drawing.needle_of(reading) if newest else None
    words = numbers.chart_words(definition)
    return Printed(
        question=spoken(definition.question) or str(definition),
        value=number.value if number else "",
        beside=_beside(reading, number),
        verdict=verdict.sentence if verdict else "",
        goal=f"{goal_text(reading)} {findings.distance(definition, newest)}".strip(),
        caution=spoken(definition.caution),
        picture=svg(chart, words, literal=True) if chart else "",
        described=chart.description if chart else "",
        rows=_rows(reading),
        source=_source(release),
    )


def _beside(reading: Reading, number: numbers.Number | None) -> str:
    newest = reading.newest
    if newest is None or number is None:
        return _("Not known")
    parts = [reading.place_name, newest.period]
    if number.state != "shown":
        return " · ".join([*parts, _("not shown")])
    told = {"low": number.low, "high": number.high}
    likely = _("very likely between %(low)s and %(high)s") % told
    parts.append(likely if number.low else number.no_interval)
    return " · ".join(part for part in (*parts, number.people, number.caution) if part)


def _rows(reading: Reading) -> list[list[str]]:
    """Return the newest values of the headline breakdown, group by group."""
    by = reading.definition.headline_breakdown
    groups = reading.groups(by) if by in reading.cuts else {}
    newest = numbers.latest_first(v.period for values in groups.values() for v in values)[:1]
    rows = []
    for name, values in groups.items():
        for value in values:
            if [value.period] == newest:
                number = numbers.number_of(value, reading.release)
                likely = f"{number.low} – {number.high}" if number.low else "–"
                shown = number.value or _absence(number.state)
                rows.append([f"{name}, {value.period}", shown, likely, number.people or "–"])
    return rows


def _absence(state: str) -> str:
    return {"withheld": _("not shown"), "masked": _("not given")}.get(state, _("not known"))


def _source(release: Release) -> str:
    definition = release.definition
    told = [definition.source, definition.source_licence, numbers.vintage(release)]
    return " · ".join(text for text in told if text)


def _footer(row: Initiative, seal: str) -> str:
    """Return the address, and the seal over these releases: who rewrites them is caught by it."""
    address = f"{settings.ADDRESS}/{row.slug}/"
    return f"{address} · {_('Seal of the record: %(seal)s') % {'seal': seal}}" if seal else address


def _display_fonts() -> list[str]:
    return ["Newsreader Display", "Libertinus Serif"]
