"""The cells of a file as the sheet shows them, kept beside it so that it is parsed only once.

One gzipped file a sheet, one JSON list a row. It can be made again from the upload at any time.
"""

import gzip
import json
import os
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path, PurePath

from django.conf import settings

from longtable.core.spreadsheets.limited import each_row
from longtable.submissions.models import Submission

Row = tuple[int, Sequence[str]]


def keep(submission: Submission, sheet: str, *, number: int, rows: int) -> Path:
    """Read the cells of one sheet (its `number` in the file, counted from 0) and keep them."""
    path = _path(submission, number)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        with gzip.open(unfinished, "wt", encoding="utf-8", compresslevel=3) as stream:
            file, name = Path(submission.file.path), sheet_name(submission)
            for line in each_row(file, sheet=sheet, first=1, last=rows, name=name):
                stream.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def sheet_name(submission: Submission) -> str:
    """Return what the sheet of a text file is called: as its sender called the file."""
    return PurePath(submission.file_name).stem[:100]


def rows_of(submission: Submission, number: int) -> Iterator[Row]:
    """Yield the rows of a sheet, numbered from 1 as a spreadsheet shows them."""
    yield from enumerate(map(json.loads, _lines(submission, number)), start=1)


def window(submission: Submission, number: int, *, first: int, last: int) -> list[Row]:
    """Return some rows of a sheet, `first` and `last` included."""
    lines = islice(_lines(submission, number), first - 1, last)
    return list(enumerate(map(json.loads, lines), start=first))


def some(submission: Submission, number: int, wanted: Sequence[int]) -> list[Row]:
    """Return single rows of a sheet, in order."""
    numbers, last = set(wanted), max(wanted, default=0)
    lines = enumerate(islice(_lines(submission, number), last), start=1)
    return [(row, json.loads(line)) for row, line in lines if row in numbers]


def forget(submission: Submission) -> None:
    """Delete the kept cells of a submission."""
    for path in _folder().glob(f"{submission.pk}-*.jsonl.gz"):
        path.unlink(missing_ok=True)


def _lines(submission: Submission, number: int) -> Iterator[str]:
    path = _path(submission, number)
    if not path.exists():
        sheet = submission.reading["sheets"][number]
        keep(submission, sheet["name"], number=number, rows=sheet["rows"])
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from stream


def _path(submission: Submission, number: int) -> Path:
    return _folder() / f"{submission.pk}-{number}.jsonl.gz"


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "cells"
