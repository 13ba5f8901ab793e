"""Who is what in a file: the understanding that people correct and that is remembered."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from longtable.core.spreadsheets.marks import MEANINGS
from longtable.submissions.understanding.vocabulary import plain

FORM = 1
PLACE_NAME, PLACE_CODE, PERIOD = "place_name", "place_code", "period"
GROUP, GROUP_TYPE, FILTER = "group", "group_type", "filter"
NUMERATOR, DENOMINATOR, TOTAL = "numerator", "denominator", "total"
ESTIMATE, LOWER, UPPER = "estimate", "lower", "upper"
ELIGIBLE, REPEATS, IGNORED, ASK = "eligible", "repeats", "ignored", "ask"
KEYS = (PLACE_NAME, PLACE_CODE, PERIOD, GROUP, GROUP_TYPE, FILTER)
VALUES = (NUMERATOR, DENOMINATOR, TOTAL, ESTIMATE, LOWER, UPPER, ELIGIBLE, REPEATS)
USES = (*KEYS, *VALUES, IGNORED, ASK)
ROW_USES = ("data", "total", "header", "footnote", "left_out")
LEAVE_OUT, EVERYBODY = "leave out", "everybody"


class NotALayout(ValueError):
    """Something that can't be kept as a layout; says which part is wrong."""


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What one column is. `name` finds it again in next month's file.

    `breakdown` says whose categories a group column names ("" for whichever); for a column of
    numbers, `breakdown`, `category` and `period` say whose numbers they are (wide files). `keep`
    are the only texts whose rows are taken (filter). `scale` is 100 for percentages that are
    written as fractions. `zero_is_masked`: the source writes 0 for "0 to a few".
    """

    letter: str
    name: str
    use: str
    breakdown: str = ""
    category: str = ""
    period: str = ""
    keep: tuple[str, ...] = ()
    scale: int = 1
    zero_is_masked: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """What was understood of one table, as it stands now.

    `period_from` is column, title, sheet or person. `place` and `categories` hold for every row
    where no column names them. `meanings` maps "place:text" and "group:text" (plain spelling) to
    a place's code, to "breakdown/category", to everybody or to leave out. `rows` says what single
    rows are, by number as text. `totals` is leave out or everybody. `replaces` are the earlier
    submissions that this one may overwrite where both speak.
    """

    sheet: str = ""
    table: int = 0
    columns: tuple[ColumnUse, ...] = ()
    period: str = ""
    period_from: str = ""
    place: str = ""
    categories: tuple[tuple[str, str], ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    totals: str = LEAVE_OUT
    replaces: tuple[int, ...] = ()
    differences: tuple[tuple[str, str], ...] = ()

    def column(self, letter: str) -> ColumnUse | None:
        """Return what the column with this letter is."""
        return next((column for column in self.columns if column.letter == letter), None)

    def using(self, *uses: str) -> tuple[ColumnUse, ...]:
        """Return the columns of these uses, in the order of the sheet."""
        return tuple(column for column in self.columns if column.use in uses)

    @property
    def kind(self) -> str:
        """What kind of facts this gives: count, mean, estimate, or "" while that is not clear."""
        if self.using(NUMERATOR) and self.using(DENOMINATOR):
            return "count"
        if self.using(TOTAL) and self.using(DENOMINATOR):
            return "mean"
        incomplete = self.using(NUMERATOR, TOTAL)
        return "estimate" if self.using(ESTIMATE) and not incomplete else ""

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON; `from_dict` takes it back."""
        return {"form": FORM, **asdict(self)}

    @classmethod
    def from_dict(cls, plain_layout: Mapping[str, Any]) -> "Layout":
        """Return the layout that `to_dict` described; raises NotALayout when it is damaged."""
        given = dict(plain_layout)
        if given.pop("form", FORM) != FORM:
            raise NotALayout("This layout was kept by another version of Longtable.")
        try:
            columns = tuple(_column(column) for column in given.pop("columns", ()))
            pairs = tuple((str(a), str(b)) for a, b in given.pop("categories", ()))
            given["replaces"] = tuple(int(pk) for pk in given.get("replaces", ()))
            given["differences"] = tuple((str(a), str(b)) for a, b in given.get("differences", ()))
            return cls(columns=columns, categories=pairs, **given)
        except (TypeError, KeyError, ValueError) as error:
            raise NotALayout(f"This layout is damaged: {error}") from error

    def remembered(self) -> dict[str, Any]:
        """Return what holds for the next file too: no row numbers, nothing typed for this once."""
        typed = self.period_from == "person"
        kept = replace(
            self,
            rows={},
            replaces=(),
            differences=(),
            period="" if typed or self.period_from in {"title", "sheet"} else self.period,
            period_from="" if typed else self.period_from,
        )
        return kept.to_dict()


def with_column(layout: Layout, changed: ColumnUse) -> Layout:
    """Return the layout in which one column is something else; uses that stand once move."""
    if changed.use not in USES:
        raise NotALayout(f"not a use of a column: {changed.use!r}")
    columns = []
    for column in layout.columns:
        if column.letter == changed.letter:
            columns.append(changed)
        elif _gives_way(column, changed):
            columns.append(replace(column, use=IGNORED))
        else:
            columns.append(column)
    return replace(layout, columns=tuple(columns), differences=_without(layout, changed.letter))


def with_row(layout: Layout, number: int, use: str) -> Layout:
    """Return the layout in which a row is something else."""
    if use not in ROW_USES or number < 1:
        raise NotALayout(f"not a use of a row: {use!r}")
    return replace(layout, rows={**layout.rows, str(number): use})


def without_rows(layout: Layout, numbers: list[int]) -> Layout:
    """Return the layout that leaves these rows out."""
    return replace(layout, rows={**layout.rows, **{str(n): "left_out" for n in numbers}})


def with_mark(layout: Layout, sign: str, meaning: str) -> Layout:
    """Return the layout in which a sign has this meaning, one of the spreadsheet's MEANINGS."""
    if meaning not in MEANINGS:
        raise NotALayout(f"not a meaning of a mark: {meaning!r}")
    return replace(layout, marks={**layout.marks, sign: meaning})


def with_meaning(layout: Layout, kind: str, text: str, to: str) -> Layout:
    """Return the layout in which a text names this place or category, everybody, or nothing."""
    if kind not in {"place", "group"} or not to:
        raise NotALayout(f"not a meaning of a text: {kind!r} {to!r}")
    return replace(layout, meanings={**layout.meanings, meaning_key(kind, text): to})


def meaning_key(kind: str, text: str) -> str:
    """Return the name under which the meaning of a text is kept."""
    return f"{kind}:{plain(text)}"


def _gives_way(column: ColumnUse, changed: ColumnUse) -> bool:
    """Of numerator, denominator and their like there is one for each group and period."""
    alone = {NUMERATOR, DENOMINATOR, TOTAL, ESTIMATE, LOWER, UPPER, ELIGIBLE}
    return (
        changed.use in alone
        and column.use == changed.use
        and (column.breakdown, column.category, column.period)
        == (changed.breakdown, changed.category, changed.period)
    )


def _without(layout: Layout, letter: str) -> tuple[tuple[str, str], ...]:
    return tuple(item for item in layout.differences if item != ("missing", letter))


def _column(given: Mapping[str, Any]) -> ColumnUse:
    column = ColumnUse(**{**given, "keep": tuple(map(str, given.get("keep", ())))})
    if column.use not in USES:
        raise NotALayout(f"not a use of a column: {column.use!r}")
    return column
