"""What a data desk shows: a sheet as it came, and problems with the buttons that solve them."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.utils.translation import gettext as _

MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """The heading of a column: its letter, what it was found to be, and where to correct that."""

    letter: str
    use: str
    word: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell: its text, whether it is a mark, and whether something is wrong with it."""

    text: str
    is_mark: bool
    is_problem: bool
    is_number: bool


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row, or (`number` 0) a gap of rows that are not shown: `hidden` says how many."""

    number: int
    kind: str
    word: str
    href: str
    cells: tuple[SheetCell, ...] = ()
    hidden: int = 0
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class SheetView:
    """What the sheet component draws; `earlier` and `later` lead to its other rows."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    legend: tuple[tuple[str, str], ...]
    earlier: str = ""
    later: str = ""
    whole: str = ""
    left_columns: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """What the address says of the sheet: rows from `first` on (0: the telling ones)."""

    first: int = 0
    column: str = ""
    row: int = 0

    def href(self, *, first: int | None = None, column: str = "", row: int = 0) -> str:
        """Return the address of other rows, or of a column or row to be corrected."""
        said: dict[str, int | str] = {}
        if first or (first is None and self.first):
            said["from"] = first if first else self.first
        if column:
            said["column"] = column
        if row:
            said["row"] = row
        return f"?{urlencode(said)}{'#correct' if column or row else '#sheet'}"


@dataclass(frozen=True, slots=True)
class Step:
    """One step from the file to what comes of it."""

    name: str
    state: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A correction that takes one tap."""

    label: str
    change: str


@dataclass(frozen=True, slots=True)
class Link:
    """A page or a form that solves all problems of a cause."""

    label: str
    href: str


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
    link: Link | None = None

    @property
    def why(self) -> str:
        """Why the first of them matters; the others are of its kind."""
        return self.problems[0].why

    @property
    def fix(self) -> str:
        """What to do about the first of them."""
        return self.problems[0].fix


@dataclass(frozen=True, slots=True)
class Grouping:
    """How problems are grouped: a title by cause, and the form and the link that answer them."""

    titles: Mapping[str, Any]
    href: Callable[[Any], str]
    link: Callable[[str, int], Link | None] = lambda _cause, _count: None


def grouped(problems: Iterable[Any], by: Grouping, *, version: int) -> list[Group]:
    """Return the problems by cause, in the order in which the first of each came.

    A problem has `cause`, `blocking`, `what`, `why`, `fix`, `where`, `rows`, and `fixes()`: each
    of them a `label` and a `change`, a correction as plain data.
    """
    by_cause: dict[str, list[Any]] = {}
    for problem in problems:
        by_cause.setdefault(problem.cause, []).append(problem)
    return [_group(found, by, version) for found in by_cause.values()]


def _group(problems: list[Any], by: Grouping, version: int) -> Group:
    alone, cause = len(problems) == 1, problems[0].cause
    return Group(
        cause,
        "" if alone else str(by.titles.get(cause, "")),
        problems[0].blocking,
        [_shown(problem, by) for problem in problems[:MOST_SHOWN]],
        [] if alone else _for_all(problems),
        len(problems),
        max(0, len(problems) - MOST_SHOWN),
        version,
        by.link(cause, len(problems)),
    )


def _shown(problem: Any, by: Grouping) -> Shown:
    buttons = [_button(fix) for fix in problem.fixes()[:5]]
    row = f"?{urlencode({'row': problem.rows[0]})}#sheet" if problem.rows else ""
    said = (problem.what, problem.why, problem.fix, problem.where)
    return Shown(*said, buttons, by.href(problem), row)


def _for_all(problems: list[Any]) -> list[Button]:
    """Return the buttons that do the same to every problem of a cause."""
    labels: dict[str, list[Any]] = {}
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


def _button(fix: Any) -> Button:
    return Button(fix.label, json.dumps(fix.change))


def change_of(sent: Mapping[str, Any]) -> tuple[dict[str, Any], int]:
    """Return the correction that a button carries whole, and the version it was made for.

    It is still to be checked like one from a form. Raises Http404 for what no button carries.
    """
    try:
        change, version = json.loads(sent["change"]), int(sent.get("version", ""))
    except ValueError as error:
        raise Http404 from error
    if not isinstance(change, dict) or not _can_be_kept(change):
        raise Http404
    return change, version


def _can_be_kept(change: dict[str, Any]) -> bool:
    """Whether no database minds its texts: JSON can also spell signs that stand in no text."""
    try:
        return b"\\u0000" not in json.dumps(change, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
