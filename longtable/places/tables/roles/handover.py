"""The handover pack of a role: one file with all that its next holder has to know."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from longtable.accountability import queries as accountability
from longtable.accountability.queries import Handover
from longtable.places.tables.roles.finding import post_or_404
from longtable.tables import actions, queries
from longtable.tables.queries import Post
from longtable.web.access import members
from longtable.web.lists import csv_text
from longtable.web.requests import Request

Rows = list[Sequence[object]]


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """What is in the pack, before it is taken and in the file itself."""

    post: Post
    pack: Handover
    day: object
    by: str


@members(private=True)
def handover(request: Request, initiative: str, role: str) -> HttpResponse:
    """Show what is in the pack; give it as one ZIP, and write that into the record."""
    post = post_or_404(request, role)
    if not queries.hands_over(request.user, post):
        raise Http404
    today = timezone.localdate()
    pack = accountability.handover_of(post, person=request.user, today=today)
    page = HandoverPage(post, pack, today, str(request.user))
    if request.method != "POST":
        return render(request, "tables/roles/handover.html", {"page": page})
    actions.take_handover_pack(post, by=request.user)
    response = HttpResponse(_zipped(page), content_type="application/zip")
    name = f"{post.initiative.slug}-{post.key}-{today}"
    response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return response


def _zipped(page: HandoverPage) -> bytes:
    """Return the pack: a page to read or print, and each list as CSV."""
    pack = page.pack
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("handover.html", render_to_string("tables/roles/pack.html", {"page": page}))
        for name, header, rows in (
            ("decisions", _DECISIONS, _decisions(pack)),
            ("promises", _PROMISES, _promises(pack)),
            ("tensions", _TENSIONS, _tensions(pack)),
            ("contacts", _CONTACTS, _contacts(pack)),
        ):
            box.writestr(f"{name}.csv", csv_text(header, rows))
    return file.getvalue()


_DECISIONS = ("table", "number", "question", "state", "outcome", "decided", "reason", "review_on")
_PROMISES = ("owner", "what", "due", "standing", "looks_after", "evidence")
_TENSIONS = ("table", "what", "state", "opened", "settled", "outcome")
_CONTACTS = ("name", "role", "organization", "reach")


def _decisions(pack: Handover) -> Rows:
    return [
        (
            *(one.table, one.number, one.question, one.get_state_display()),
            one.get_outcome_display() if one.outcome else "",
            *(one.closed, one.reason, one.review_on),
        )
        for one in pack.decisions
    ]


def _promises(pack: Handover) -> Rows:
    found: Rows = []
    for mark in pack.promises:
        one = mark.promise
        label = mark.standing.label
        found.append((one.owner, one.what, one.due, label, one.person or "", one.evidence))
    return found


def _tensions(pack: Handover) -> Rows:
    return [
        (one.table, one.text, one.get_state_display(), one.opened, one.settled, one.outcome)
        for one in pack.tensions
    ]


def _contacts(pack: Handover) -> Rows:
    return [
        (one.person, one.get_role_display(), one.organization or _("None"), one.reach)
        for one in pack.contacts
    ]
