"""What a person changes by pointing at the sheet. Each returns the table as it is then."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from longtable.core.spreadsheets.detection import sheet_decimal
from longtable.core.spreadsheets.detection.area import Area, value_columns
from longtable.core.spreadsheets.detection.segments import Region
from longtable.core.spreadsheets.detection.tables import read_table
from longtable.core.spreadsheets.marks import MEANINGS
from longtable.core.spreadsheets.reading import KINDS, ROLES, Mark, TableReading
from longtable.core.spreadsheets.sheets import Sheet, column_position

ROW_USES: Final = {
    "total": "total_rows",
    "footnote": "footnote_rows",
    "section": "section_rows",
    "skip": "skipped_rows",
}


def set_header_rows(sheet: Sheet, table: TableReading, rows: Iterable[int]) -> TableReading:
    """Take the rows, numbered from 1, as the header, and name the columns anew.

    Data that began above or within the header begin below it. Raises ValueError when the rows
    are not on the sheet, not above one another, or leave no data.
    """
    headers = sorted(set(rows))
    _check_rows(sheet, headers)
    first = table.first_data_row
    if headers:
        first = headers[-1] + 1 if first <= headers[-1] or table.header_rows else first
    return _reread(sheet, table, headers, first=first, last=max(table.last_data_row, first))


def set_data_range(sheet: Sheet, table: TableReading, *, first: int, last: int) -> TableReading:
    """Take rows `first` to `last`, numbered from 1, as the data.

    Raises ValueError when they are not on the sheet or lie within the header.
    """
    _check_rows(sheet, [first, last])
    if last < first or any(first <= row <= last for row in table.header_rows):
        raise ValueError("The data can't end before they begin, nor hold the header.")
    return _reread(sheet, table, list(table.header_rows), first=first, last=last)


def mark_row(table: TableReading, row: int, use: str) -> TableReading:
    """Say what a row is: data, total, footnote, section or skip."""
    if use != "data" and use not in ROW_USES:
        raise ValueError(f"A row can't be {use!r}.")
    changed = {
        name: tuple(sorted({*getattr(table, name)} - {row} | ({row} if use == kind else set())))
        for kind, name in ROW_USES.items()
    }
    inside = use in ("data", "total", "section")
    return replace(
        table,
        first_data_row=min(table.first_data_row, row) if inside else table.first_data_row,
        last_data_row=max(table.last_data_row, row) if inside else table.last_data_row,
        **changed,  # type: ignore[arg-type]
    )


def set_column(
    table: TableReading,
    letter: str,
    *,
    name: str | None = None,
    kind: str | None = None,
    role: str | None = None,
    ignored: bool | None = None,
) -> TableReading:
    """Change what a column is called, what it holds, what it is for, or leave it out."""
    if letter not in {column.letter for column in table.columns}:
        raise ValueError(f"The table has no column {letter}.")
    if (kind is not None and kind not in KINDS) or (role is not None and role not in ROLES):
        raise ValueError(f"A column can't be {kind or role!r}.")
    asked = {"name": name, "kind": kind, "role": role, "ignored": ignored}
    changes = {word: value for word, value in asked.items() if value is not None}
    columns = tuple(
        replace(column, **changes) if column.letter == letter else column  # type: ignore[arg-type]
        for column in table.columns
    )
    return replace(table, columns=columns)


def set_mark(table: TableReading, sign: str, meaning: str) -> TableReading:
    """Say what a sign means; one that was not known as a mark becomes one."""
    if meaning not in MEANINGS:
        raise ValueError(f"A mark can't mean {meaning!r}.")
    before = table.marks.get(sign, Mark(meaning, 0))
    return replace(table, marks={**table.marks, sign: replace(before, meaning=meaning)})


def _check_rows(sheet: Sheet, rows: list[int]) -> None:
    if any(not 1 <= row <= len(sheet.rows) for row in rows):
        raise ValueError(f"The sheet has rows 1 to {len(sheet.rows)}.")


def _reread(
    sheet: Sheet, table: TableReading, headers: list[int], *, first: int, last: int
) -> TableReading:
    positions = [column_position(column.letter) for column in table.columns]
    left = min(positions, default=1) - 1
    right = max(positions, default=sheet.width)
    return read_region(sheet, headers, first=first, last=last, edges=(left, right), before=table)


def read_region(
    sheet: Sheet,
    headers: list[int],
    *,
    first: int,
    last: int,
    edges: tuple[int, int],
    before: TableReading | None = None,
) -> TableReading:
    """Read the table with the given header and data rows, numbered from 1.

    `edges` are its first column and the one after its last, counted from 0. What `before` says
    of titles, footnotes and rows to leave out is kept. Raises ValueError when nothing is there.
    """
    area = Area(sheet, *edges, sheet_decimal(sheet))
    values = value_columns(area, range(first - 1, last), area.counts())
    region = Region(area, [row - 1 for row in headers], first - 1, last - 1, values)
    if before:
        region.titles = [row - 1 for row in before.title_rows if row not in headers]
        outside = {*headers, *range(first, last + 1)} - {*before.footnote_rows}
        region.footnotes = [row - 1 for row in before.footnote_rows if row not in outside]
        region.sections = [row - 1 for row in before.section_rows if first <= row <= last]
        region.skipped = [row - 1 for row in before.skipped_rows if first <= row <= last]
    found = read_table(region)
    if found is None:
        raise ValueError("There are no data in these rows.")
    return found
