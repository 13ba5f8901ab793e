"""What is wrong with a list: every problem at once, grouped by cause, each with ways to fix it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from longtable.tables.roster.wording import WORDS

MOST_CELLS = 400


@dataclass(frozen=True, slots=True)
class Fix:
    """A correction that takes one tap: what stands on the button, and the change."""

    label: str
    change: dict[str, Any]


@dataclass(slots=True)
class Problem:
    """One cause and one text, with the cells where it was found.

    `said` fills the words. `answers` take one tap; `kind` names the form that asks otherwise (a
    kind of meaning or default), about `text`. One that is not `blocking` may stay as it is.
    """

    cause: str
    sheet: str
    said: dict[str, Any]
    cells: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    answers: list[Fix] = field(default_factory=list)
    text: str = ""

    @property
    def blocking(self) -> bool:
        """Whether nothing can be taken in before this is put right."""
        return WORDS[self.cause].blocking

    @property
    def kind(self) -> str:
        """Which form asks for the answer, "" where none does."""
        return WORDS[self.cause].kind

    @property
    def what(self) -> str:
        """What is wrong, in one sentence."""
        return _(WORDS[self.cause].what) % self.said

    @property
    def why(self) -> str:
        """Why it matters."""
        return _(WORDS[self.cause].why) % self.said

    @property
    def fix(self) -> str:
        """What to do about it."""
        return _(WORDS[self.cause].fix) % self.said

    @property
    def where(self) -> str:
        """The sheet and the first cells, as a spreadsheet names them."""
        shown = ", ".join(self.cells[:6])
        if len(self.cells) > 6:
            more = {"cells": shown, "more": len(self.cells) - 6}
            shown = _("%(cells)s and %(more)s more") % more
        return f"{self.sheet}: {shown}" if shown else self.sheet

    def fixes(self) -> list[Fix]:
        """Return the ways to put this right with one tap, the likeliest first."""
        if not self.blocking or not self.rows or not WORDS[self.cause].rows_can_go:
            return self.answers
        label = ngettext("Leave the row out", "Leave these rows out", len(self.rows))
        return [*self.answers, Fix(label, {"do": "leave_out", "rows": list(self.rows)})]


class Findings:
    """Gathers problems: the same cause with the same text is one, found in several cells."""

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self._found: dict[tuple[str, str], Problem] = {}
        self.rows: set[int] = set()

    def add(
        self,
        cause: str,
        row: int = 0,
        *,
        cell: str = "",
        text: str = "",
        fixes: Sequence[Fix] = (),
        **said: Any,
    ) -> None:
        """Note what is wrong in a row (0: in the whole list)."""
        known = self._found.setdefault(
            (cause, text),
            Problem(cause, self._sheet, {"text": text, **said}, text=text, answers=list(fixes)),
        )
        if row and row not in known.rows:
            known.rows.append(row)
        if cell and cell not in known.cells and len(known.cells) < MOST_CELLS:
            known.cells.append(cell)
        if row and known.blocking:
            self.rows.add(row)

    def in_order(self) -> list[Problem]:
        """Return all of them, what blocks first."""
        return sorted(self._found.values(), key=lambda problem: not problem.blocking)
