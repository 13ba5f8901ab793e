"""From the rows of a table to facts and problems, row by row, so that any number of rows fits."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from longtable.core.spreadsheets.reading import TableReading
from longtable.core.spreadsheets.sheets import column_position
from longtable.core.warehouse.facts import Fact
from longtable.submissions.understanding import layout as uses
from longtable.submissions.understanding.adding import Totals, Wholes
from longtable.submissions.understanding.existing import Existing
from longtable.submissions.understanding.layout import EVERYBODY, LEAVE_OUT, Layout
from longtable.submissions.understanding.naming import Namer, period_of
from longtable.submissions.understanding.problems import Findings
from longtable.submissions.understanding.values import Bundle, Reader, bundles
from longtable.submissions.understanding.vocabulary import KnownPlace, Vocabulary

Row = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Expected:
    """What the file is for: the indicator by its key, its estimator, and words for problems.

    `estimator` is rate, mean or published; `source` is the name of the facts' source. `counted`
    and `out_of` are numerator and denominator in every language that they were written in.
    """

    indicator: str
    source: str
    estimator: str = "rate"
    name: str = ""
    numerator: str = ""
    denominator: str = ""
    counted: tuple[str, ...] = ()
    out_of: tuple[str, ...] = ()

    @property
    def tops(self) -> tuple[str, ...]:
        """The words by which the column of the numerator may be called."""
        return self.counted or (self.numerator,)

    @property
    def bottoms(self) -> tuple[str, ...]:
        """The words by which the column of the denominator may be called."""
        return self.out_of or (self.denominator,)


@dataclass(slots=True)
class Counted:
    """How many rows there were and what became of them."""

    rows: int = 0
    facts: int = 0
    masked: int = 0
    left_out: int = 0
    totals: int = 0
    empty: int = 0
    periods: set[str] = field(default_factory=set)


class Taking:
    """One pass over a table. Go through `facts`, then read `findings` and `counted`.

    A row that needs a person gives no fact. A total is left out unless it is said to stand for
    everybody, or the group that it names is everybody in plain words.
    """

    def __init__(
        self,
        table: TableReading,
        layout: Layout,
        vocabulary: Vocabulary,
        *,
        expected: Expected,
        existing: Existing | None = None,
    ) -> None:
        self.table, self.layout, self.expected = table, layout, expected
        self.existing = existing or Existing()
        self.findings = Findings(layout.sheet)
        self.counted = Counted()
        self.namer = Namer(layout, vocabulary, self.findings)
        self._reader = Reader(table, layout, self.findings)
        self.bundles = bundles(layout)
        self._seen: dict[Any, int] = {}
        self.wholes = Wholes(vocabulary, self.findings)
        self._totals = Totals(layout, self.findings)
        self.kinds = row_kinds(table, layout)
        self.carried = [
            column_position(column.letter) - 1 for column in table.columns if column.carried
        ]

    def facts(self, rows: Iterable[Row]) -> Iterator[Fact]:
        """Yield the facts of these rows (number and texts of cells), noting what is wrong."""
        before: list[str] = []
        for number, cells in rows:
            kind = self._kind(number)
            if kind not in {"data", "total"}:
                continue
            if self.carried:
                before = cells = self._carry(before, cells)
            if kind == "total" and not self._counts_as_data(number, cells):
                self.counted.totals += 1
                self._totals.check(number, cells, self.table.decimal)
                continue
            yield from self.row(number, cells)
        self.wholes.check()

    def _kind(self, number: int) -> str:
        if number in self.kinds:
            return self.kinds[number]
        inside = self.table.first_data_row <= number <= self.table.last_data_row
        return "data" if inside else "outside"

    def _counts_as_data(self, number: int, cells: Sequence[str]) -> bool:
        if str(number) in self.layout.rows:
            return False
        return self.layout.totals == EVERYBODY or self.namer.is_everybody(cells)

    def _carry(self, before: Sequence[str], cells: Sequence[str]) -> list[str]:
        line = list(cells)
        for at in self.carried:
            if at < len(line) and not line[at].strip() and at < len(before):
                line[at] = before[at]
        return line

    def row(self, number: int, cells: Sequence[str]) -> Iterator[Fact]:
        """Yield the facts of one row of data, noting what is wrong with it."""
        self.counted.rows += 1
        if not self.namer.is_kept(cells):
            self.counted.left_out += 1
            return
        if self._reader.is_empty(cells, self.bundles):
            self.counted.empty += 1
            return
        place = self.namer.place(number, cells)
        categories = self.namer.categories(number, cells)
        if LEAVE_OUT in (place, categories):
            self.counted.left_out += 1
            return
        period = self.namer.period(number, cells)
        read = [(bundle, self._reader.read(number, cells, bundle)) for bundle in self.bundles]
        self._totals.add(number, cells, self.table.decimal)
        if not isinstance(place, KnownPlace) or isinstance(categories, str) or not read:
            self.findings.rows.add(number)
            return
        for bundle, fields in read:
            fact = self._fact(bundle, fields, place, categories, period) if fields else None
            if fact is None and fields != {}:
                self.findings.rows.add(number)
            elif fact and self._is_new(fact, number):
                yield self._kept(fact)

    def _fact(
        self, bundle: Bundle, fields: dict[str, Any], place: KnownPlace, categories: Any,
        period: str | None,
    ) -> Fact | None:  # fmt: skip
        when = period_of(bundle.period) if bundle.period else period
        if not when or categories is None:
            return None
        named = dict(categories)
        if bundle.category:
            named[bundle.breakdown] = bundle.category
        return Fact(
            indicator=self.expected.indicator,
            source=self.expected.source,
            period=when,
            place=place.code,
            level=place.level,
            categories=tuple(named.items()),
            **fields,
        )

    def _is_new(self, fact: Fact, number: int) -> bool:
        key = (fact.period, fact.place, fact.categories, fact.unit)
        first = self._seen.setdefault(key, number)
        if first != number and self.layout.using(uses.ASK):
            self.findings.rows.add(number)
            return False
        if first != number:
            self.findings.add("duplicate", row=number, said={"row": number, "first": first})
            return False
        earlier = self.existing.keys.get(key)
        if earlier is not None and earlier not in self.layout.replaces:
            said = {
                "submission": earlier,
                "file": self.existing.files[earlier],
                "periods": fact.period,
            }
            problem = self.findings.add("already_there", row=number, key=str(earlier), said=said)
            if fact.period not in problem.said["periods"].split(", "):
                problem.said["periods"] += f", {fact.period}"
            return False
        return True

    def _kept(self, fact: Fact) -> Fact:
        self.counted.facts += 1
        self.counted.masked += fact.masked
        self.counted.periods.add(fact.period)
        self.wholes.add(fact)
        return fact


def whole_file_problems(layout: Layout, expected: Expected, findings: Findings) -> None:
    """Note what is missing before any row can be taken."""
    _check_kind(layout, expected, findings)
    values = layout.using(uses.NUMERATOR, uses.TOTAL, uses.ESTIMATE)
    timed = layout.period or layout.using(uses.PERIOD)
    if not timed and not (values and all(column.period for column in values)):
        findings.add("no_period")
    if not layout.place and not layout.using(uses.PLACE_CODE, uses.PLACE_NAME):
        findings.add("no_place")
    for column in layout.using(uses.ASK):
        said = {"letter": column.letter, "name": column.name}
        findings.add("undecided", letter=column.letter, key=column.letter, said=said)
    for what, name in layout.differences:
        if what == uses.REPEATS:
            findings.add("gone", key=name, said={"name": name})
        elif what in uses.USES:
            findings.add("missing_column", key=name, said={"name": name, "use": what})
        elif what == "new":
            findings.add("changed", key=name, said={"name": name})


def _check_kind(layout: Layout, expected: Expected, findings: Findings) -> None:
    kind = layout.kind
    wanted = {"rate": "count", "mean": "mean", "published": "estimate"}[expected.estimator]
    said = {
        "indicator": expected.name,
        "numerator": expected.numerator,
        "denominator": expected.denominator,
    }
    if not kind:
        findings.add("no_values", said=said)
    elif wanted == "count" and kind == "estimate":
        findings.add("no_counts", said=said)
    elif kind != wanted:
        findings.add("other_kind", said=said)


def row_kinds(table: TableReading, layout: Layout) -> dict[int, str]:
    """Return what single rows are where they are not simply data."""
    kinds = dict.fromkeys((*table.footnote_rows, *table.section_rows), "footnote")
    kinds |= dict.fromkeys((*table.skipped_rows, *table.header_rows, *table.title_rows), "header")
    kinds |= dict.fromkeys(table.total_rows, "total")
    return kinds | {int(number): use for number, use in layout.rows.items()}
