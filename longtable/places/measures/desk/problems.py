"""Problems grouped by cause, each with its cells, its buttons, and one for all of its kind."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.submissions.queries import Problem
from longtable.web import desk
from longtable.web.desk import Group, Link

CAUSES = {
    "unknown_place": gettext_lazy("Places that we do not know"),
    "unknown_category": gettext_lazy("Groups that we do not know"),
    "unknown_mark": gettext_lazy("Signs whose meaning is not clear"),
    "not_a_number": gettext_lazy("Words where numbers are expected"),
    "blank": gettext_lazy("Empty cells"),
    "undecided": gettext_lazy("Columns that split the rows"),
    "missing_column": gettext_lazy("Columns that are missing"),
    "changed": gettext_lazy("New columns"),
    "total_differs": gettext_lazy("Totals that do not add up"),
    "parts_differ": gettext_lazy("Groups that do not add up"),
    "file": gettext_lazy("About the file"),
}


def grouped(problems: Iterable[Problem], *, version: int, may_add_places: bool) -> list[Group]:
    """Return the problems by cause; new places are offered to those who may add them."""

    def link(cause: str, count: int) -> Link | None:
        if cause != "unknown_place" or not may_add_places:
            return None
        label = _("Add as new places") if count > 1 else _("Add as a new place")
        return Link(label, "?new_places=1#correct")

    return desk.grouped(problems, desk.Grouping(CAUSES, _href, link), version=version)


def _href(problem: Problem) -> str:
    """Return the address of the form that corrects a problem, "" where only buttons do."""
    kinds = {"unknown_place": "place", "unknown_category": "group"}
    if problem.cause in kinds:
        return _address(kind=kinds[problem.cause], text=problem.said["text"])
    if problem.cause in {"unknown_mark", "not_a_number"}:
        return _address(mark=problem.said["sign"])
    if problem.cause in {"undecided", "blank", "percent_differs"}:
        return _address(column=problem.said["letter"])
    single = {"no_period": "period", "no_place": "place"}
    return _address(**{single[problem.cause]: 1}) if problem.cause in single else ""


def _address(**said: object) -> str:
    return f"?{urlencode(said)}#correct"
