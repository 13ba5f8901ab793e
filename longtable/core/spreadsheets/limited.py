"""Read files in a process of its own that may use little memory and little time.

What comes back is plain JSON, checked here: a file that takes the process over can say wrong
things about itself, but nothing else.
"""

import contextlib
import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import longtable
from longtable.core.spreadsheets import limits, wording
from longtable.core.spreadsheets.coded import Block, checked
from longtable.core.spreadsheets.layouts import Difference, Layout
from longtable.core.spreadsheets.reading import Problem, Reading, TableReading, table_from_dict
from longtable.core.spreadsheets.trouble import CannotRead

logger = logging.getLogger(__name__)

ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "PATH": os.defpath,
    "PYTHONUTF8": "1",
    "OPENBLAS_NUM_THREADS": "1",  # each thread of its own would take memory from the limit
    # Memory is used again instead of being given back and asked for at every step.
    "MALLOC_TRIM_THRESHOLD_": str(128 << 20),
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
}
FAULT = 3
LONGEST_LINE = 256 * limits.MEGABYTE


@dataclass(frozen=True, slots=True)
class RowsRequest:
    """Which rows are wanted: sheet by name (the first with a table), table counted from 1."""

    sheet: str = ""
    table: int = 1
    totals: bool = False


def read_file(path: Path, *, sheet: str = "", name: str = "") -> Reading:
    """Return what is understood of a spreadsheet file; raises CannotRead with a plain line.

    `sheet` reads only the sheet of that name. `name` is what a text file's sheet is called.
    """
    with _asked({"what": "read", "path": str(path), "sheet": sheet, "name": name}) as answers:
        plain = next(answers)
        try:
            return Reading.from_dict(plain)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise CannotRead(wording.TOO_MUCH) from error


def read_rows(
    path: Path, wanted: RowsRequest, *, layout_table: dict[str, Any] | None = None
) -> Iterator[Any]:
    """Return first `{"sheet", "keys", "others"}`, then lists of tidy rows as plain lists.

    A tidy row is `[row, column_letter, header, value, mark, text, [keys…]]`. `layout_table` is a
    table as `dataclasses.asdict` describes it, to be used instead of what would be detected.
    """
    request: dict[str, Any] = {"what": "rows", "path": str(path), "sheet": wanted.sheet}
    request |= {"table": wanted.table, "totals": wanted.totals, "layout_table": layout_table}
    with _asked(request) as answers:
        yield from answers


@dataclass(frozen=True, slots=True)
class AppliedReading:
    """A file read by a remembered layout: its sheet and table, what differs, what is wrong."""

    sheet: str
    table: TableReading
    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...]


def read_by_layout(path: Path, layout: Layout) -> AppliedReading:
    """Return the table that the layout describes in a new file; raises CannotRead."""
    request = {"what": "apply", "path": str(path), "layout": layout.to_dict()}
    with _asked(request) as answers:
        plain = next(answers)
    try:
        return AppliedReading(
            str(plain["sheet"]),
            table_from_dict(plain["table"]),
            tuple(Difference(**difference) for difference in plain["differences"]),
            tuple(Problem(**problem) for problem in plain["problems"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CannotRead(wording.TOO_MUCH) from error


def read_cells(
    path: Path, *, sheet: str, first: int = 1, last: int = 200, name: str = ""
) -> list[list[str]]:
    """Return the cells of rows `first` to `last` as the sheet shows them."""
    return list(each_row(path, sheet=sheet, first=first, last=last, name=name))


def each_row(
    path: Path, *, sheet: str, first: int = 1, last: int = 200, name: str = ""
) -> Iterator[list[str]]:
    """Yield the same rows one by one, so that any number fits; `name` as in `read_file`."""
    request = {"what": "cells", "path": str(path), "sheet": sheet, "first": first, "last": last}
    with _asked({**request, "name": name}) as answers:
        for block in answers:
            for row in block:
                yield [str(cell) for cell in row]


def read_and_code(
    path: Path, *, sheet: str = "", name: str = "", heard: Callable[[int], None] | None = None
) -> Iterator[Reading | tuple[int, Block]]:
    """Yield what `read_file` returns, then the cells in blocks, each with its sheet's number.

    Only sheets with a table are given, or the only one. With `sheet`, its cells alone. `heard` is
    told how many bytes were read, where it is a text file.
    """
    request = {"what": "coded", "path": str(path), "sheet": sheet, "name": name}
    with _asked(request, heard) as answers:
        if not sheet:
            try:
                yield Reading.from_dict(next(answers))
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise CannotRead(wording.TOO_MUCH) from error
        for plain in answers:
            yield int(plain["sheet"]), checked(plain)


@contextlib.contextmanager
def _asked(
    request: dict[str, Any], heard: Callable[[int], None] | None = None
) -> Iterator[Iterator[Any]]:
    """Start the process, send the request, give out its answers, and end it whatever happens."""
    with tempfile.TemporaryFile() as complaints:
        process = _start(complaints)
        expired = threading.Event()
        clock = threading.Timer(limits.WALL_SECONDS, _expire, (process, expired))
        clock.daemon = True
        clock.start()
        try:
            assert process.stdin is not None
            with contextlib.suppress(BrokenPipeError):
                process.stdin.write(json.dumps(request).encode() + b"\n")
                process.stdin.close()
            yield _without_progress(_answers(process, expired, complaints), heard)
        finally:
            clock.cancel()
            _end(process)


def _start(complaints: IO[bytes]) -> subprocess.Popen[bytes]:
    root = str(Path(longtable.__file__).resolve().parent.parent)
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "longtable.core.spreadsheets.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        env={**ENVIRONMENT, "PYTHONPATH": root},
        start_new_session=True,
    )


def _answers(
    process: subprocess.Popen[bytes], expired: threading.Event, complaints: IO[bytes]
) -> Iterator[Any]:
    assert process.stdout is not None
    while line := process.stdout.readline(LONGEST_LINE):
        try:
            found = json.loads(line)
        except ValueError as error:
            raise CannotRead(wording.TOO_MUCH) from error
        if isinstance(found, dict) and "cannot_read" in found:
            raise CannotRead(" ".join(str(found["cannot_read"]).split()))
        if isinstance(found, dict) and found.get("done"):
            return
        yield found
    process.wait()
    if expired.is_set():
        raise CannotRead(wording.TOO_LONG % {"seconds": limits.WALL_SECONDS})
    if process.returncode == FAULT:
        complaints.seek(0)
        logger.error("the spreadsheet reader failed:\n%s", complaints.read(8192).decode())
        raise CannotRead(wording.READER_FAULT)
    raise CannotRead(wording.TOO_MUCH)


def _without_progress(answers: Iterator[Any], heard: Callable[[int], None] | None) -> Iterator[Any]:
    """Pass the answers on, and tell how many bytes were read where one says only that."""
    for answer in answers:
        if not isinstance(answer, dict) or "bytes_read" not in answer:
            yield answer
        elif heard and isinstance(answer["bytes_read"], int):
            heard(answer["bytes_read"])


def _expire(process: subprocess.Popen[bytes], expired: threading.Event) -> None:
    expired.set()
    process.kill()


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.kill()
    if process.stdout:
        process.stdout.close()
    process.wait()
