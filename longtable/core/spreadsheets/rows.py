"""Tidy rows: one for each cell that holds a number or stands for one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from longtable.core.spreadsheets import cells
from longtable.core.spreadsheets.distinct import Codes
from longtable.core.spreadsheets.marks import SENTINELS
from longtable.core.spreadsheets.reading import Column, TableReading
from longtable.core.spreadsheets.sheets import Sheet, Value, column_position

VALUE_ROLES = ("count", "denominator", "estimate", "limit")
SECTION = "Section"


@dataclass(frozen=True, slots=True)
class TidyRow:
    """One cell of data. `row` counts from 1 as a spreadsheet shows it.

    `value` is None where a mark stands instead of a number; a number with a mark keeps both.
    `text` is set instead of both where the cell holds words. `keys` name the row: the texts of
    its places, groups, periods and other labels, by column name.
    """

    row: int
    column_letter: str
    header: str
    value: float | None
    mark: str
    text: str
    keys: dict[str, str]


def value_columns(table: TableReading) -> tuple[Column, ...]:
    """Return the columns that hold data: counts, denominators, estimates and limits."""
    return tuple(c for c in table.columns if c.role in VALUE_ROLES and not c.ignored)


def key_columns(table: TableReading) -> tuple[Column, ...]:
    """Return the columns that name a row."""
    return tuple(c for c in table.columns if c.role not in VALUE_ROLES and not c.ignored)


def key_names(table: TableReading) -> tuple[str, ...]:
    """Return the names of the keys of every tidy row, each once."""
    names = _unique([column.name for column in key_columns(table)])
    return (SECTION, *names) if table.section_rows else tuple(names)


def data_rows(table: TableReading, *, totals: bool = False) -> Codes:
    """Return the numbers of the rows that hold data, summary rows only with `totals`."""
    apart = [*table.footnote_rows, *table.section_rows, *table.skipped_rows]
    if not totals:
        apart += table.total_rows
    rows = np.arange(table.first_data_row, table.last_data_row + 1)
    return rows[~np.isin(rows, apart)]


def tidy_rows(sheet: Sheet, table: TableReading, *, totals: bool = False) -> Iterator[TidyRow]:
    """Return one tidy row for each filled data cell, row by row.

    Blank cells give no row. Summary rows are left out unless `totals`.
    """
    keys = key_columns(table)
    names = _unique([column.name for column in keys])
    values = [(c.letter, c.name, column_position(c.letter) - 1) for c in value_columns(table)]
    places = [column_position(c.letter) - 1 for c in keys]
    carried = [column.carried for column in keys]
    kept = [""] * len(keys)
    label = _Sections(sheet, table)
    for number in data_rows(table, totals=True).tolist():
        line = sheet.rows[number - 1]
        kept = _carry(kept, [cells.clean(line[at]) for at in places], carried)
        if not totals and number in label.totals:
            continue
        named = dict(zip(names, kept, strict=True))
        if table.section_rows:
            named = {SECTION: label.over(number), **named}
        for letter, header, at in values:
            if line[at] not in ("", None):
                yield _tidy(number, letter, header, line[at], table, named)


class _Sections:
    """The label that stands over each part of a table."""

    def __init__(self, sheet: Sheet, table: TableReading) -> None:
        self.totals = frozenset(table.total_rows)
        self.rows = sorted(table.section_rows)
        self.texts = [
            next((cells.clean(v) for v in sheet.rows[row - 1] if v not in ("", None)), "")
            for row in self.rows
        ]

    def over(self, number: int) -> str:
        """Return the label of the part that the row stands in."""
        found = ""
        for row, text in zip(self.rows, self.texts, strict=True):
            if row < number:
                found = text
        return found


def _tidy(
    number: int, letter: str, header: str, value: Value, table: TableReading, keys: dict[str, str]
) -> TidyRow:
    if stands_for_a_mark(value, table):
        return TidyRow(number, letter, header, None, cells.clean(value), "", keys)
    if isinstance(value, float):
        return TidyRow(number, letter, header, value, "", "", keys)
    cell = cells.understand(value, table.decimal)
    text = cells.clean(value)
    if cell.kind == cells.NUMBER or (cell.kind == cells.CODE and cell.number is not None):
        return TidyRow(number, letter, header, cell.number, cell.mark, "", keys)
    if cell.mark or text in table.marks:
        return TidyRow(number, letter, header, None, cell.mark or text, "", keys)
    return TidyRow(number, letter, header, None, "", text, keys)


def stands_for_a_mark(value: Value, table: TableReading) -> bool:
    """Tell whether a number stands for a mark, as -9 does in some agencies' files."""
    if isinstance(value, float) and value >= 0:
        return False
    text = cells.clean(value)
    return text in SENTINELS and text in table.marks


def _carry(kept: Sequence[str], now: list[str], carried: Sequence[bool]) -> list[str]:
    return [
        before if again and not text else text
        for before, text, again in zip(kept, now, carried, strict=True)
    ]


def _unique(names: Sequence[str]) -> list[str]:
    found: list[str] = []
    for name in names:
        again = sum(other == name or other.startswith(f"{name} (") for other in found)
        found.append(f"{name} ({again + 1})" if name in found else name)
    return found
