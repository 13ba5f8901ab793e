"""`longtable read`: what is understood of a spreadsheet, or its data as tidy rows."""

import argparse
import csv
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from longtable.cli.trouble import Trouble
from longtable.core.spreadsheets.defusing import defused
from longtable.core.spreadsheets.limited import RowsRequest, read_file, read_rows
from longtable.core.spreadsheets.limits import MAX_FILE_BYTES, PUBLIC_TEXT
from longtable.core.spreadsheets.sheets import shown
from longtable.core.spreadsheets.trouble import CannotRead

COLUMNS = ["row", "column_letter", "header", "value", "mark"]


def register(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "read",
        help="understand a spreadsheet: its tables, headers, totals, marks and problems",
        description="Read an XLSX, XLS, ODS, CSV or TSV file, - for standard input, and print what "
        "is understood of it as JSON; with --rows its data as tidy CSV.",
        epilog=PUBLIC_TEXT,
    )
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--sheet", metavar="NAME", default="", help="read only this sheet")
    parser.add_argument("--rows", action="store_true", help="print one CSV line per data cell")
    parser.add_argument(
        "--table", metavar="N", type=int, default=1, help="with --rows: which table of the sheet"
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print the reading, or the tidy rows; raises Trouble when the file can't be read."""
    with _file(chosen.file) as path:
        try:
            if chosen.rows:
                _print_rows(path, RowsRequest(chosen.sheet, chosen.table))
            else:
                reading = read_file(path, sheet=chosen.sheet)
                json.dump(reading.summary(), sys.stdout, ensure_ascii=False, indent=1)
                print()
        except CannotRead as trouble:
            raise Trouble(f"{chosen.file}: {trouble}") from trouble
    return 0


@contextmanager
def _file(name: str) -> Iterator[Path]:
    if name != "-":
        yield Path(name)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "input"
        path.write_bytes(sys.stdin.buffer.read(MAX_FILE_BYTES + 1))
        yield path


def _print_rows(path: Path, wanted: RowsRequest) -> None:
    answers = read_rows(path, wanted)
    about = next(answers)
    if about["others"]:
        print(
            f'longtable: this is table {wanted.table} of the sheet "{about["sheet"]}"; '
            f"{about['others']} more in the file: --sheet NAME, --table N",
            file=sys.stderr,
        )
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([*COLUMNS, *(defused(name) for name in _key_names(about["keys"]))])
    for block in answers:
        writer.writerows(
            [
                row,
                letter,
                defused(header),
                shown(value) if value is not None else defused(text),
                defused(mark),
                *map(defused, keys),
            ]
            for row, letter, header, value, mark, text, keys in block
        )


def _key_names(names: list[str]) -> list[str]:
    """Keep a key from taking the name of one of the first five columns."""
    return [f"{name} (label)" if name in COLUMNS else name for name in names]
