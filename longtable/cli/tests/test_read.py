"""`longtable read` from the command line."""

import csv
import io
import json

import pytest
import xlsxwriter

from longtable.cli.main import main

PARTNER = """Reading circle,,,
,,,
Site,Tested,Met,Share
Oak,"1,204",612,50.8%
Elm,88,*,*
=HYPERLINK(1),31,-,-
Total,1323,640,48.4%
,,,
* fewer than 10,,,
"""


def written(tmp_path, text, name="partner.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.slow
def test_the_reading_has_the_promised_shape(tmp_path, capsys):
    code = main(["read", written(tmp_path, PARTNER)])

    found = json.loads(capsys.readouterr().out)
    assert code == 0
    assert set(found) == {"sheets", "problems"}
    (sheet,) = found["sheets"]
    assert sheet["name"] == "partner"
    (table,) = sheet["tables"]
    assert table == {
        "header_rows": [3],
        "first_data_row": 4,
        "last_data_row": 7,
        "columns": [
            {"letter": "A", "name": "Site", "kind": "text", "role": "place"},
            {"letter": "B", "name": "Tested", "kind": "number", "role": "denominator"},
            {"letter": "C", "name": "Met", "kind": "number", "role": "count"},
            {"letter": "D", "name": "Share", "kind": "percent", "role": "estimate"},
        ],
        "total_rows": [7],
        "footnote_rows": [9],
        "marks": {
            "*": {"meaning": "suppressed", "count": 2},
            "-": {"meaning": "not_available", "count": 2},
        },
    }
    for problem in found["problems"]:
        assert set(problem) == {"sheet", "row", "column", "cell", "what", "why", "fix"}


@pytest.mark.slow
def test_rows_are_tidy_keep_marks_and_leave_totals_out(tmp_path, capsys):
    code = main(["read", written(tmp_path, PARTNER), "--rows"])

    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert code == 0
    assert list(rows[0]) == ["row", "column_letter", "header", "value", "mark", "Site"]
    assert rows[0]["value"] == "1204"
    assert rows[2]["value"] == "50.8"
    assert {row["row"] for row in rows} == {"4", "5", "6"}
    assert [(row["value"], row["mark"]) for row in rows if row["row"] == "5"] == [
        ("88", ""), ("", "*"), ("", "*"),
    ]  # fmt: skip
    assert rows[-1]["Site"] == "'=HYPERLINK(1)"
    assert rows[-1]["mark"] == "-"


@pytest.mark.slow
def test_one_sheet_and_one_table_can_be_chosen(tmp_path, capsys):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name in ("One", "Two"):
        sheet = book.add_worksheet(name)
        for start in (0, 5):
            for at, row in enumerate([["School", "Met"], ["East", 5 + start], ["West", 7]]):
                sheet.write_row(start + at, 0, row)
    book.close()

    main(["read", str(path), "--sheet", "Two"])
    found = json.loads(capsys.readouterr().out)
    main(["read", str(path), "--sheet", "Two", "--rows", "--table", "2"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))

    assert [sheet["name"] for sheet in found["sheets"]] == ["Two"]
    assert len(found["sheets"][0]["tables"]) == 2
    assert [row["value"] for row in rows] == ["10", "7"]


@pytest.mark.slow
@pytest.mark.parametrize("content", ["", "%PDF-1.4", "PK\x03\x04 broken"])
def test_what_cant_be_read_is_one_plain_line_and_exit_2(tmp_path, capsys, content):
    code = main(["read", written(tmp_path, content)])

    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    assert said.err.count("\n") == 1


@pytest.mark.slow
def test_a_missing_file_is_said(tmp_path, capsys):
    assert main(["read", str(tmp_path / "none.csv")]) == 2
    assert "No such file" in capsys.readouterr().err
