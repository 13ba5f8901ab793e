"""Real workbooks, made here: merged heads, formats, dates, errors, hidden sheets."""

import datetime

import openpyxl
import pytest
import xlsxwriter

from longtable.core.spreadsheets.tests.making import (
    csv_file,
    kinds,
    names,
    read_path,
    roles,
    workbook,
)


def test_merged_heads_percent_formats_and_dates(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("2022-23")
    percent = book.add_format({"num_format": "0.0%"})
    day = book.add_format({"num_format": "mm/dd/yyyy"})
    sheet.merge_range(0, 0, 0, 6, "Reading circle results")
    sheet.merge_range(2, 0, 3, 0, "Site")
    sheet.merge_range(2, 1, 2, 3, "Fall")
    sheet.merge_range(2, 4, 2, 5, "Spring")
    sheet.write(2, 6, "Sent in")
    sheet.write_row(3, 1, ["Tested", "Met", "Share", "Tested", "Met"])
    for number, (site, tested, met) in enumerate(
        [("Oak", 20, 12), ("Elm", 30, 11), ("Ash", 41, 9)]
    ):
        row = 4 + number
        sheet.write_row(row, 0, [site, tested, met])
        sheet.write_number(row, 3, met / tested, percent)
        sheet.write_row(row, 4, [tested + 1, met + 2])
        sheet.write_datetime(row, 6, datetime.date(2023, 6, 1 + number), day)
    sheet.write_row(7, 0, ["Total"])
    for at, letter in enumerate("BC", start=1):
        sheet.write_formula(7, at, f"=SUM({letter}5:{letter}7)", None, [0, 91, 32][at])
    book.close()

    (reading,) = read_path(path)
    (table,) = reading.tables

    assert table.header_rows == (3, 4)
    assert table.total_rows == (8,)
    assert names(table) == [
        "Site", "Fall: Tested", "Fall: Met", "Fall: Share", "Spring: Tested", "Spring: Met",
        "Sent in",
    ]  # fmt: skip
    assert kinds(table)[3] == "percent"
    assert kinds(table)[6] == "date"
    assert roles(table)[6] == "period"
    assert table.period == "2022-23"


def test_excel_serials_under_a_date_head_are_dates(tmp_path):
    rows = [["Visit date", "Children"], [44931, 5], [44938, 7], [44945, 4]]

    (reading,) = read_path(workbook(tmp_path / "a.xlsx", {"Visits": rows}))

    assert kinds(reading.tables[0]) == ["date", "number"]


def test_hidden_sheets_are_read_and_said(tmp_path):
    rows = [["School", "Tested"], ["East", 5], ["West", 7]]

    seen, hidden = read_path(
        workbook(tmp_path / "a.xlsx", {"One": rows, "Two": rows}, hidden={"Two"})
    )

    assert (seen.visible, hidden.visible) == ("visible", "hidden")
    assert len(hidden.tables) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(tmp_path, encoding):
    rows = [["Escuela", "Niños"], ["Peñón", 5], ["José", 7]]

    (reading,) = read_path(csv_file(tmp_path / "a.csv", rows, encoding=encoding))

    assert names(reading.tables[0]) == ["Escuela", "Niños"]


def test_semicolons_and_decimal_commas(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Escuela;Promedio;Alumnos\nA;12,5;100\nB;13,25;1.200\n", encoding="utf-8")

    (reading,) = read_path(path)

    assert reading.tables[0].decimal == ","
    assert kinds(reading.tables[0]) == ["text", "number", "number"]


def test_tabs(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text("School\tMet, all\nEast, old\t5\nWest\t6\n", encoding="utf-8")

    (reading,) = read_path(path)

    assert names(reading.tables[0]) == ["School", "Met, all"]


def test_formula_errors_are_found(tmp_path):
    book = openpyxl.Workbook()
    for row in (["School", "Rate"], ["East", 5.5], ["West", "#DIV/0!"], ["Hill", 6.5]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")

    from longtable.core.spreadsheets.opening import open_sheets

    (sheet,) = open_sheets(tmp_path / "a.xlsx")

    assert sheet.errors == {(2, 1): "#DIV/0!"}
