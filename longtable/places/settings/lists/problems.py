"""The problems of a list by cause, with the buttons and the forms that solve them."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.initiative.models import Initiative
from longtable.tables.queries import roster as rosters
from longtable.web import desk

CAUSES = {
    "near_organization": gettext_lazy("Organizations that are nearly there"),
    "no_organization": gettext_lazy("People without an organization"),
    "unknown_table": gettext_lazy("Tables that we do not know"),
    "unknown_constituency": gettext_lazy("Words that do not say for whom a seat is there"),
    "unknown_tier": gettext_lazy("Sizes that we do not know"),
    "unknown_role": gettext_lazy("Roles that we do not know"),
    "bad_email": gettext_lazy("Addresses that are none"),
    "email_twice": gettext_lazy("Addresses that stand beside two names"),
    "two_organizations": gettext_lazy("People with two organizations"),
    "seat_taken": gettext_lazy("Seats that are taken"),
    "seat_twice": gettext_lazy("Seats that stand there twice"),
    "own_alternate": gettext_lazy("People who stand in for themselves"),
    "bad_date": gettext_lazy("Days that can’t be read"),
    "too_long": gettext_lazy("Texts that are too long"),
    "other_organization": gettext_lazy("People who are here for another organization"),
}


def grouped(
    problems: list[rosters.Problem], *, version: int, initiative: Initiative
) -> list[desk.Group]:
    """Return the problems by cause; where a table is missing, with the way to set it up."""

    def link(cause: str, _count: int) -> desk.Link | None:
        if cause not in {"unknown_table", "no_table"}:
            return None
        return desk.Link(_("Set up a table"), reverse("tables:new", args=[initiative.slug]))

    return desk.grouped(problems, desk.Grouping(CAUSES, _href, link), version=version)


def _href(problem: Any) -> str:
    """Return the address of the form that answers a problem, "" where only buttons do."""
    kind = problem.kind
    if not kind:
        return ""
    if kind.startswith("default_"):
        return f"?{urlencode({'default': kind.removeprefix('default_')})}#correct"
    return f"?{urlencode({'kind': kind, 'text': problem.text})}#correct"
