"""What is wrong with a file: every problem at once, grouped by cause, each with ways to fix it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from longtable.core.spreadsheets.sheets import column_position
from longtable.submissions.understanding.wording import USE_WORDS, WORDS
from longtable.web import drawing

MOST_CELLS = 400
MOST_ROWS_KEPT = 20_000


@dataclass(slots=True)
class Problem:
    """One cause, with the cells where it was found (at most MOST_CELLS are kept) and how many.

    `said` holds the words that its texts are filled with; `near` (value, name) pairs are what was
    probably meant. A problem that is not `blocking` may be left as it is.
    """

    cause: str
    sheet: str
    said: dict[str, Any] = field(default_factory=dict)
    cells: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    count: int = 0
    near: list[tuple[str, str]] = field(default_factory=list)

    @property
    def blocking(self) -> bool:
        """Whether nothing can be taken in before this is put right."""
        return WORDS[self.cause].blocking

    @property
    def what(self) -> str:
        """What is wrong, in one sentence."""
        return _(WORDS[self.cause].what) % self._words

    @property
    def why(self) -> str:
        """Why it matters."""
        return _(WORDS[self.cause].why) % self._words

    @property
    def fix(self) -> str:
        """What to do about it."""
        return _(WORDS[self.cause].fix) % self._words

    @property
    def _words(self) -> dict[str, Any]:
        """What the blanks of the texts are filled with, uses of columns in plain words."""
        use = self.said.get("use")
        return {**self.said, "use": USE_WORDS[use]} if use in USE_WORDS else self.said

    @property
    def where(self) -> str:
        """The sheet and the first cells, as a spreadsheet names them."""
        shown = ", ".join(self.cells[:6])
        more = self.count - min(len(self.cells), 6)
        if more > 0 and shown:
            shown = _("%(cells)s and %(more)s more") % {
                "cells": shown,
                "more": drawing.count(more),
            }
        return f"{self.sheet}: {shown}" if shown else self.sheet

    def fixes(self) -> list["Fix"]:
        """Return the ways to put this right with one tap, the likeliest first."""
        kind = {"unknown_place": "place", "unknown_category": "group"}.get(self.cause)
        found = [
            Fix(_("This is %(name)s") % {"name": name}, meaning(kind, self.said["text"], value))
            for value, name in (self.near if kind else [])
        ]
        found += [
            Fix(_(label), {key: _filled(value, self.said) for key, value in change.items()})
            for label, change in WORDS[self.cause].changes
        ]
        if WORDS[self.cause].rows_can_go and 0 < len(self.rows) == self.row_count:
            found.append(Fix(_(LEAVE), {"do": "leave_out", "rows": self.rows}))
        return found

    @property
    def row_count(self) -> int:
        """In how many rows it was found, 0 when it is about the whole file."""
        return int(self.said.get("rows", len(self.rows)))

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON; `from_dict` takes it back."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> "Problem":
        """Return the problem that `to_dict` described."""
        return cls(**{**plain, "near": [tuple(pair) for pair in plain["near"]]})


LEAVE = gettext_noop("Leave these rows out")


@dataclass(frozen=True, slots=True)
class Fix:
    """A button: what it says, and the correction of the layout that it makes."""

    label: str
    change: dict[str, Any]


@dataclass(slots=True)
class Findings:
    """Collects problems while a file is gone through, one for each cause and text."""

    sheet: str
    found: dict[tuple[str, str], Problem] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)

    def add(
        self,
        cause: str,
        *,
        row: int = 0,
        letter: str = "",
        key: str = "",
        said: dict[str, Any] | None = None,
    ) -> Problem:
        """Note a problem at a cell, a row, a column or for the whole file."""
        problem = self.found.get((cause, key))
        if problem is None:
            problem = self.found[cause, key] = Problem(cause, self.sheet, dict(said or {}))
        cell = f"{letter}{row}" if letter and row else letter or (str(row) if row else "")
        if cell and len(problem.cells) < MOST_CELLS:
            problem.cells.append(cell)
        if row and (not problem.rows or problem.rows[-1] != row):
            problem.said["rows"] = problem.said.get("rows", 0) + 1
            if len(problem.rows) < MOST_ROWS_KEPT:
                problem.rows.append(row)
        if row and problem.blocking:
            self.rows.add(row)
        problem.count += 1
        return problem

    def in_order(self) -> list[Problem]:
        """Return the problems, what blocks first, then as they stand in the sheet."""
        return sorted(self.found.values(), key=lambda p: (not p.blocking, _position(p)))


def meaning(kind: str | None, text: str, to: str) -> dict[str, Any]:
    """Return the correction that says what a text stands for."""
    return {"do": "meaning", "kind": kind, "text": text, "to": to}


def _filled(value: Any, said: Mapping[str, Any]) -> Any:
    return value % said if isinstance(value, str) and "%(" in value else value


def _position(problem: Problem) -> tuple[int, int]:
    first = problem.cells[0] if problem.cells else ""
    letters = first.rstrip("0123456789")
    return (problem.rows[0] if problem.rows else 0, column_position(letters) if letters else 0)
