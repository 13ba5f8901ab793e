"""Read a small table of input, CSV or JSON, from a file or standard input."""

import csv
import io
import json
import sys
from pathlib import Path

from longtable.cli.trouble import Trouble


def read_table(name: str, *, empty: bool = False) -> list[dict[str, str]]:
    """Return the rows of a CSV or JSON file as dictionaries of text; `-` is standard input.

    JSON may be a list of objects or `{"rows": [...]}`; null becomes an empty text.
    Raises Trouble with one plain line when the file can't be read, or has no rows and is not
    allowed to be `empty`.
    """
    text = _text(name)
    rows = _from_json(name, text) if text.lstrip()[:1] in {"[", "{"} else _from_csv(name, text)
    if not rows and not empty:
        raise Trouble(f"{name}: no rows")
    return rows


def _text(name: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise Trouble(f"{name}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise Trouble(f"{name}: not UTF-8 text (byte {error.start})") from error


def _from_json(name: str, text: str) -> list[dict[str, str]]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise Trouble(f"{name}: line {error.lineno}: not JSON ({error.msg})") from error
    rows = found.get("rows") if isinstance(found, dict) else found
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Trouble(f'{name}: expected a list of objects, or {{"rows": [...]}}')
    return [{key: "" if v is None else str(v) for key, v in row.items()} for row in rows]


def _from_csv(name: str, text: str) -> list[dict[str, str]]:
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        lines = [line for line in reader if line]
    except csv.Error as error:
        raise Trouble(f"{name}: line {reader.line_num}: {error}") from error
    if not lines:
        return []
    header = [column.strip() for column in lines[0]]
    doubled = {column for column in header if header.count(column) > 1}
    if doubled:
        raise Trouble(f"{name}: the column {min(doubled)!r} stands twice in the header")
    for number, line in enumerate(lines[1:], start=2):
        if len(line) != len(header):
            raise Trouble(f"{name}: row {number}: {len(line)} cells under {len(header)} columns")
    return [dict(zip(header, line, strict=True)) for line in lines[1:]]
