"""The same as `taking`, for many rows at once: what is plain is judged once for each text.

Rows where anything needs a person, or whose fact may stand twice or be there already, go the
plain way, row by row and in order, so that the facts and the problems are the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from longtable.core.spreadsheets.cells import clean
from longtable.core.spreadsheets.distinct import Codes
from longtable.core.spreadsheets.sheets import column_position
from longtable.core.warehouse.columns import FactColumns
from longtable.submissions.understanding import layout as uses
from longtable.submissions.understanding.adding import Wholes
from longtable.submissions.understanding.assembling import Assembly
from longtable.submissions.understanding.columns import Coded, combined
from longtable.submissions.understanding.judging import (
    GOOD,
    LEFT,
    NOTHING,
    SLOW,
    NeedsItsRow,
    Said,
    Strict,
    judged,
    probe,
)
from longtable.submissions.understanding.layout import LEAVE_OUT, ColumnUse
from longtable.submissions.understanding.naming import Namer, period_of
from longtable.submissions.understanding.problems import Findings
from longtable.submissions.understanding.taking import Taking
from longtable.submissions.understanding.values import Bundle, Reader
from longtable.submissions.understanding.vocabulary import KnownPlace


def positions(taking: Taking) -> list[int]:
    """Return which columns a pass needs, from 0; none where all rows have to go the plain way."""
    if taking.carried or not taking.bundles or "total" in taking.kinds.values():
        return []
    used = taking.layout.using(*uses.KEYS, *uses.VALUES)
    return sorted({column_position(column.letter) - 1 for column in used})


def taken(taking: Taking, columns: Mapping[int, Coded]) -> FactColumns:
    """Return the facts of all rows, given the columns of `positions`, whole.

    Afterwards `taking` knows what was found and counted.
    """
    return _Swift(taking, columns).facts()


@dataclass(frozen=True, slots=True)
class _Part:
    """What one part of each row says: its state, and a code into what was found."""

    state: Codes
    codes: Codes
    found: list[Any]


class _Swift:
    """One pass; every array goes along with the rows of data."""

    def __init__(self, taking: Taking, columns: Mapping[int, Coded]) -> None:
        self.taking = taking
        height = max((len(column.codes) for column in columns.values()), default=0)
        self.at = _data_rows(taking, height)
        self.rows = len(self.at)
        self.columns = {place: column.at(self.at) for place, column in columns.items()}
        self.line = [""] * (max(columns, default=0) + 1)
        strict = Strict(taking.layout.sheet)
        self.namer = Namer(taking.layout, taking.namer.vocabulary, strict)
        self.reader = Reader(taking.table, taking.layout, strict)
        self.assembly = Assembly(taking.expected, taking.layout.kind)

    def facts(self) -> FactColumns:
        """Judge every part, find the rows that go the plain way, and put the facts together."""
        kept = self._kept()
        empty = self._empty()
        place, group = self._place(), self._group()
        left = (place.state != SLOW) & (group.state != SLOW)
        left &= (place.state == LEFT) | (group.state == LEFT)
        live = kept & ~empty & ~left
        period = self._period()
        slow = live & ((place.state == SLOW) | (group.state == SLOW) | (period.state == SLOW))
        bundles = [
            _Bundled(self, bundle, place=place, group=group, period=period)
            for bundle in self.taking.bundles
        ]
        for bundle in bundles:
            slow |= live & bundle.needs_rows
        slow |= self._again([(bundle.keys, live & bundle.may_be) for bundle in bundles])
        self._count(~slow, kept=kept, empty=empty, left=left)
        for number, bundle in enumerate(bundles):
            bundle.add(np.flatnonzero(live & ~slow & (bundle.said.state == GOOD)), number=number)
        self._plain_way(np.flatnonzero(slow))
        found = self.assembly.finished(each=len(bundles) + 1)
        _compare_wholes(self.taking.wholes, found)
        return found

    def coded(self, letter: str) -> Coded:
        """Return a column in the rows of data."""
        return self.columns[column_position(letter) - 1]

    def _judged(self, names: Sequence[str], judge: Callable[[Sequence[str]], Any]) -> _Part:
        """Judge each combination of the columns of these uses, as a line with nothing else."""
        letters = list(dict.fromkeys(c.letter for c in self.taking.layout.using(*names)))
        coded = [self.coded(letter) for letter in letters]
        places = [column_position(letter) - 1 for letter in letters]
        found = combined(coded, self.rows)

        def of_codes(codes: Sequence[int]) -> tuple[int, Any]:
            line = self.line[:]
            for place, column, code in zip(places, coded, codes, strict=True):
                line[place] = column.texts[code]
            try:
                said = judge(line)
            except NeedsItsRow:
                return SLOW, None
            return (LEFT if said == LEAVE_OUT else GOOD), said

        results = found.judged(of_codes)
        states = np.array([state for state, _ in results], np.int8)
        return _Part(states[found.codes], found.codes, [said for _, said in results])

    def _kept(self) -> Codes:
        part = self._judged([uses.FILTER], self.namer.is_kept)
        return np.array(part.found, bool)[part.codes]

    def _empty(self) -> Codes:
        columns = {c.letter for b in self.taking.bundles for c in _telling(b)}
        empty = np.full(self.rows, bool(columns))
        for letter in columns:
            coded = self.coded(letter)
            empty &= np.array([not clean(text) for text in coded.texts], bool)[coded.codes]
        return empty

    def _place(self) -> _Part:
        def judge(line: Sequence[str]) -> KnownPlace | str:
            place = self.namer.place(0, line)
            if place is None or (
                isinstance(place, KnownPlace) and probe(place=place.code, level=place.level) is None
            ):
                raise NeedsItsRow
            return place

        return self._judged([uses.PLACE_CODE, uses.PLACE_NAME], judge)

    def _group(self) -> _Part:
        def judge(line: Sequence[str]) -> tuple[tuple[str, str], ...] | str:
            categories = self.namer.categories(0, line)
            if categories is None:
                raise NeedsItsRow
            return categories

        return self._judged([uses.GROUP, uses.GROUP_TYPE], judge)

    def _period(self) -> _Part:
        return self._judged([uses.PERIOD], lambda line: self.namer.period(0, line) or "")

    def _again(self, bundles: Sequence[tuple[Codes, Codes]]) -> Codes:
        """Return the rows whose fact stands in another row as well, or was there before."""
        rows = np.concatenate([np.flatnonzero(may_be) for _, may_be in bundles])
        keys = np.concatenate([keys[may_be] for keys, may_be in bundles])
        order = np.argsort(keys, kind="stable")
        same = keys[order][1:] == keys[order][:-1]
        again = np.zeros(self.rows, bool)
        again[rows[order[1:]][same]] = True
        again[rows[order[:-1]][same]] = True
        known = self.assembly.keys_of(self.taking.existing.keys)
        again[rows[np.isin(keys, known)]] = True
        return again

    def _count(self, fast: Codes, *, kept: Codes, empty: Codes, left: Codes) -> None:
        counted = self.taking.counted
        counted.rows += int(fast.sum())
        counted.empty += int((fast & kept & empty).sum())
        counted.left_out += int((fast & ~kept).sum() + (fast & kept & ~empty & left).sum())

    def _plain_way(self, rows: Codes) -> None:
        """Go through single rows; what everybody adds up to is compared at the end, for all."""
        taking = self.taking
        wholes, taking.wholes = taking.wholes, Wholes(taking.wholes.vocabulary, Findings(""))
        for row in rows.tolist():
            line = self.line[:]
            for place, column in self.columns.items():
                line[place] = column.texts[column.codes[row]]
            for fact in taking.row(int(self.at[row]) + 1, line):
                self.assembly.add_fact(fact, row=row)
        taking.wholes = wholes
        counted, fast = taking.counted, self.assembly.counted()
        counted.facts += fast.facts
        counted.masked += fast.masked
        counted.periods |= fast.periods


class _Bundled:
    """One bundle of columns in every row: what it says, and the key of its fact."""

    def __init__(
        self, swift: _Swift, bundle: Bundle, *, place: _Part, group: _Part, period: _Part
    ) -> None:
        self.assembly = swift.assembly
        columns = {c.letter: swift.coded(c.letter) for c in bundle.columns.values()}
        self.said: Said = judged(swift.reader, bundle, columns, self.assembly.published)
        self.place = self._codes(place, self.assembly.place)
        self.group = self._codes(group, lambda said: self._categories(said, bundle))
        own = period_of(bundle.period) if bundle.period else ""
        self.period = self._codes(period, lambda said: self.assembly.period(own or said), own=own)
        clear = (self.place >= 0) & (self.group >= 0) & (self.period >= 0)
        self.may_be = clear & (self.said.state != NOTHING)
        self.needs_rows = (self.said.state == SLOW) | (~clear & (self.said.state == GOOD))
        self.keys = self.assembly.keys(self.period, self.place, self.group)

    def add(self, rows: Codes, *, number: int) -> None:
        """Give the facts of some rows to the assembly."""
        codes = (self.period[rows], self.place[rows], self.group[rows])
        self.assembly.add(rows, codes, self.said, number=number)

    def _categories(self, said: tuple[tuple[str, str], ...], bundle: Bundle) -> int:
        named: dict[str, str] = dict(said)
        if bundle.category:
            named[bundle.breakdown] = bundle.category
        fact = probe(categories=tuple(named.items()))
        return self.assembly.category(fact.categories) if fact else -1

    def _codes(self, part: _Part, code: Callable[[Any], int], *, own: str = "") -> Codes:
        """Return the code of what each row says, -1 where it says nothing that is good."""
        good = np.zeros(len(part.found), bool)
        good[part.codes[part.state == GOOD]] = True
        told = zip(part.found, good.tolist(), strict=True)
        codes = [code(found) if is_good or own else -1 for found, is_good in told]
        return np.array(codes, np.int64)[part.codes]


def _data_rows(taking: Taking, height: int) -> Codes:
    """Return the rows of data, counted from 0."""
    inside = np.zeros(height, bool)
    inside[max(taking.table.first_data_row - 1, 0) : taking.table.last_data_row] = True
    for number, kind in taking.kinds.items():
        if 1 <= number <= height:
            inside[number - 1] = kind == "data"
    return np.flatnonzero(inside)


def _telling(bundle: Bundle) -> list[ColumnUse]:
    return [column for column in bundle.columns.values() if column.use != uses.ELIGIBLE]


def _compare_wholes(wholes: Wholes, found: FactColumns) -> None:
    """Hand over what is compared with everybody: the facts of no group or of one."""
    few = np.array([len(categories) <= 1 for categories in found.categories], bool)
    some = found.some(np.flatnonzero(few[found.category])) if len(few) else found
    if found.kind == "count" and _has_whole(some):
        for fact in some:
            wholes.add(fact)
    wholes.check()


def _has_whole(found: FactColumns) -> bool:
    """Whether any fact is about everybody; without one there is nothing to compare."""
    whole = np.array([not categories for categories in found.categories], bool)
    return bool(len(found) and whole[found.category].any())
