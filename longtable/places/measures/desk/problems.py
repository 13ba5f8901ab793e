"""Problems grouped by cause, each with its cells, its buttons, and one for all of its kind."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.submissions.queries import Fix, Problem

MOST_SHOWN = 12
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


@dataclass(frozen=True, slots=True)
class Button:
    """A correction that takes one tap."""

    label: str
    change: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One problem as it is shown; `href` leads to the form that corrects it, `show` to its cell."""

    what: str
    why: str
    fix: str
    where: str
    buttons: list[Button]
    href: str
    show: str


@dataclass(frozen=True, slots=True)
class Group:
    """The problems of one cause. `rest` says how many more there are than are shown."""

    cause: str
    title: str
    blocking: bool
    problems: list[Shown]
    buttons: list[Button]
    count: int
    rest: int
    version: int

    @property
    def why(self) -> str:
        """Why the first of them matters; the others are of its kind."""
        return self.problems[0].why

    @property
    def fix(self) -> str:
        """What to do about the first of them."""
        return self.problems[0].fix

    @property
    def adds_places(self) -> bool:
        """Whether new places could be the answer."""
        return self.cause == "unknown_place"


def grouped(problems: Iterable[Problem], *, version: int) -> list[Group]:
    """Return the problems by cause, in the order in which the first of each came."""
    by_cause: dict[str, list[Problem]] = {}
    for problem in problems:
        by_cause.setdefault(problem.cause, []).append(problem)
    return [_group(cause, found, version) for cause, found in by_cause.items()]


def _group(cause: str, problems: list[Problem], version: int) -> Group:
    alone = len(problems) == 1
    return Group(
        cause,
        "" if alone else str(CAUSES.get(cause, "")),
        problems[0].blocking,
        [_shown(problem) for problem in problems[:MOST_SHOWN]],
        [] if alone else _for_all(problems),
        len(problems),
        max(0, len(problems) - MOST_SHOWN),
        version,
    )


def _shown(problem: Problem) -> Shown:
    buttons = [_button(fix) for fix in problem.fixes()[:5]]
    row = f"?{urlencode({'row': problem.rows[0]})}#sheet" if problem.rows else ""
    return Shown(
        problem.what, problem.why, problem.fix, problem.where, buttons, _href(problem), row
    )


def _for_all(problems: list[Problem]) -> list[Button]:
    """Return the buttons that do the same to every problem of a cause."""
    labels: dict[str, list[Fix]] = {}
    for problem in problems:
        for fix in problem.fixes():
            labels.setdefault(fix.label, []).append(fix)
    return [
        Button(
            _("For all %(count)s: %(label)s") % {"count": len(fixes), "label": label},
            json.dumps({"do": "many", "changes": [fix.change for fix in fixes]}),
        )
        for label, fixes in labels.items()
        if len(fixes) == len(problems)
    ]


def _button(fix: Fix) -> Button:
    return Button(fix.label, json.dumps(fix.change))


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
