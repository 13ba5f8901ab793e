"""A version on paper: its text, who signed it, the day and the digest, as tagged PDF."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from longtable.agenda import queries
from longtable.agenda.models import AgendaVersion
from longtable.places.agenda.finding import version_or_404
from longtable.places.agenda.reading import Told, in_the_room, parts_of, terms_told
from longtable.places.agenda.signatures import words_on
from longtable.web.access import public
from longtable.web.requests import Request

TEMPLATE = Path(__file__).with_name("printed.typ")
FONTS = Path(settings.ROOT) / "longtable" / "web" / "static" / "web" / "fonts"
PAPERS = {"a4": "a4", "letter": "us-letter"}


@public
def printed(request: Request, initiative: str, number: int) -> HttpResponse:
    """Give a version as PDF; `paper` is a4 or letter."""
    row = version_or_404(request, number)
    paper = PAPERS.get(request.GET.get("paper", ""), "us-letter")
    response = HttpResponse(make(row, paper=paper), content_type="application/pdf")
    name = f"{row.initiative.slug}-agenda-{number}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def make(row: AgendaVersion, *, paper: str) -> bytes:
    """Return a version as tagged PDF (PDF/UA-1)."""
    import typst

    page = {
        "title": row.content.get("promise") or row.initiative.name,
        "initiative": row.initiative.name,
        "kicker": _("Version %(number)s of the agenda") % {"number": row.number},
        "state": _state(row),
        "paper": paper,
        "lang": (get_language() or "en").split("-")[0],
        "fonts": ["Libertinus Serif", "Newsreader Display"],
        "display": ["Newsreader Display", "Libertinus Serif"],
        "footer": f"{settings.ADDRESS}/{row.initiative.slug}/agenda/versions/{row.number}/",
        "digest": _("Digest (SHA-256): %(digest)s") % {"digest": row.digest},
        "rule": queries.Rule.of(row.rule).sentence(),
        "parts": _parts(row),
        "signed": {
            "title": _("Who signed, and who did not"),
            "header": [_("For whom"), _("Answer"), _("Signed by"), _("Day")],
            "rows": _signed(row),
            "reasons": [f"{one.whom}: {one.reason}" for one in words_on(row) if one.reason],
        },
    }
    return typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=[str(FONTS)],
        sys_inputs={"page": json.dumps(page)},
        pdf_standards=["ua-1"],
    )


def _state(row: AgendaVersion) -> str:
    day = row.in_force_from
    since = _("in force from %(day)s") % {"day": date_format(day)} if day else ""
    return " · ".join(text for text in (str(row.get_state_display()), since) if text)


def _parts(row: AgendaVersion) -> list[dict[str, Any]]:
    found = [
        {"title": part.label, "clauses": [_clause(one) for one in part.clauses]}
        for part in parts_of(row.content)
    ]
    terms = [
        {"title": "", "text": text, "lens": []} for text in terms_told(row.content.get("terms", {}))
    ]
    room = [f"{who}: {people}" for who, people in in_the_room(row.content)]
    drafted = [{"title": "", "text": text, "lens": []} for text in room]
    found += [{"title": _("The terms of the charter"), "clauses": terms}] if terms else []
    title = _("Who was in the room when it was written")
    return [*found, *([{"title": title, "clauses": drafted}] if drafted else [])]


def _clause(one: Told) -> dict[str, Any]:
    title = f"{one.title} ({one.kind})" if one.kind else one.title
    lens = [f"{question} {answer}" for question, answer in one.lens]
    return {"title": title, "text": one.text, "lens": lens}


def _signed(row: AgendaVersion) -> list[list[str]]:
    return [
        [
            one.whom,
            one.answer,
            _("%(name)s, on paper") % {"name": one.signer} if one.on_paper else one.signer,
            date_format(one.at, "SHORT_DATE_FORMAT"),
        ]
        for one in words_on(row)
    ]
