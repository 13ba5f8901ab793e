"""Files made to do harm, and files that are not what they are called."""

import io
import json
import subprocess
import sys
import time
import zipfile

import pytest

from longtable.core.spreadsheets import limits
from longtable.core.spreadsheets.limited import RowsRequest, read_cells, read_file, read_rows
from longtable.core.spreadsheets.tests.making import csv_file, workbook
from longtable.core.spreadsheets.trouble import CannotRead

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ROWS = [["School", "Tested", "Met"], ["East", 50, 20], ["West", 40, 10]]


@pytest.fixture
def good(tmp_path):
    return workbook(tmp_path / "good.xlsx", {"One": ROWS})


def repacked(good, path, *, more=(), changed=None):
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part.filename, changed(part.filename, content) if changed else content)
        for name, content in more:
            new.writestr(name, content)
    return path


def refused(path, match):
    began = time.monotonic()
    with pytest.raises(CannotRead, match=match) as caught:
        read_file(path)
    assert "\n" not in str(caught.value)
    return time.monotonic() - began


@pytest.mark.slow
def test_a_good_workbook_is_read_in_its_own_process(good):
    reading = read_file(good)

    assert reading.sheets[0].tables[0].first_data_row == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "content", "match"),
    [
        ("a.xlsx", b"", "empty"),
        ("a.csv", b"%PDF-1.7 ...", "a PDF"),
        ("a.csv", b"\x89PNG\r\n\x1a\n\0\0\0", "picture"),
        ("a.xls", b"<html><body><table><tr><td>1</td></tr></table>", "web page"),
        ("a.xls", b'<?xml version="1.0"?><Workbook/>', "web page or XML"),
        ("a.csv", b'{"a": [1, 2]}', "JSON"),
        ("a.csv", bytes(range(1, 32)) * 40, "not a spreadsheet"),
        ("a.xlsx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.doc", OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "Word"),
        ("a.xls", OLE + b"\0" * 600, "cut off"),
        ("a.csv", b"\0\1\2\3" * 999, "not a spreadsheet"),
        ("a.csv.gz", b"\x1f\x8b\x08\0", "gzip"),
    ],
)
def test_what_is_no_spreadsheet_is_said_plainly(tmp_path, name, content, match):
    path = tmp_path / name
    path.write_bytes(content)

    assert refused(path, match) < 5


@pytest.mark.slow
def test_a_cut_off_workbook(good, tmp_path):
    path = tmp_path / "cut.xlsx"
    path.write_bytes(good.read_bytes()[:2000])

    refused(path, "damaged or was cut off")


