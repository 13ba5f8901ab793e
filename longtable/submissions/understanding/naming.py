"""What a row is about: its place, its period and its categories."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from longtable.core.spreadsheets.cells import clean
from longtable.core.spreadsheets.sheets import column_position
from longtable.submissions.understanding import layout as uses
from longtable.submissions.understanding.layout import EVERYBODY, LEAVE_OUT, ColumnUse, Layout
from longtable.submissions.understanding.problems import Findings
from longtable.submissions.understanding.vocabulary import (
    KnownPlace,
    Vocabulary,
    is_everybody,
    is_total,
    plain,
)

Categories = tuple[tuple[str, str], ...]
SCHOOL_YEAR = re.compile(r"((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)?\d\d)\b")
YEAR = re.compile(r"^(?:\D{0,14}\s)?((?:19|20)\d\d)(?:\.0)?$")
CODE_WORDS = {"code", "codes", "id", "ids", "number", "no", "name", "fips", "geoid", "nces"}


@dataclass(frozen=True, slots=True)
class Step:
    """The columns that name one kind of place, such as a school by its code and its name."""

    columns: tuple[ColumnUse, ...]


def period_of(text: str) -> str:
    """Return a period as it is stored: 2010-11 (a school year), 2015 (a year), else the text."""
    text = " ".join(text.split())
    if found := SCHOOL_YEAR.search(text):
        first, last = found[1], found[2][-2:]
        follows = int(last) == (int(first) + 1) % 100
        return f"{first}-{last}" if follows or len(found[2]) == 4 else text
    if found := YEAR.match(text):
        return found[1]
    return text


def steps(layout: Layout) -> tuple[Step, ...]:
    """Return the kinds of places that columns name, as the sheet has them: the last is finest."""
    found: dict[str, list[ColumnUse]] = {}
    for column in layout.using(uses.PLACE_CODE, uses.PLACE_NAME):
        words = [word for word in plain(column.name).split() if word not in CODE_WORDS]
        found.setdefault(" ".join(words), []).append(column)
    by_code = lambda column: column.use != uses.PLACE_CODE  # noqa: E731
    return tuple(Step(tuple(sorted(columns, key=by_code))) for columns in found.values())


class Namer:
    """Says for each row which place, period and categories it is about; notes what is unclear."""

    def __init__(self, layout: Layout, vocabulary: Vocabulary, findings: Findings) -> None:
        self.layout, self.vocabulary, self.findings = layout, vocabulary, findings
        self.steps = tuple(reversed(steps(layout)))
        self.groups = layout.using(uses.GROUP)
        self.types = layout.using(uses.GROUP_TYPE)
        self.periods = layout.using(uses.PERIOD)
        self.filters = [
            (column_position(c.letter) - 1, {plain(text) for text in c.keep})
            for c in layout.using(uses.FILTER)
        ]
        self._places: dict[str, KnownPlace | str | None] = {}

    def is_kept(self, cells: Sequence[str]) -> bool:
        """Whether a row is among those that are taken at all."""
        return all(plain(text_at(cells, at)) in keep for at, keep in self.filters)

    def period(self, number: int, cells: Sequence[str]) -> str | None:
        """Return the row's period, None when there is none."""
        for column in self.periods:
            if text := _text(cells, column):
                return period_of(text)
            self.findings.add("no_row_period", row=number, letter=column.letter)
            return None
        return self.layout.period or None

    def place(self, number: int, cells: Sequence[str]) -> KnownPlace | str | None:
        """Return the row's place, LEAVE_OUT, or None when it is not known which it is."""
        for step in self.steps:
            texts = [text for column in step.columns if (text := _text(cells, column))]
            if not texts:
                continue
            found = self._known(texts)
            if found is None:
                letter = step.columns[-1].letter
                self._unknown_place(texts[-1], number, letter)
            return found
        if self.steps:
            self.findings.add("no_row_place", row=number, letter=self.steps[-1].columns[0].letter)
            return None
        return self.vocabulary.places.get(self.layout.place)

    def categories(self, number: int, cells: Sequence[str]) -> Categories | str | None:
        """Return the row's categories (none: everybody), LEAVE_OUT, or None when not known."""
        found = dict(self.layout.categories)
        said = _text(cells, self.types[0]) if self.types else ""
        for column in self.groups:
            text = _text(cells, column)
            breakdown = column.breakdown or (self.vocabulary.breakdown(said) if said else "")
            pair = self._category(text, breakdown)
            if pair is None:
                self._unknown_category(text, breakdown, number, column.letter)
                return None
            if pair == LEAVE_OUT:
                return LEAVE_OUT
            if pair != EVERYBODY:
                known = pair.split("/", 1)
                found[known[0]] = known[1]
        return tuple(sorted(found.items()))

    def is_everybody(self, cells: Sequence[str]) -> bool:
        """Whether a row names everybody in its column of groups, in words that say so."""
        texts = [_text(cells, column) for column in self.groups]
        if not any(is_everybody(text) for text in texts):
            return False
        return all(is_everybody(t) or self.vocabulary.category(t) for t in texts) and any(
            self._known([text])
            for step in self.steps
            for column in step.columns
            if (text := _text(cells, column))
        ) | (not self.steps)

    def _known(self, texts: list[str]) -> KnownPlace | str | None:
        key = "\n".join(texts)
        if key not in self._places:
            self._places[key] = self._look_up(texts)
        return self._places[key]

    def _look_up(self, texts: list[str]) -> KnownPlace | str | None:
        for text in texts:
            said = self.layout.meanings.get(uses.meaning_key("place", text))
            if said == LEAVE_OUT:
                return LEAVE_OUT
            if said in self.vocabulary.places:
                return self.vocabulary.places[said]
        return next((p for text in texts if (p := self.vocabulary.place(text))), None)

    def _category(self, text: str, breakdown: str) -> str | None:
        said = self.layout.meanings.get(uses.meaning_key("group", text))
        if said:
            return said
        if is_everybody(text) or (is_total(text) and self.layout.totals == EVERYBODY):
            return EVERYBODY
        known = self.vocabulary.category(text, breakdown) if text else None
        return f"{known.breakdown}/{known.code}" if known else None

    def _unknown_place(self, text: str, number: int, letter: str) -> None:
        problem = self.findings.add(
            "unknown_place", row=number, letter=letter, key=plain(text), said={"text": text}
        )
        if problem.count == 1:
            problem.near = [(p.code, p.name) for p in self.vocabulary.near_places(text)]

    def _unknown_category(self, text: str, breakdown: str, number: int, letter: str) -> None:
        said = {"text": text, "letter": letter, "breakdown": breakdown}
        problem = self.findings.add(
            "unknown_category", row=number, letter=letter, key=f"{letter}{plain(text)}", said=said
        )
        if problem.count == 1:
            problem.near = [
                (f"{c.breakdown}/{c.code}", c.name)
                for c in self.vocabulary.near_categories(text, breakdown)
            ]


def text_at(cells: Sequence[str], at: int) -> str:
    """Return the text of a cell counted from 0, "" outside the row."""
    return clean(cells[at]) if at < len(cells) else ""


def code_beside(layout: Layout, cells: Sequence[str], name: str) -> str:
    """Return the code that stands beside the name of a place, else one made from the name."""
    for step in reversed(steps(layout)):
        texts = [_text(cells, column) for column in step.columns]
        coded = [
            text
            for column, text in zip(step.columns, texts, strict=True)
            if column.use == uses.PLACE_CODE and text
        ]
        if name in texts and coded:
            return coded[0][:80]
    return plain(name).replace(" ", "-")[:80]


def _text(cells: Sequence[str], column: ColumnUse) -> str:
    return text_at(cells, column_position(column.letter) - 1)
