"""Make spreadsheet files for tests."""

import csv
from pathlib import Path

import xlsxwriter

from longtable.core.spreadsheets.detection import read_sheet
from longtable.core.spreadsheets.opening import open_sheets
from longtable.core.spreadsheets.reading import SheetReading, TableReading
from longtable.core.spreadsheets.sheets import Sheet


def sheet_of(text: str, *, separator: str = "|", name: str = "Sheet1") -> Sheet:
    """A sheet of texts, one line a row, cells parted by |."""
    rows = [
        [cell.strip() for cell in line.split(separator)] for line in text.strip("\n").split("\n")
    ]
    width = max(map(len, rows))
    return Sheet(name, [[*row, *[""] * (width - len(row))] for row in rows])


def typed_sheet_of(text: str, **more) -> Sheet:
    """The same with numbers as numbers, as a workbook gives them."""
    plain = sheet_of(text)
    return Sheet("Sheet1", [[_typed(cell) for cell in row] for row in plain.rows], **more)


def _typed(cell):
    try:
        return float(cell)
    except (TypeError, ValueError):
        return cell


def reading_of(text: str) -> SheetReading:
    return read_sheet(sheet_of(text))


def table_of(text: str) -> TableReading:
    """The only table, which must be read alike from texts and from numbers."""
    tables = reading_of(text).tables
    assert len(tables) == 1, tables
    typed = read_sheet(typed_sheet_of(text)).tables
    assert len(typed) == 1
    assert typed[0].header_rows == tables[0].header_rows
    assert typed[0].first_data_row == tables[0].first_data_row
    assert typed[0].last_data_row == tables[0].last_data_row
    assert typed[0].total_rows == tables[0].total_rows
    return tables[0]


def kinds(table: TableReading) -> list[str]:
    return [column.kind for column in table.columns]


def roles(table: TableReading) -> list[str]:
    return [column.role for column in table.columns]


def names(table: TableReading) -> list[str]:
    return [column.name for column in table.columns]


def workbook(path: Path, sheets: dict[str, list[list[object]]], *, merge=(), hidden=()) -> Path:
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for at, value in enumerate(row):
                if value not in (None, ""):
                    sheet.write(number, at, value)
        for first_row, first, last_row, last, text in merge:
            sheet.merge_range(first_row, first, last_row, last, text)
        if name in hidden:
            sheet.hide()
    book.close()
    return path


def csv_file(path: Path, rows: list[list[object]], *, encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def read_path(path: Path) -> list[SheetReading]:
    return [read_sheet(sheet) for sheet in open_sheets(path)]
