"""Who is what in a list: sheet, columns, rows, and what single texts mean; corrected by people."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from longtable.core.spreadsheets.sheets import column_letter
from longtable.record.acting import Refusal
from longtable.tables.roster.words import USES
from longtable.web.folding import folded

ROW_USES = ("header", "data", "left_out")
KINDS = ("organization", "table", "constituency", "tier", "role", "email", "date")
DEFAULTS = ("table", "constituency", "dates")
# What is learned for the next list; addresses and dates are of this one alone.
LEARNED = ("organization", "table", "constituency", "tier", "role")
MOST_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """One sheet as it was read: its cells, and where its table stands (rows from 1).

    `apart` are rows that the reader took for titles, notes and totals; `names` the headings.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    header_rows: tuple[int, ...] = ()
    first: int = 1
    apart: tuple[int, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """How many columns the sheet has."""
        return max((len(row) for row in self.rows), default=0)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON; `sheet_from` takes it back."""
        return {name: getattr(self, name) for name in self.__slots__}


def sheet_from(plain: Mapping[str, Any]) -> ReadSheet:
    """Return the sheet that `to_dict` described."""
    return ReadSheet(
        name=plain["name"],
        rows=tuple(tuple(row) for row in plain["rows"]),
        header_rows=tuple(plain["header_rows"]),
        first=plain["first"],
        apart=tuple(plain["apart"]),
        names=tuple(plain["names"]),
    )


@dataclass(frozen=True, slots=True)
class RosterLayout:
    """How a list is to be read.

    `columns` say a letter's use (see USES), `rows` what a row is (ROW_USES), `meanings` by kind
    what a text (in small letters, without accents) stands for, `defaults` what holds for all rows.
    """

    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON; `layout_from` takes it back."""
        return {name: getattr(self, name) for name in self.__slots__}

    def letter(self, use: str) -> str:
        """Return the letter of the column with this use, "" when there is none."""
        return next((letter for letter, said in self.columns.items() if said == use), "")

    def meaning(self, kind: str, text: str) -> str | None:
        """Return what people said that a text means; None when nobody said anything."""
        return self.meanings.get(kind, {}).get(folded(text))


def layout_from(plain: Mapping[str, Any]) -> RosterLayout:
    """Return the layout that `to_dict` described."""
    return RosterLayout(**plain)


def corrected(layout: RosterLayout, change: Mapping[str, Any], sheet: ReadSheet) -> RosterLayout:
    """Return a layout with one correction made; refuses what makes no sense.

    `change` has `do`: column (letter, use), row (row, to, use), rows (rows, left out all), meaning
    (kind, text, to), default (kind, to) or many (changes).
    """
    match change.get("do"):
        case "column":
            return _column(layout, str(change.get("letter", "")), str(change.get("use")), sheet)
        case "row":
            return _rows(layout, change, sheet)
        case "leave_out":
            return _left_out(layout, change.get("rows"), sheet)
        case "meaning":
            return _meaning(layout, change)
        case "default" if change.get("kind") in DEFAULTS:
            kind, to = str(change["kind"]), str(change.get("to", ""))[:100]
            return replace(layout, defaults={**layout.defaults, kind: to})
        case "many" if isinstance(change.get("changes"), list):
            for one in change["changes"][:MOST_ROWS]:
                layout = corrected(layout, one if isinstance(one, dict) else {}, sheet)
            return layout
    raise _senseless()


def learned(layout: RosterLayout, sheet: ReadSheet) -> dict[str, Any]:
    """Return what the next list can be read by: uses by heading, and what texts meant."""
    uses = {
        folded(sheet.names[at]): layout.columns.get(column_letter(at + 1), "")
        for at in range(len(sheet.names))
    }
    return {
        "uses": {name: use for name, use in uses.items() if name},
        "meanings": {kind: dict(layout.meanings.get(kind, {})) for kind in LEARNED},
        "defaults": dict(layout.defaults),
    }


def _column(layout: RosterLayout, letter: str, use: str, sheet: ReadSheet) -> RosterLayout:
    letters = {column_letter(at + 1) for at in range(sheet.width)}
    if letter not in letters or use not in USES:
        raise _senseless()
    # A use stands once: the column that had it before is no longer used.
    others = {
        one: "ignored" if said == use else said
        for one, said in layout.columns.items()
        if one != letter
    }
    return replace(layout, columns={**others, letter: use})


def _rows(layout: RosterLayout, change: Mapping[str, Any], sheet: ReadSheet) -> RosterLayout:
    first, last, use = change.get("row"), change.get("to"), change.get("use")
    last = last or first
    if not isinstance(first, int) or not isinstance(last, int) or use not in ROW_USES:
        raise _senseless()
    if not 1 <= first <= last <= max(1, len(sheet.rows)) or (use == "header" and first != last):
        raise _senseless()
    before = layout.rows
    if use == "header":
        before = {row: said for row, said in before.items() if said != "header"}
    said = dict.fromkeys((str(row) for row in range(first, last + 1)), str(use))
    return replace(layout, rows={**before, **said})


def _left_out(layout: RosterLayout, rows: Any, sheet: ReadSheet) -> RosterLayout:
    if not isinstance(rows, list) or not all(isinstance(row, int) for row in rows):
        raise _senseless()
    there = [str(row) for row in rows if 1 <= row <= len(sheet.rows)]
    return replace(layout, rows={**layout.rows, **dict.fromkeys(there, "left_out")})


def _meaning(layout: RosterLayout, change: Mapping[str, Any]) -> RosterLayout:
    kind, text = change.get("kind"), folded(str(change.get("text", "")))
    if kind not in KINDS or not text:
        raise _senseless()
    known = {**layout.meanings.get(kind, {}), text: str(change.get("to", ""))[:300]}
    return replace(layout, meanings={**layout.meanings, kind: known})


def _senseless() -> Refusal:
    return Refusal(_("This can’t be corrected so. Look at the list again."))
