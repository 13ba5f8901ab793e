"""Whether the parts add up: rows to their total row, groups to everybody."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from longtable.core.spreadsheets.cells import understand_text
from longtable.core.spreadsheets.sheets import column_position
from longtable.core.warehouse.facts import Fact
from longtable.submissions.understanding import layout as uses
from longtable.submissions.understanding.layout import Layout
from longtable.submissions.understanding.naming import text_at
from longtable.submissions.understanding.problems import Findings
from longtable.submissions.understanding.vocabulary import Vocabulary


class Totals:
    """Adds up the rows since the last total row, and compares where nothing is masked.

    Only files where each row is a part of its total are compared: one place a row without a
    column of groups, or one group a row of a single place.
    """

    def __init__(self, layout: Layout, findings: Findings) -> None:
        self.findings = findings
        self.columns = layout.using(uses.NUMERATOR, uses.DENOMINATOR)
        self.keys = [
            [column_position(c.letter) - 1 for c in layout.using(use)]
            for use in (uses.PLACE_NAME, uses.GROUP, uses.PERIOD)
        ]
        self.sums: dict[str, float | None] = {}
        self.rows = 0
        self.named: list[set[str]] = [set(), set(), set()]

    def add(self, number: int, cells: Sequence[str], decimal: str) -> None:
        """Count a row of data in."""
        self.rows += 1
        for names, columns in zip(self.named, self.keys, strict=True):
            names.add("\n".join(text_at(cells, at) for at in columns))
        for column in self.columns:
            value = _number(cells, column.letter, decimal)
            before = self.sums.get(column.letter, 0.0)
            self.sums[column.letter] = None if value is None or before is None else before + value

    def check(self, number: int, cells: Sequence[str], decimal: str) -> None:
        """Compare a total row with the rows above it, and begin anew."""
        varying = sum(len(names) > 1 for names in self.named)
        if self.rows > 1 and varying == 1:
            for column in self.columns:
                total, parts = _number(cells, column.letter, decimal), self.sums[column.letter]
                if total is not None and parts is not None and abs(total - parts) > 1e-6:
                    self._differs(number, column.letter, f"{total:,.0f}", f"{parts:,.0f}")
        self.sums, self.rows, self.named = {}, 0, [set(), set(), set()]

    def _differs(self, number: int, letter: str, total: str, parts: str) -> None:
        said = {"row": number, "letter": letter, "said": total, "worked_out": parts}
        self.findings.add(
            "total_differs", row=number, letter=letter, key=f"{number}{letter}", said=said
        )


@dataclass(slots=True)
class _Parts:
    people: int = 0
    masked: bool = False
    categories: int = 0


@dataclass(slots=True)
class Wholes:
    """Compares everybody in a place and period with the groups that they are split into."""

    vocabulary: Vocabulary
    findings: Findings
    whole: dict[tuple[str, str], int] = field(default_factory=dict)
    parts: dict[tuple[str, str, str], _Parts] = field(default_factory=lambda: defaultdict(_Parts))

    def add(self, fact: Fact) -> None:
        """Count a fact in; only counts of people can be compared."""
        if fact.kind != "count" or len(fact.categories) > 1:
            return
        if not fact.categories:
            if fact.denominator is not None:
                self.whole[fact.period, fact.place] = fact.denominator
            return
        breakdown = fact.categories[0][0]
        if breakdown in self.vocabulary.covering:
            part = self.parts[fact.period, fact.place, breakdown]
            part.people += fact.denominator or 0
            part.masked = part.masked or fact.masked
            part.categories += 1

    def check(self) -> None:
        """Note where groups exceed everybody, or fall short though none is masked."""
        for (period, place, breakdown), part in self.parts.items():
            whole = self.whole.get((period, place))
            if whole is None or part.categories < 2:
                continue
            if part.people > whole or (part.people < whole and not part.masked):
                said = {
                    "breakdown": self.vocabulary.breakdowns.get(breakdown, breakdown),
                    "place": self.vocabulary.places[place].name,
                    "period": period,
                    "parts": f"{part.people:,}",
                    "whole": f"{whole:,}",
                }
                self.findings.add("parts_differ", key=breakdown, said=said)


def _number(cells: Sequence[str], letter: str, decimal: str) -> float | None:
    return understand_text(text_at(cells, column_position(letter) - 1), decimal).number