@pytest.mark.slow
def test_a_workbook_cut_inside_a_sheet(good, tmp_path):
    path = repacked(
        good,
        tmp_path / "cut.xlsx",
        changed=lambda name, content: content[: len(content) // 2] if "sheet1" in name else content,
    )

    refused(path, "damaged or was cut off")


@pytest.mark.slow
def test_a_text_file_called_a_workbook_is_read_as_what_it_is(tmp_path):
    reading = read_file(csv_file(tmp_path / "a.xlsx", ROWS))

    assert len(reading.sheets[0].tables) == 1


@pytest.mark.slow
def test_entities_in_a_part(good, tmp_path):
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'

    def planted(name, content):
        return bomb + content[content.find(b"?>") + 2 :] if "Content_Types" in name else content

    refused(repacked(good, tmp_path / "a.xlsx", changed=planted), "entities")


@pytest.mark.slow
def test_a_packed_file_inside(good, tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as box:
        box.writestr("x", b"0" * 10_000)

    path = repacked(good, tmp_path / "a.xlsx", more=[("xl/more.zip", inner.getvalue())])

    refused(path, "another packed file")


@pytest.mark.slow
def test_a_part_that_points_outside(good, tmp_path):
    refused(repacked(good, tmp_path / "a.xlsx", more=[("../../x.xml", b"<a/>")]), "outside")


@pytest.mark.slow
def test_too_many_parts(good, tmp_path):
    more = [(f"xl/p{at}.xml", b"<a/>") for at in range(limits.MAX_ENTRIES + 1)]

    refused(repacked(good, tmp_path / "a.xlsx", more=more), "parts inside")


@pytest.mark.slow
def test_a_workbook_that_unfolds_too_far(good, tmp_path):
    more = [("xl/media/a.xml", b"<a>" + b" " * 30_000_000 + b"</a>")]

    assert refused(repacked(good, tmp_path / "a.xlsx", more=more), "times its size") < 5


@pytest.mark.slow
def test_a_workbook_too_large_unpacked(good, tmp_path, monkeypatch):
    path = tmp_path / "a.xlsx"
    content = bytes(range(256)) * 4096
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as box:
        box.writestr("xl/workbook.xml", b"<a/>")
        with box.open("xl/a.xml", "w") as part:
            for _ in range(limits.MAX_UNPACKED_BYTES // len(content) + 1):
                part.write(content)

    refused(path, "would unpack to")


@pytest.mark.slow
def test_a_file_too_large(tmp_path):
    path = tmp_path / "sparse.csv"
    with path.open("wb") as stream:
        stream.truncate(1_000_000_000)

    assert refused(path, "at most 300 MB") < 3


@pytest.mark.slow
def test_all_columns_of_a_sheet_and_one_more(tmp_path):
    wide = [[f"c{at}" for at in range(limits.MAX_COLUMNS)], list(range(limits.MAX_COLUMNS))]

    reading = read_file(csv_file(tmp_path / "a.csv", wide))

    assert reading.sheets[0].columns == limits.MAX_COLUMNS
    refused(csv_file(tmp_path / "b.csv", [[*row, "x"] for row in wide]), "more than 16,384 columns")


@pytest.mark.slow
def test_a_cell_at_the_far_corner(good, tmp_path):
    def planted(name, content):
        if "sheet1" not in name:
            return content
        far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        return content.replace(b"</sheetData>", far)

    refused(repacked(good, tmp_path / "a.xlsx", changed=planted), "(?i)cells|memory")


@pytest.mark.slow
def test_word_documents_in_the_new_format(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as box:
        box.writestr("word/document.xml", b"<a/>")

    refused(path, "Word document")


@pytest.mark.slow
def test_a_missing_sheet_is_said(good):
    with pytest.raises(CannotRead, match=r'There is no sheet "Two".*"One"'):
        read_file(good, sheet="Two")


@pytest.mark.slow
def test_rows_and_cells_come_through_the_same_door(good):
    about, *blocks = list(read_rows(good, RowsRequest()))

    assert about == {"sheet": "One", "keys": ["School"], "others": 0}
    assert blocks[0][0] == [2, "B", "Tested", 50.0, "", "", ["East"]]
    assert read_cells(good, sheet="One", first=2, last=2) == [["East", "50", "20"]]


@pytest.mark.slow
def test_the_process_is_really_limited(tmp_path):
    """The planted faults: too much memory, a network call, a new program, endless work."""
    program = (
        "from longtable.core.spreadsheets import limits, worker\n"
        "limits.CPU_SECONDS = 1\n"
        "worker._limit()\n"
        "import sys\n"
        "exec(sys.argv[1])\n"
    )
    for fault, said in (
        ("b = bytearray(1_200_000_000)", "MemoryError"),
        ("import socket; socket.socket()", "PermissionError"),
        ("import os; os.system('true')", "PermissionError"),
        ("while True: pass", ""),
    ):
        run = subprocess.run(
            [sys.executable, "-c", program, fault], capture_output=True, text=True, check=False
        )
        assert run.returncode != 0
        assert said in run.stderr


@pytest.mark.slow
def test_a_process_that_dies_is_said_plainly(tmp_path, monkeypatch):
    path = csv_file(
        tmp_path / "a.csv", [["School", "Met"], *([f"s{n}", n] for n in range(300_000))]
    )
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.05)

    with pytest.raises(CannotRead, match="takes more than"):
        read_file(path)


def test_the_limits_are_said():
    words = json.dumps(limits.PUBLIC_TEXT)

    assert "200 MB" in words
    assert "2,000 parts" in words
    assert "1,048,576 rows" in words


@pytest.mark.slow
def test_three_hundred_thousand_rows_in_a_small_file(good, tmp_path):
    """Within the limits, so read whole, within a minute."""

    def planted(name, content):
        if "sheet1" not in name:
            return content
        rows = b"".join(
            b'<row r="%d"><c r="A%d"><v>%d</v></c><c r="B%d"><v>%d</v></c></row>'
            % (n, n, n * n % 977, n, n * 7 % 1013)
            for n in range(4, 300_004)
        )
        return content.replace(b"</sheetData>", rows + b"</sheetData>")

    path = repacked(good, tmp_path / "a.xlsx", changed=planted)
    assert path.stat().st_size < 4_000_000
    began = time.monotonic()

    rows = read_file(path).sheets[0].rows

    assert rows == 300_003
    assert time.monotonic() - began < 60


@pytest.mark.slow
def test_an_open_document_is_read(tmp_path):
    cells = "".join(
        "<table:table-row>"
        f'<table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell>'
        f'<table:table-cell office:value-type="float" office:value="{count}"/>'
        "</table:table-row>"
        for name, count in [("East", 5), ("West", 7)]
    )
    head = (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>School</text:p>'
        '</table:table-cell><table:table-cell office:value-type="string"><text:p>Met</text:p>'
        "</table:table-cell></table:table-row>"
    )
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" '
        f'xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="One">{head}{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    path = tmp_path / "a.bin"
    with zipfile.ZipFile(path, "w") as box:
        box.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        box.writestr("content.xml", content)
        box.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"/>',
        )

    (sheet,) = read_file(path).sheets

    assert sheet.name == "One"
    assert sheet.tables[0].last_data_row == 3
