"""What the numbers of many rows say, judged once for each text or combination of texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from longtable.core.spreadsheets.cells import clean
from longtable.core.spreadsheets.distinct import Codes
from longtable.core.spreadsheets.sheets import column_position
from longtable.core.warehouse.columns import MEASURED, WHOLE, Numbers
from longtable.core.warehouse.facts import MARKS, Fact
from longtable.submissions.understanding import layout as uses
from longtable.submissions.understanding.columns import Coded, combined
from longtable.submissions.understanding.problems import Findings, Problem
from longtable.submissions.understanding.values import COUNTS, Bundle, Reader, rounding

GOOD, LEFT, SLOW, NOTHING = 0, 1, 2, 3
EXACT = 2**53
CAUTION = MARKS.index("caution")


class NeedsItsRow(Exception):
    """Something has to be noted at its row, which only the plain way does."""


class Strict(Findings):
    """Notes nothing: whatever would be noted goes the plain way."""

    def add(self, cause: str, **where: Any) -> Problem:
        """Say that the row itself has to be gone through."""
        raise NeedsItsRow(cause)


def probe(**said: Any) -> Fact | None:
    """Return a fact that says this and else something valid; None where no fact can say it."""
    valid = {"indicator": "i", "source": "s", "period": "p", "place": "p", "level": "l"}
    valid |= {} if "kind" in said else {"mark": "suppressed"}
    try:
        return Fact(**{**valid, **said})
    except ValueError:
        return None


@dataclass(slots=True)
class Said:
    """What each row says in one bundle of columns: a state, a mark, a text and the numbers."""

    state: Codes
    mark: Codes
    as_published: Codes
    numbers: dict[str, Numbers] = field(default_factory=dict)

    @classmethod
    def nothing(cls, rows: int) -> "Said":
        """Return what rows say of which nothing is known yet."""
        return cls(np.full(rows, SLOW, np.int8), np.zeros(rows, np.int8), np.zeros(rows, np.int32))

    def put(self, name: str, rows: Codes, values: Codes, known: Codes | None = None) -> None:
        """Set a number in some rows, where it is known."""
        if name not in self.numbers:
            kind = np.int64 if name in WHOLE else np.float64
            size = len(self.state)
            self.numbers[name] = Numbers(np.zeros(size, kind), np.zeros(size, bool))
        self.numbers[name].values[rows] = values
        self.numbers[name].known[rows] = True if known is None else known


def judged(
    reader: Reader, bundle: Bundle, columns: Mapping[str, Coded], published: dict[str, int]
) -> Said:
    """Return what a bundle says in each row. `columns` are by letter, `published` gives codes."""
    rows = len(next(iter(columns.values())).codes)
    said = Said.nothing(rows)
    rest = np.arange(rows)
    if reader.kind == "count":
        simple = _counts(reader, bundle, columns, said)
        rest = np.flatnonzero(~simple)
    if len(rest):
        _each_combination(reader, bundle, columns, said, rest=rest, published=published)
    return said


@dataclass(frozen=True, slots=True)
class _Column:
    """The numbers of a column in each row: `plain` where there is a number and nothing else."""

    number: Codes
    plain: Codes
    caution: Codes
    rounding: Codes


def _column(reader: Reader, bundle: Bundle, use: str, coded: Coded) -> _Column:
    column = bundle.columns[use]
    cells = [reader.cell(clean(text), column) for text in coded.texts]
    number = np.array([cell.number if cell.number is not None else np.nan for cell in cells])
    plain = np.array([cell.number is not None and not cell.mask for cell in cells], bool)
    if use in COUNTS:
        with np.errstate(invalid="ignore"):
            plain &= (number >= 0) & (number < EXACT) & (np.floor(number) == number)
    caution = np.array([cell.caution for cell in cells], bool)
    near = [rounding(cell, column) if use == uses.REPEATS else 0.0 for cell in cells]
    each = (number, plain, caution, np.array(near))
    return _Column(*(values[coded.codes] for values in each))


def _counts(reader: Reader, bundle: Bundle, columns: Mapping[str, Coded], said: Said) -> Codes:
    """Fill in the rows of whole, open counts that fit each other, and return which these are."""
    read = {
        use: _column(reader, bundle, use, columns[column.letter])
        for use, column in bundle.columns.items()
    }
    simple: Codes = np.logical_and.reduce([column.plain for column in read.values()])
    top, bottom = read[uses.NUMERATOR].number, read[uses.DENOMINATOR].number
    with np.errstate(invalid="ignore", divide="ignore"):
        simple &= top <= bottom
        if uses.REPEATS in read:
            repeated = read[uses.REPEATS]
            simple &= (bottom == 0) | (
                np.abs(100 * top / bottom - repeated.number) <= repeated.rounding
            )
        if uses.ELIGIBLE in read:
            simple &= read[uses.ELIGIBLE].number >= bottom
    rows = np.flatnonzero(simple)
    said.state[rows] = GOOD
    caution = np.logical_or.reduce([column.caution for column in read.values()])
    said.mark[rows] = np.where(caution[rows], CAUTION, 0)
    for use in COUNTS:
        if use in read:
            said.put(use, rows, read[use].number[rows].astype(np.int64))
    return simple


def _each_combination(
    reader: Reader, bundle: Bundle, columns: Mapping[str, Coded], said: Said, *, rest: Codes,
    published: dict[str, int],
) -> None:  # fmt: skip
    letters = list(dict.fromkeys(column.letter for column in bundle.columns.values()))
    coded = [columns[letter].at(rest) for letter in letters]
    found = combined(coded, len(rest))
    at = [column_position(letter) - 1 for letter in letters]
    line = [""] * (max(at) + 1)

    def judge(codes: Sequence[int]) -> Fact | int:
        for place, column, code in zip(at, coded, codes, strict=True):
            line[place] = column.texts[code]
        try:
            fields = reader.read(0, line, bundle)
        except NeedsItsRow:
            return SLOW
        return NOTHING if fields == {} else (probe(**fields) or SLOW) if fields else SLOW

    results = found.judged(judge)
    facts = [each if isinstance(each, Fact) else None for each in results]
    states = [each if isinstance(each, int) else GOOD for each in results]
    said.state[rest] = np.array(states, np.int8)[found.codes]
    marks = [MARKS.index(fact.mark) if fact else 0 for fact in facts]
    said.mark[rest] = np.array(marks, np.int8)[found.codes]
    texts = [published.setdefault(f.as_published if f else "", len(published)) for f in facts]
    said.as_published[rest] = np.array(texts, np.int32)[found.codes]
    for name in (*WHOLE, *MEASURED):
        values = [getattr(fact, name) if fact else None for fact in facts]
        if any(value is not None for value in values):
            kind = np.int64 if name in WHOLE else np.float64
            known = np.array([value is not None for value in values])
            numbers = np.array([0 if value is None else value for value in values], kind)
            said.put(name, rest, numbers[found.codes], known[found.codes])
