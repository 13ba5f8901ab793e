"""What a person corrected, remembered, and used again on the next file of the same sender."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from longtable.core.spreadsheets import cells, wording
from longtable.core.spreadsheets.corrections import ROW_USES, mark_row, read_region
from longtable.core.spreadsheets.detection import read_sheet
from longtable.core.spreadsheets.reading import Column, Mark, TableReading
from longtable.core.spreadsheets.sheets import Sheet, column_position
from longtable.core.spreadsheets.trouble import CannotRead

YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)?\d\d))?")
SEARCHED_ROWS = 80
ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Layout:
    """A table as a person left it, without its data.

    `header_texts` are the cells of each header row; `columns` as corrected; `marks` what each
    sign means; `rows` what rows with a certain label are (total, footnote, section, skip, data).
    """

    sheet: str
    header_texts: tuple[tuple[str, ...], ...]
    columns: tuple[Column, ...]
    marks: Mapping[str, str]
    rows: Mapping[str, str]

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> "Layout":
        """Return the layout that `to_dict` described."""
        return cls(
            plain["sheet"],
            tuple(tuple(row) for row in plain["header_texts"]),
            tuple(Column(**column) for column in plain["columns"]),
            dict(plain["marks"]),
            dict(plain["rows"]),
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """What is not as it was: `kind` is missing_column, new_column, moved_column, renamed_column,
    new_mark, other_sheet or header_moved; `what` says it in a sentence."""

    kind: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Applied:
    """A table read by a layout, the sheet it stands on, and what differs from last time."""

    sheet: Sheet
    table: TableReading
    differences: tuple[Difference, ...]


def layout_of(sheet: Sheet, table: TableReading) -> Layout:
    """Return what is to be remembered of a table as it is understood and corrected now."""
    width = range(sheet.width)
    texts = tuple(
        tuple(cells.clean(sheet.rows[row - 1][at]) for at in width) for row in table.header_rows
    )
    rows = {
        label: use
        for use, name in ROW_USES.items()
        for row in getattr(table, name)
        if use != "footnote" and (label := _label(sheet, table, row))
    }
    marks = {sign: mark.meaning for sign, mark in table.marks.items()}
    return Layout(sheet.name, texts, table.columns, marks, rows)


def apply_layout(sheets: Sequence[Sheet], layout: Layout) -> Applied:
    """Read the table that the layout describes in a new file of the same sender.

    Columns are found by what stands over them, not by where they are; years in heads may
    change. Raises CannotRead when no table of the file has enough of these columns.
    """
    found = [
        (_likeness(table, layout), sheet.name == layout.sheet, sheet, table)
        for sheet in sheets
        for table in _candidates(sheet, layout)
    ]
    likely = [entry for entry in found if entry[0] >= ENOUGH]
    if not likely:
        raise CannotRead(wording.OTHER_COLUMNS)
    _, _, sheet, table = max(likely, key=lambda found: (*found[:2], _in_place(found[3], layout)))
    columns, differences = _columns(table, layout)
    marks, new = _marks(table, layout)
    if sheet.name != layout.sheet:
        what = f'The table is on the sheet "{sheet.name}"; before it was on "{layout.sheet}".'
        differences.insert(0, Difference("other_sheet", sheet.name, what))
    table = replace(table, columns=columns, marks=marks)
    return Applied(sheet, _rows(sheet, table, layout), (*differences, *new))


def _candidates(sheet: Sheet, layout: Layout) -> list[TableReading]:
    """The tables that are seen, and the one under the remembered header where it stands again."""
    seen = list(read_sheet(sheet).tables)
    headers = _remembered_header(sheet, layout)
    if not headers or any(table.header_rows == tuple(headers) for table in seen):
        return seen
    within = next((t for t in seen if t.first_data_row <= headers[-1] <= t.last_data_row), None)
    last = within.last_data_row if within else len(sheet.rows)
    last = max([t.last_data_row for t in seen if t.header_rows[:1] >= (headers[0],)] or [last])
    try:
        first = headers[-1] + 1
        edges = (0, sheet.width)
        again = read_region(sheet, headers, first=first, last=last, edges=edges)
    except ValueError:
        return seen
    return [again, *seen]


def _remembered_header(sheet: Sheet, layout: Layout) -> list[int]:
    """Return the rows, numbered from 1, that hold the remembered header texts one by one."""
    depth = len(layout.header_texts)
    wanted = [{_plain(text) for text in row if text} for row in layout.header_texts]
    for start in range(min(len(sheet.rows), SEARCHED_ROWS) - depth + 1 if depth else 0):
        rows = sheet.rows[start : start + depth]
        have = [{_plain(cells.clean(v)) for v in row if v not in ("", None)} for row in rows]
        pairs = zip(wanted, have, strict=True)
        if all(w and len(w & h) >= ENOUGH * len(w) for w, h in pairs):
            return list(range(start + 1, start + depth + 1))
    return []


def _likeness(table: TableReading, layout: Layout) -> float:
    """Return the share of the remembered columns that the table has, each counted once."""
    have = Counter(_plain(column.header) for column in table.columns)
    wanted = Counter(_plain(column.header) for column in layout.columns)
    return (have & wanted).total() / max(wanted.total(), 1)


def _in_place(table: TableReading, layout: Layout) -> int:
    """Return how many columns stand where they stood, less those that are new."""
    have = {(column.letter, _plain(column.header)) for column in table.columns}
    wanted = {(column.letter, _plain(column.header)) for column in layout.columns}
    return len(have & wanted) - len(have - wanted)


def _columns(table: TableReading, layout: Layout) -> tuple[tuple[Column, ...], list[Difference]]:
    waiting = list(layout.columns)
    columns: list[Column] = []
    differences: list[Difference] = []
    for column in table.columns:
        known = next((c for c in waiting if _plain(c.header) == _plain(column.header)), None)
        if known is None:
            columns.append(column)
            what = f'Column {column.letter}, "{column.name}", is new.'
            differences.append(Difference("new_column", column.name, what))
            continue
        waiting.remove(known)
        columns.append(_as_before(column, known))
        differences += _changes(column, known)
    for gone in waiting:
        what = f'The column "{gone.name}", before in {gone.letter}, is missing.'
        differences.append(Difference("missing_column", gone.name, what))
    return tuple(columns), differences


def _as_before(column: Column, known: Column) -> Column:
    renamed = known.name if known.name != known.header else column.name
    return replace(column, name=renamed, kind=known.kind, role=known.role, ignored=known.ignored)


def _changes(column: Column, known: Column) -> list[Difference]:
    found = []
    if column.letter != known.letter:
        what = f'The column "{known.name}" moved from {known.letter} to {column.letter}.'
        found.append(Difference("moved_column", known.name, what))
    if column.header != known.header:
        what = f'The head "{known.header}" now says "{column.header}".'
        found.append(Difference("renamed_column", known.name, what))
    return found


def _marks(table: TableReading, layout: Layout) -> tuple[dict[str, Mark], list[Difference]]:
    marks: dict[str, Mark] = {}
    new: list[Difference] = []
    for sign, mark in table.marks.items():
        if sign in layout.marks:
            marks[sign] = replace(mark, meaning=layout.marks[sign])
        else:
            marks[sign] = mark
            meaning = mark.meaning.replace("_", " ")
            what = f'The mark "{sign}" is new; it is taken to mean: {meaning}.'
            new.append(Difference("new_mark", sign, what))
    for sign, meaning in layout.marks.items():
        marks.setdefault(sign, Mark(meaning, 0))
    return marks, new


def _rows(sheet: Sheet, table: TableReading, layout: Layout) -> TableReading:
    """Use rows as rows of the same label were used before."""
    last = min(table.last_data_row, len(sheet.rows))
    for row in range(table.first_data_row, last + 1) if layout.rows else ():
        use = layout.rows.get(_label(sheet, table, row))
        if use:
            table = mark_row(table, row, use)
    return table


def _label(sheet: Sheet, table: TableReading, row: int) -> str:
    """Return the words that stand in the label columns of a row."""
    if row > len(sheet.rows):
        return ""
    labels = [c for c in table.columns if c.role in ("place", "group", "other")]
    texts = [cells.clean(sheet.cell(row, column_position(c.letter))) for c in labels]
    return " | ".join(text for text in texts if text)


def _plain(text: str) -> str:
    return re.sub(r"[^\w%#<>]+", "", YEAR.sub("year", text.lower()))
