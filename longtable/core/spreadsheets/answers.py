"""What the limited process answers to each request."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from longtable.core.spreadsheets import wording
from longtable.core.spreadsheets.checks import table_problems
from longtable.core.spreadsheets.coded import blocks_of
from longtable.core.spreadsheets.delimited import Tell, silent
from longtable.core.spreadsheets.detection import read_sheet
from longtable.core.spreadsheets.layouts import Layout, apply_layout
from longtable.core.spreadsheets.opening import open_sheets
from longtable.core.spreadsheets.reading import TableReading, table_from_dict
from longtable.core.spreadsheets.rows import key_names, tidy_rows
from longtable.core.spreadsheets.sheets import Sheet, shown
from longtable.core.spreadsheets.trouble import CannotRead
from longtable.core.spreadsheets.understanding import read_sheets

BLOCK = 500


def answer(request: dict[str, Any], path: Path, *, tell: Tell = silent) -> Iterator[Any]:
    """Return the answers to one request, as plain data; raises CannotRead.

    `tell` hears how many bytes of a text file were read.
    """
    sheets = open_sheets(path, tell=tell)
    if request.get("name"):
        sheets = _renamed(sheets, request["name"])
    match request["what"]:
        case "read":
            yield read_sheets(_chosen(sheets, request.get("sheet"))).to_dict()
        case "coded":
            yield from _coded(sheets, request)
        case "rows":
            yield from _rows(sheets, request)
        case "apply":
            yield _applied(sheets, request["layout"])
        case "cells":
            yield from _cells(_chosen(sheets, request["sheet"])[0], request)
        case other:
            raise ValueError(f"unknown request {other!r}")


def _coded(sheets: list[Sheet], request: dict[str, Any]) -> Iterator[Any]:
    """Yield the reading unless one sheet is named, then the cells of each sheet with a table."""
    if request.get("sheet"):
        chosen = _chosen(sheets, request["sheet"])[0]
        wanted = [(at, sheet) for at, sheet in enumerate(sheets) if sheet is chosen]
    else:
        reading = read_sheets(sheets, rows_compared=False)
        yield reading.to_dict()
        told = zip(enumerate(sheets), reading.sheets, strict=True)
        wanted = [sheet for sheet, about in told if about.tables or len(sheets) == 1]
    for number, sheet in wanted:
        for block in blocks_of(sheet):
            yield {"sheet": number, **block}


def _applied(sheets: list[Sheet], plain: dict[str, Any]) -> dict[str, Any]:
    applied = apply_layout(sheets, Layout.from_dict(plain))
    problems = table_problems(applied.sheet, applied.table)
    return {
        "sheet": applied.sheet.name,
        "table": asdict(applied.table),
        "differences": [asdict(difference) for difference in applied.differences],
        "problems": [asdict(problem) for problem in problems],
    }


def _renamed(sheets: list[Sheet], name: str) -> list[Sheet]:
    """A text file has no sheet name of its own: it is called as the sender called the file."""
    only = len(sheets) == 1 and not sheets[0].merged
    return [replace(sheets[0], name=name)] if only else sheets


def _chosen(sheets: list[Sheet], name: str | None) -> list[Sheet]:
    if not name:
        return sheets
    found = [sheet for sheet in sheets if sheet.name == name]
    found = found or [s for s in sheets if s.name.strip().lower() == name.strip().lower()]
    if not found:
        names = ", ".join(f'"{sheet.name}"' for sheet in sheets[:20])
        raise CannotRead(wording.NO_SUCH_SHEET % {"sheet": name, "sheets": names})
    return found


def _rows(sheets: list[Sheet], request: dict[str, Any]) -> Iterator[Any]:
    sheet, table, others = _table(sheets, request)
    yield {"sheet": sheet.name, "keys": list(key_names(table)), "others": others}
    block: list[Sequence[Any]] = []
    for row in tidy_rows(sheet, table, totals=bool(request.get("totals"))):
        keys = list(row.keys.values())
        block.append((row.row, row.column_letter, row.header, row.value, row.mark, row.text, keys))
        if len(block) == 500:
            yield block
            block = []
    yield block


def _table(sheets: list[Sheet], request: dict[str, Any]) -> tuple[Sheet, TableReading, int]:
    """Return the table that is asked for, and how many others there are."""
    if request.get("layout_table"):
        sheet = _chosen(sheets, request.get("sheet"))[0]
        return sheet, table_from_dict(request["layout_table"]), 0
    readings = [(sheet, read_sheet(sheet)) for sheet in _chosen(sheets, request.get("sheet"))]
    tables = sum(len(reading.tables) for _, reading in readings)
    number = int(request.get("table") or 1)
    for sheet, reading in readings:
        if reading.tables:
            if not 1 <= number <= len(reading.tables):
                raise CannotRead(
                    wording.NO_SUCH_TABLE
                    % {"sheet": sheet.name, "tables": len(reading.tables), "table": number}
                )
            return sheet, reading.tables[number - 1], tables - 1
    raise CannotRead(wording.NO_TABLE)


def _cells(sheet: Sheet, request: dict[str, Any]) -> Iterator[Any]:
    first = max(int(request.get("first") or 1), 1)
    last = min(int(request.get("last") or first + 199), len(sheet.rows))
    for start in range(first, last + 1, BLOCK):
        rows = sheet.rows[start - 1 : min(start + BLOCK - 1, last)]
        yield [[shown(value) for value in row] for row in rows]
