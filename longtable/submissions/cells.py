"""The cells of a file as the sheet shows them, kept beside it so that it is parsed only once.

One file a sheet, in blocks of rows by column. It can be made again from the upload at any time.
"""

import os
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path, PurePath
from typing import IO

import numpy as np
from django.conf import settings

from longtable.core.spreadsheets.coded import Block
from longtable.core.spreadsheets.distinct import Gathering
from longtable.core.spreadsheets.limited import read_and_code
from longtable.core.spreadsheets.reading import Reading
from longtable.submissions.models import Submission
from longtable.submissions.understanding.columns import Coded

Row = tuple[int, Sequence[str]]
Heard = Callable[[int], None]
_HEAD = struct.Struct("<II")


def read_and_keep(submission: Submission, heard: Heard | None = None) -> Reading:
    """Find out what the file looks like and keep its cells; raises CannotRead.

    `heard` is told how many bytes of a text file were read.
    """
    file = Path(submission.file.path)
    answers = read_and_code(file, name=sheet_name(submission), heard=heard)
    reading = next(answers)
    assert isinstance(reading, Reading), "the reading comes first"
    _keep(submission, (each for each in answers if isinstance(each, tuple)))
    return reading


def sheet_name(submission: Submission) -> str:
    """Return what the sheet of a text file is called: as its sender called the file."""
    return PurePath(submission.file_name).stem[:100]


def rows_of(submission: Submission, number: int) -> Iterator[Row]:
    """Yield the rows of a sheet, numbered from 1 as a spreadsheet shows them."""
    for start, block in _blocks(submission, number):
        yield from enumerate(block.lines(), start=start)


def window(submission: Submission, number: int, *, first: int, last: int) -> list[Row]:
    """Return some rows of a sheet, `first` and `last` included."""
    return some(submission, number, range(max(first, 1), last + 1))


def some(submission: Submission, number: int, wanted: Sequence[int]) -> list[Row]:
    """Return single rows of a sheet, in order."""
    rows = sorted(set(wanted))
    if not rows:
        return []
    found: list[Row] = []
    for start, block in _blocks(submission, number, first=rows[0], last=rows[-1]):
        here = [row for row in rows if start <= row < start + block.rows]
        found += [(row, block.row(row - start)) for row in here]
    return found


def columns_of(
    submission: Submission, number: int, wanted: Iterable[int], heard: Heard | None = None
) -> dict[int, Coded]:
    """Return columns of a sheet by their position from 0, whole: each text once, and codes.

    `heard` is told how many rows were looked at.
    """
    gathering = {at: Gathering() for at in wanted}
    for start, block in _blocks(submission, number):
        if heard:
            heard(start + block.rows - 1)
        for at, column in gathering.items():
            if at < len(block.texts):
                column.add(block.texts[at], block.codes[at])
            else:
                column.add([""], np.zeros(block.rows, np.int32))
    return {at: Coded(list(each.known), each.codes()) for at, each in gathering.items()}


def forget(submission: Submission) -> None:
    """Delete the kept cells of a submission."""
    for path in _folder().glob(f"{submission.pk}-*"):
        path.unlink(missing_ok=True)


def _blocks(
    submission: Submission, number: int, *, first: int = 1, last: int | None = None
) -> Iterator[tuple[int, Block]]:
    """Yield the blocks that hold these rows, each with the number of its first row."""
    path = _path(submission, number)
    if not path.exists():
        sheet = submission.reading["sheets"][number]["name"]
        name = sheet_name(submission)
        answers = read_and_code(Path(submission.file.path), sheet=sheet, name=name)
        _keep(submission, (each for each in answers if isinstance(each, tuple)))
    start = 1
    with path.open("rb") as stream:
        while head := stream.read(_HEAD.size):
            rows, size = _HEAD.unpack(head)
            if last is not None and start > last:
                return
            if start + rows <= first:
                stream.seek(size, os.SEEK_CUR)
            else:
                yield start, Block.unpack(stream.read(size))
            start += rows


def _keep(submission: Submission, blocks: Iterable[tuple[int, Block]]) -> None:
    """Write the blocks of each sheet to a file of its own, whole or not at all."""
    _folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished: dict[int, Path] = {}
    streams: dict[int, IO[bytes]] = {}
    try:
        with ExitStack() as stack:
            for number, block in blocks:
                if number not in streams:
                    path = _path(submission, number).with_suffix(f".{os.getpid()}.tmp")
                    unfinished[number] = path
                    streams[number] = stack.enter_context(path.open("wb"))
                packed = block.pack()
                streams[number].write(_HEAD.pack(block.rows, len(packed)) + packed)
        for number, path in unfinished.items():
            path.replace(_path(submission, number))
    finally:
        for path in unfinished.values():
            path.unlink(missing_ok=True)


def _path(submission: Submission, number: int) -> Path:
    return _folder() / f"{submission.pk}-{number}.columns"


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "cells"
