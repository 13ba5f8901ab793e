"""Open a file by what it is, not by what it is called."""

from pathlib import Path

from longtable.core.spreadsheets import limits, wording
from longtable.core.spreadsheets.containers import check_container
from longtable.core.spreadsheets.delimited import Tell, read_delimited, silent
from longtable.core.spreadsheets.sheets import Sheet
from longtable.core.spreadsheets.trouble import CannotRead
from longtable.core.spreadsheets.workbooks import read_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
WORD = "WordDocument".encode("utf-16-le")
WORKBOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
STRANGERS = (
    (b"%PDF", wording.A_PDF),
    (b"\x89PNG", wording.A_PICTURE),
    (b"\xff\xd8\xff", wording.A_PICTURE),
    (b"GIF8", wording.A_PICTURE),
    (b"II*\0", wording.A_PICTURE),
    (b"RIFF", wording.A_PICTURE_OR_SOUND),
    (b"\x1f\x8b", wording.PACKED_GZIP),
    (b"Rar!", wording.PACKED_RAR),
    (b"7z\xbc\xaf", wording.PACKED_7Z),
    (b"BZh", wording.PACKED_BZIP2),
    (b"{\\rtf", wording.RTF_DOCUMENT),
    (b"SQLite format 3", wording.A_DATABASE),
    (b"PAR1", wording.PARQUET_FILE),
    (b"\x7fELF", wording.A_PROGRAM),
    (b"MZ\x90", wording.A_PROGRAM),
)
MARKUP = (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<?xml", b"<svg", b"<!--")


def open_sheets(path: Path, *, tell: Tell = silent) -> list[Sheet]:
    """Return the sheets of an XLSX, XLSM, XLSB, XLS, ODS, CSV or TSV file, hidden ones included.

    To be called in the limited process. Raises CannotRead with what to do instead. `tell` hears
    how many bytes of a text file were read.
    """
    kind = recognize(path)
    sheets = [read_delimited(path, tell=tell)] if kind == "text" else read_workbook(path, kind)
    if not any(sheet.rows for sheet in sheets):
        raise CannotRead(wording.NO_CELLS)
    return sheets


def recognize(path: Path) -> str:
    """Return "xlsx", "xlsb", "xls", "ods" or "text" by the content; raises CannotRead."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(8192)
    except OSError as error:
        raise CannotRead(wording.CANNOT_OPEN % {"why": error.strerror}) from error
    if not size:
        raise CannotRead(wording.EMPTY)
    if size > limits.MAX_FILE_BYTES:
        raise CannotRead(
            wording.FILE_TOO_LARGE
            % {
                "size": f"{size // limits.MEGABYTE:,}",
                "most": limits.MAX_FILE_BYTES // limits.MEGABYTE,
            }
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
        raise CannotRead(wording.LOCKED_WHOLE)
    if WORD in content and not any(name in content for name in WORKBOOKS):
        raise CannotRead(wording.WORD_DOCUMENT)
    if not any(name in content for name in WORKBOOKS):
        raise CannotRead(wording.NOT_A_WORKBOOK)
    return "xls"


def _refuse_strangers(head: bytes) -> None:
    for start, said in STRANGERS:
        if head.startswith(start):
            raise CannotRead(said)
    begin = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:64].lower()
    if begin.startswith(MARKUP):
        raise CannotRead(wording.WEB_PAGE)
    if (
        begin.startswith((b"{", b"[{"))
        and begin.rstrip()[-1:] not in {b",", b";"}
        and b'"' in begin
    ):
        raise CannotRead(wording.JSON_FILE)
    odd = sum(byte < 9 or 13 < byte < 32 for byte in head)
    if b"\0" not in head and odd > len(head) // 50:
        raise CannotRead(wording.NOT_TEXT)
