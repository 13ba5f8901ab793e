"""Puts the facts of a swift pass together as columns, in the order of the file."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from longtable.core.spreadsheets.distinct import Codes
from longtable.core.warehouse.columns import MEASURED, WHOLE, FactColumns, Numbers
from longtable.core.warehouse.facts import MARKS, MASKS, Categories, Fact
from longtable.submissions.understanding.existing import Key
from longtable.submissions.understanding.judging import Said, probe
from longtable.submissions.understanding.taking import Counted, Expected

SPREAD = 1 << 21


@dataclass(slots=True)
class _Piece:
    """Some facts: the rows they come from, which of the row's they are, and what they say."""

    rows: Codes
    order: Codes
    codes: tuple[Codes, ...]
    numbers: dict[str, Numbers]


@dataclass(slots=True)
class Assembly:
    """Gives codes to what facts say, collects them, and sorts them at the end."""

    expected: Expected
    kind: str
    periods: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    levels: list[tuple[str, str]] = field(default_factory=list)
    categories: dict[Categories, int] = field(default_factory=dict)
    published: dict[str, int] = field(default_factory=lambda: {"": 0})
    pieces: list[_Piece] = field(default_factory=list)
    single: list[tuple[int, Fact]] = field(default_factory=list)

    def place(self, place: Any) -> int:
        """Return the code of a known place."""
        if place.code not in self.places:
            self.levels.append((place.code, place.level))
        return self.places.setdefault(place.code, len(self.places))

    def period(self, text: str) -> int:
        """Return the code of a period, -1 for what can't be one."""
        if probe(period=text) is None:
            return -1
        return self.periods.setdefault(text, len(self.periods))

    def category(self, categories: Categories) -> int:
        """Return the code of a set of categories."""
        return self.categories.setdefault(categories, len(self.categories))

    def keys(self, period: Codes, place: Codes, category: Codes) -> Codes:
        """Return one number for what each fact is about."""
        keys: Codes = (period * SPREAD + place) * SPREAD + category
        return keys

    def keys_of(self, keys: Iterable[Key]) -> Codes:
        """Return the numbers of keys that stood before; those that no row can have are left out."""
        found = [
            (period, place, category)
            for when, where, who, unit in keys
            if not unit
            and (period := self.periods.get(when)) is not None
            and (place := self.places.get(where)) is not None
            and (category := self.categories.get(who)) is not None
        ]
        codes = np.array(found, np.int64).reshape(len(found), 3)
        return self.keys(codes[:, 0], codes[:, 1], codes[:, 2])

    def add(self, rows: Codes, codes: tuple[Codes, ...], said: Said, *, number: int) -> None:
        """Add the facts that one bundle of columns gives in some rows."""
        numbers = {
            name: Numbers(numbers.values[rows], numbers.known[rows])
            for name, numbers in said.numbers.items()
        }
        more = (said.mark[rows], said.as_published[rows])
        order = np.full(len(rows), number)
        self.pieces.append(_Piece(rows, order, (*codes, *more), numbers))

    def add_fact(self, fact: Fact, *, row: int) -> None:
        """Add a fact of a row that went the plain way."""
        self.single.append((row, fact))

    def counted(self) -> Counted:
        """Return how many facts were added in pieces, how many masked, of which periods."""
        masked = np.isin(np.arange(len(MARKS)), [MARKS.index(mark) for mark in MASKS])
        periods = list(self.periods)
        counted = Counted()
        for piece in self.pieces:
            counted.facts += len(piece.rows)
            counted.masked += int(masked[piece.codes[3]].sum())
            counted.periods |= {periods[code] for code in np.unique(piece.codes[0]).tolist()}
        return counted

    def finished(self, *, each: int) -> FactColumns:
        """Return all facts, row by row; a row has fewer than `each`."""
        pieces = [*self.pieces, self._singles(each)]
        pieces = [piece for piece in pieces if len(piece.rows)] or pieces[-1:]
        rows = np.concatenate([piece.rows * each + piece.order for piece in pieces])
        is_sorted = bool((rows[1:] > rows[:-1]).all())
        order = slice(None) if is_sorted else np.argsort(rows, kind="stable")
        period, place, category, mark, published = (
            np.concatenate([piece.codes[at] for piece in pieces])[order] for at in range(5)
        )
        names = [n for n in (*WHOLE, *MEASURED) if any(n in piece.numbers for piece in pieces)]
        return FactColumns(
            indicator=self.expected.indicator,
            source=self.expected.source,
            kind=self.kind,  # type: ignore[arg-type]
            periods=list(self.periods),
            places=self.levels,
            categories=list(self.categories),
            marks=MARKS,  # type: ignore[arg-type]
            published=list(self.published),
            period=period,
            place=place,
            category=category,
            mark=mark,
            as_published=published,
            numbers={name: _joined(pieces, name, order) for name in names},
        )

    def _singles(self, each: int) -> _Piece:
        facts = [fact for _, fact in self.single]
        rows = np.array([row for row, _ in self.single], np.int64)
        codes = [
            (
                self.periods.setdefault(fact.period, len(self.periods)),
                self._place_of(fact),
                self.category(fact.categories),
                MARKS.index(fact.mark),
                self.published.setdefault(fact.as_published, len(self.published)),
            )
            for fact in facts
        ]
        columns = np.array(codes, np.int64).reshape(len(codes), 5)
        numbers = {
            name: _numbers([getattr(fact, name) for fact in facts], whole=name in WHOLE)
            for name in (*WHOLE, *MEASURED)
            if any(getattr(fact, name) is not None for fact in facts)
        }
        return _Piece(rows, np.zeros(len(rows), np.int64), tuple(columns.T), numbers)

    def _place_of(self, fact: Fact) -> int:
        if fact.place not in self.places:
            self.levels.append((fact.place, fact.level))
        return self.places.setdefault(fact.place, len(self.places))


def _joined(pieces: list[_Piece], name: str, order: Codes | slice) -> Numbers:
    kind = np.int64 if name in WHOLE else np.float64
    nothing = [
        Numbers(np.zeros(len(piece.rows), kind), np.zeros(len(piece.rows), bool))
        for piece in pieces
    ]
    found = [piece.numbers.get(name, none) for piece, none in zip(pieces, nothing, strict=True)]
    values = np.concatenate([numbers.values for numbers in found])[order]
    known = np.concatenate([numbers.known for numbers in found])[order]
    return Numbers(values, known)


def _numbers(values: list[Any], *, whole: bool) -> Numbers:
    known = np.array([value is not None for value in values], bool)
    filled = [0 if value is None else value for value in values]
    return Numbers(np.array(filled, np.int64 if whole else np.float64), known)
