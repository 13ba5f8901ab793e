"""Open a file by what it is, not by what it is called."""

from pathlib import Path

from longtable.core.spreadsheets import limits
from longtable.core.spreadsheets.containers import check_container
from longtable.core.spreadsheets.delimited import read_delimited
from longtable.core.spreadsheets.sheets import Sheet
from longtable.core.spreadsheets.trouble import CannotRead
from longtable.core.spreadsheets.workbooks import read_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
WORD = "WordDocument".encode("utf-16-le")
WORKBOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
STRANGERS = (
    (b"%PDF", "a PDF", "Ask for the table as XLSX or CSV, or copy it into a spreadsheet."),
    (b"\x89PNG", "a picture", "Ask for the table itself as XLSX or CSV."),
    (b"\xff\xd8\xff", "a picture", "Ask for the table itself as XLSX or CSV."),
    (b"GIF8", "a picture", "Ask for the table itself as XLSX or CSV."),
    (b"II*\0", "a picture", "Ask for the table itself as XLSX or CSV."),
    (b"RIFF", "a picture or sound", "Ask for the table itself as XLSX or CSV."),
    (b"\x1f\x8b", "a packed file (gzip)", "Unpack it and send the file inside."),
    (b"Rar!", "a packed file (RAR)", "Unpack it and send the file inside."),
    (b"7z\xbc\xaf", "a packed file (7z)", "Unpack it and send the file inside."),
    (b"BZh", "a packed file (bzip2)", "Unpack it and send the file inside."),
    (b"{\\rtf", "a text document (RTF)", "Copy the table into a spreadsheet, as XLSX."),
    (b"SQLite format 3", "a database", "Export the table as CSV."),
    (b"PAR1", "a Parquet file", "Export the table as CSV."),
    (b"\x7fELF", "a program", "Send the table as XLSX or CSV."),
    (b"MZ\x90", "a program", "Send the table as XLSX or CSV."),
)
MARKUP = (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<?xml", b"<svg", b"<!--")


def open_sheets(path: Path) -> list[Sheet]:
    """Return the sheets of an XLSX, XLSM, XLSB, XLS, ODS, CSV or TSV file, hidden ones included.

    To be called in the limited process. Raises CannotRead with what to do instead.
    """
    kind = recognize(path)
    sheets = [read_delimited(path)] if kind == "text" else read_workbook(path, kind)
    if not any(sheet.rows for sheet in sheets):
        raise CannotRead("This file holds no cells. Check that it was saved before it was sent.")
    return sheets


def recognize(path: Path) -> str:
    """Return "xlsx", "xlsb", "xls", "ods" or "text" by the content; raises CannotRead."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(8192)
    except OSError as error:
        raise CannotRead(f"The file can't be opened: {error.strerror}.") from error
    if not size:
        raise CannotRead("This file is empty. Check that it was saved before it was sent.")
    if size > limits.MAX_FILE_BYTES:
        raise CannotRead(
            f"This file has {size // limits.MEGABYTE:,} MB; at most "
            f"{limits.MAX_FILE_BYTES // limits.MEGABYTE} MB are read. Split it into several files."
        )
    if head.startswith(b"PK"):
        return check_container(path)
    if head.startswith(OLE):
        return _compound(path)
    if head[:2] == b"\x09\x08" or head[:4] in {b"\x09\x00\x04\x00", b"\x09\x02\x06\x00"}:
        return "xls"
    _refuse_strangers(head)
    return "text"


def _compound(path: Path) -> str:
    content = path.read_bytes()
    if ENCRYPTED in content:
        raise CannotRead(
            "This workbook is locked with a password. "
            "Open it, save a copy without a password, and send the copy."
        )
    if WORD in content and not any(name in content for name in WORKBOOKS):
        raise CannotRead("This is a Word document. Copy the table into a spreadsheet, as XLSX.")
    if not any(name in content for name in WORKBOOKS):
        raise CannotRead(
            "This is not a spreadsheet, or it was cut off on its way. "
            "Save the table as XLSX or CSV and send that."
        )
    return "xls"


def _refuse_strangers(head: bytes) -> None:
    for start, what, do in STRANGERS:
        if head.startswith(start):
            raise CannotRead(f"This is {what}, not a spreadsheet. {do}")
    begin = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:64].lower()
    if begin.startswith(MARKUP):
        raise CannotRead(
            "This is a web page or XML, even if its name says spreadsheet. "
            "Open it in a spreadsheet program and save it as XLSX."
        )
    if (
        begin.startswith((b"{", b"[{"))
        and begin.rstrip()[-1:] not in {b",", b";"}
        and b'"' in begin
    ):
        raise CannotRead("This is JSON, not a spreadsheet. Save the table as XLSX or CSV.")
    odd = sum(byte < 9 or 13 < byte < 32 for byte in head)
    if b"\0" not in head and odd > len(head) // 50:
        raise CannotRead(
            "This is not a spreadsheet or a text file. Save the table as XLSX or CSV and send that."
        )
