"""What the numbers of a row say: counts, means, published estimates, and what stays masked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from longtable.core.spreadsheets.cells import CODE, NUMBER, understand_text
from longtable.core.spreadsheets.marks import SENTINELS, usual_meaning
from longtable.core.spreadsheets.reading import TableReading
from longtable.core.spreadsheets.sheets import column_position
from longtable.submissions.understanding import layout as uses
from longtable.submissions.understanding.layout import ColumnUse, Layout
from longtable.submissions.understanding.naming import text_at
from longtable.submissions.understanding.problems import Findings

MASKS = ("suppressed", "not_available", "not_applicable")
DECIMALS = re.compile(r"[.,](\d+)\s*%?$")
MOST_DECIMALS = 6
NEEDED = {
    "count": (uses.NUMERATOR, uses.DENOMINATOR),
    "mean": (uses.TOTAL, uses.DENOMINATOR),
    "estimate": (uses.ESTIMATE,),
}
COUNTS = (uses.NUMERATOR, uses.DENOMINATOR, uses.ELIGIBLE)


@dataclass(frozen=True, slots=True)
class Bundle:
    """The columns that together say one number for each row, and whose number it is."""

    columns: dict[str, ColumnUse]
    breakdown: str = ""
    category: str = ""
    period: str = ""


@dataclass(slots=True)
class Cell:
    """One number: its value, or the mask that stands for it, and the text as it was published."""

    number: float | None = None
    mask: str = ""
    caution: bool = False
    text: str = ""


@dataclass(slots=True)
class Said:
    """What one row says of one group and period: the fields of a fact, or nothing at all."""

    fields: dict[str, Any] = field(default_factory=dict)


def bundles(layout: Layout) -> tuple[Bundle, ...]:
    """Return the groups of value columns: one, or in wide files one for each group and period.

    A column that names no group and no period serves every bundle that lacks its use.
    """
    found: dict[tuple[str, str, str], dict[str, ColumnUse]] = {}
    for column in layout.using(*uses.VALUES):
        key = (column.breakdown, column.category, column.period)
        found.setdefault(key, {}).setdefault(column.use, column)
    base = found.get(("", "", ""), {})
    needed = (uses.NUMERATOR, uses.TOTAL, uses.ESTIMATE)
    if len(found) > 1 and not any(use in base for use in needed):
        found.pop(("", "", ""), None)
        found = {key: {**base, **columns} for key, columns in found.items()}
    wanted = NEEDED.get(layout.kind)
    if wanted is None:  # it is not clear yet which columns hold the numbers
        return ()
    return tuple(
        Bundle(columns, *key)
        for key, columns in found.items()
        if all(use in columns for use in wanted)
    )


class Reader:
    """Reads the numbers of rows, and notes what can't be right."""

    def __init__(self, table: TableReading, layout: Layout, findings: Findings) -> None:
        self.table, self.layout, self.findings = table, layout, findings
        self.kind = layout.kind

    def is_empty(self, cells: Sequence[str], found: Sequence[Bundle]) -> bool:
        """Whether a row says nothing in any column of numbers."""
        columns = [c for bundle in found for c in bundle.columns.values() if c.use != uses.ELIGIBLE]
        return bool(columns) and not any(
            text_at(cells, column_position(column.letter) - 1) for column in columns
        )

    def read(self, number: int, cells: Sequence[str], bundle: Bundle) -> dict[str, Any] | None:
        """Return the fields of a fact; {} for an empty row, None when something needs a person."""
        read = {use: self._cell(cells, column) for use, column in bundle.columns.items()}
        values = {use: cell for use, cell in read.items() if use != uses.ELIGIBLE}
        if all(not cell.text for cell in values.values()):
            return {}
        unclear = self._unclear(number, read, bundle)
        if unclear:
            return None
        fields = self._masked(number, read, bundle)
        if fields is None:
            fields = self._numbers(number, read, bundle)
        if fields is None:
            return None
        eligible = read.get(uses.ELIGIBLE)
        if eligible and eligible.number is not None:
            fields["eligible"] = int(eligible.number)
            self._check_eligible(number, fields, bundle)
        return fields

    def _cell(self, cells: Sequence[str], column: ColumnUse) -> Cell:
        return self.cell(text_at(cells, column_position(column.letter) - 1), column)

    def cell(self, text: str, column: ColumnUse) -> Cell:
        """Return what a text says in a column of numbers."""
        if not text:
            return Cell(mask=self.layout.marks.get("", ""))
        if text in SENTINELS and (text in self.layout.marks or text in self.table.marks):
            known = self._meaning(text)
            return Cell(None, known if known in MASKS else "?", text=text)
        understood = understand_text(text, self.table.decimal)
        if understood.number is not None and understood.kind in {NUMBER, CODE}:
            if column.zero_is_masked and not understood.number:
                return Cell(mask="suppressed", text=text)
            caution = bool(understood.mark) and self._meaning(understood.mark) != "significant"
            scale = 1 if understood.percent else column.scale
            return Cell(round(understood.number * scale, 9), "", caution, text)
        meaning = self._meaning(understood.mark or text)
        if meaning == "rounds_to_zero" and column.use == uses.ESTIMATE:
            return Cell(0.0, "", caution=True, text=text)
        known = {"rounds_to_zero": "suppressed"}.get(meaning, meaning)
        return Cell(None, known if known in MASKS else "?", text=text)

    def _meaning(self, sign: str) -> str:
        if sign in self.layout.marks:
            return self.layout.marks[sign]
        if sign in self.table.marks:
            return self.table.marks[sign].meaning
        return usual_meaning(sign)

    def _unclear(self, number: int, read: dict[str, Cell], bundle: Bundle) -> bool:
        """Note signs without a meaning, empty cells, negative and broken counts."""
        unclear = False
        for use, cell in read.items():
            column = bundle.columns[use]
            cause = self._cause(use, cell)
            if cause:
                sign = cell.text if cause in {"unknown_mark", "not_a_number"} else ""
                said = {"sign": sign, "letter": column.letter, "name": column.name}
                key = sign or column.letter
                self.findings.add(cause, row=number, letter=column.letter, key=key, said=said)
                unclear = True
        return unclear

    def _cause(self, use: str, cell: Cell) -> str:
        if cell.mask == "?":
            return (
                "unknown_mark" if len(cell.text) <= 3 or cell.text in SENTINELS else "not_a_number"
            )
        if cell.number is None:
            missing = not cell.mask and use not in {
                uses.LOWER,
                uses.UPPER,
                uses.REPEATS,
                uses.ELIGIBLE,
            }
            return "blank" if missing else ""
        if use in COUNTS and cell.number < 0:
            return "negative"
        return "not_whole" if use in COUNTS and not cell.number.is_integer() else ""

    def _masked(self, number: int, read: dict[str, Cell], bundle: Bundle) -> dict[str, Any] | None:
        """Return a masked fact when anything that it rests on is masked, None otherwise.

        A percentage that the source hides beside open counts hides the fact too: what the source
        keeps to itself is never worked out here.
        """
        resting = {use: cell for use, cell in read.items() if use != uses.ELIGIBLE}
        masks = [cell.mask for cell in resting.values() if cell.mask]
        if not masks:
            return None
        needed = [
            c for use, c in resting.items() if use not in {uses.REPEATS, uses.LOWER, uses.UPPER}
        ]
        if all(not cell.mask for cell in needed):
            masks = [mask for mask in masks if mask == "suppressed"]
            if not masks:
                return None
            column = bundle.columns.get(uses.REPEATS)
            self.findings.add("percent_masked", row=number, letter=column.letter if column else "")
        return {"kind": self.kind, "mark": next(mask for mask in MASKS if mask in masks)}

    def _numbers(self, number: int, read: dict[str, Cell], bundle: Bundle) -> dict[str, Any] | None:
        fields: dict[str, Any] = {"kind": self.kind}
        if any(cell.caution for cell in read.values()):
            fields["mark"] = "caution"
        if self.kind == "count":
            top, bottom = read[uses.NUMERATOR].number or 0, read[uses.DENOMINATOR].number or 0
            if not self._fits(number, read, bundle):
                return None
            return fields | {"numerator": int(top), "denominator": int(bottom)}
        if self.kind == "mean":
            bottom = read[uses.DENOMINATOR].number or 0
            return fields | {"total": read[uses.TOTAL].number, "denominator": int(bottom)}
        estimate = read[uses.ESTIMATE]
        limits = {use: read[use].number for use in (uses.LOWER, uses.UPPER) if use in read}
        return fields | {"estimate": estimate.number, "as_published": estimate.text[:100]} | limits

    def _fits(self, number: int, read: dict[str, Cell], bundle: Bundle) -> bool:
        top, bottom = read[uses.NUMERATOR].number or 0, read[uses.DENOMINATOR].number or 0
        columns = bundle.columns
        if top > bottom:
            said: dict[str, Any] = {
                "top": columns[uses.NUMERATOR].letter,
                "bottom": columns[uses.DENOMINATOR].letter,
            }
            letter = columns[uses.NUMERATOR].letter
            self.findings.add("too_large", row=number, letter=letter, key=letter, said=said)
            return False
        repeated = read.get(uses.REPEATS)
        if not repeated or repeated.number is None or not bottom:
            return True
        worked_out = 100 * top / bottom
        if abs(worked_out - repeated.number) <= rounding(repeated, columns[uses.REPEATS]):
            return True
        letter = columns[uses.REPEATS].letter
        said = {"letter": letter, "row": number, "said": repeated.text, "top": f"{top:,.0f}",
                "bottom": f"{bottom:,.0f}", "worked_out": f"{worked_out:.1f} %"}  # fmt: skip
        self.findings.add("percent_differs", row=number, letter=letter, key=letter, said=said)
        return False

    def _check_eligible(self, number: int, fields: dict[str, Any], bundle: Bundle) -> None:
        if fields["eligible"] < (fields.get("denominator") or 0):
            letter = bundle.columns[uses.ELIGIBLE].letter
            self.findings.add("eligible_below", row=number, letter=letter, said={"letter": letter})


def rounding(cell: Cell, column: ColumnUse) -> float:
    """Return how far a percentage may be from its counts: half a unit of its last decimal."""
    found = DECIMALS.search(cell.text)
    decimals = min(len(found[1]) if found else 0, MOST_DECIMALS)
    unit = 10.0**-decimals * (1 if "%" in cell.text else column.scale)
    return unit / 2 + 1e-6
