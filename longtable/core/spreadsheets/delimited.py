"""CSV and TSV to a sheet, whatever the encoding and the separator."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from longtable.core.spreadsheets import limits, wording
from longtable.core.spreadsheets.distinct import Distinct
from longtable.core.spreadsheets.sheets import CodedRows, Sheet, Value
from longtable.core.spreadsheets.splitting import Irregular, gathered, split
from longtable.core.spreadsheets.trouble import CannotRead

Tell = Callable[[int], None]
SAMPLE = 64 * 1024
PIECE = 4 << 20
MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def silent(bytes_read: int) -> None:
    """Hear how many bytes were read, and do nothing about it."""


def read_delimited(path: Path, *, tell: Tell = silent) -> Sheet:
    """Read a text file of cells into one sheet named after the file.

    Blank lines count as rows. Raises CannotRead when it is not text or is too large. `tell` hears
    how many bytes were read, where that takes a while.
    """
    encoding = encoding_of(path)
    with path.open(encoding=encoding, errors="strict", newline="") as stream:
        separator = separator_of(stream.read(SAMPLE))
    rows: Sequence[Sequence[Value]]
    try:
        rows = split_rows(path, encoding, separator, tell=tell)
    except Irregular:
        rows = rows_one_by_one(path, encoding, separator)
    return Sheet(path.stem, rows, decimal="," if separator == ";" else "")


def split_rows(path: Path, encoding: str, separator: str, *, tell: Tell = silent) -> CodedRows:
    """Return the rows of a regular file, read many at once; raises Irregular and CannotRead."""
    columns, height = gathered(split(_pieces(path, encoding, tell), separator), _check)
    return CodedRows([Distinct(list(each.known), each.codes()) for each in columns], height)


def _pieces(path: Path, encoding: str, tell: Tell) -> Iterator[bytes]:
    """Yield a text file in pieces of UTF-8."""
    if encoding in ("utf-8", "utf-8-sig"):
        with path.open("rb") as stream:
            if encoding == "utf-8-sig":
                stream.seek(len(codecs.BOM_UTF8))
            while piece := stream.read(PIECE):
                yield piece
                tell(stream.tell())
        return
    with path.open("rb") as stream, io.TextIOWrapper(stream, encoding, newline="") as texts:
        while text := texts.read(PIECE):
            yield text.encode()
            tell(stream.tell())


def rows_one_by_one(path: Path, encoding: str, separator: str) -> list[list[Value]]:
    """Return the rows of any file of cells; raises CannotRead."""
    csv.field_size_limit(10 * limits.MEGABYTE)
    with path.open(encoding=encoding, errors="strict", newline="") as stream:
        return _rows(stream, separator)


def encoding_of(path: Path) -> str:
    """Return the encoding of a text file: by its mark, by its zero bytes, UTF-8, Windows-1252."""
    with path.open("rb") as stream:
        head = stream.read(SAMPLE)
    for mark, name in MARKED:
        if head.startswith(mark):
            return name
    if b"\0" in head:
        name = _wide_encoding(head)
        _check_readable(head.decode(name, "replace"))
        return name
    return "utf-8" if _is_utf8(path) else "cp1252" if _is(path, "cp1252") else "latin-1"


def separator_of(sample: str) -> str:
    """Return the separator that splits the most lines into the same number of cells."""
    lines = [line for line in sample.splitlines()[:200] if line.strip()]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) >= 5:
        return lines[0][4]
    return max(",;\t|", key=lambda sign: (_agreement(lines, sign), sign == ","))


def _agreement(lines: list[str], sign: str) -> float:
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=sign))
    except csv.Error:
        return 0
    split = {width: times for width, times in widths.items() if width > 1}
    return max((times * (1 + width / 1000) for width, times in split.items()), default=0)


def _rows(stream: io.TextIOBase, separator: str) -> list[list[Value]]:
    memory = _Memory()
    kept = memory.__getitem__
    rows: list[list[Value]] = []
    width = 0
    reader = csv.reader(stream, delimiter=separator)
    try:
        for row in reader:
            width = max(width, len(row))
            rows.append(list(map(kept, row)))
            if not len(rows) % 1000:
                _check(len(rows), width)
    except csv.Error as error:
        raise CannotRead(wording.TEXT_DAMAGED % {"why": error}) from error
    _check(len(rows), width)
    for filled in rows:
        if len(filled) < width:
            filled.extend([""] * (width - len(filled)))
    return rows


class _Memory(dict[str, str]):
    """Every text once, what is only spaces as nothing; forgets when there are too many."""

    def __missing__(self, cell: str) -> str:
        if len(self) > 500_000:
            self.clear()
        self[cell] = cell if cell.strip() else ""
        return self[cell]


def _check(height: int, width: int) -> None:
    if width > limits.MAX_COLUMNS:
        raise CannotRead(wording.MANY_COLUMNS % {"most": f"{limits.MAX_COLUMNS:,}"})
    if height > limits.MAX_ROWS or height * width > limits.MAX_CELLS:
        raise CannotRead(
            wording.MANY_ROWS % {"rows": f"{limits.MAX_ROWS:,}", "cells": f"{limits.MAX_CELLS:,}"}
        )


def _wide_encoding(head: bytes) -> str:
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) // 8 and odd > 4 * even:
        return "utf-16-le"
    if even > len(head) // 8 and even > 4 * odd:
        return "utf-16-be"
    raise CannotRead(wording.NOT_TEXT)


def _check_readable(text: str) -> None:
    odd = sum(
        ord(c) < 9 or 13 < ord(c) < 32 or c == "\ufffd" or 0xE000 <= ord(c) < 0xFB00 for c in text
    )
    if odd > len(text) // 3:
        raise CannotRead(wording.NOT_TEXT)


def _is_utf8(path: Path) -> bool:
    return _is(path, "utf-8")


def _is(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as stream:
        try:
            while piece := stream.read(1 << 20):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
