"""Make a backup: one consistent picture of the database, and the files that it names."""

import datetime as dt
import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, models

import longtable
from longtable.backups import archive, numbering, rows, sealing
from longtable.backups.database import one_picture
from longtable.record import chain

Tell = Callable[[str], None]
Named = tuple[str, tuple[rows.Table, str]]
_LINES_BYTES = 4 << 20


def make(
    path: Path, *, seal_to: str, replace: bool, now: dt.datetime, tell: Tell
) -> dict[str, Any]:
    """Write a backup and return what is in it. Others go on writing meanwhile.

    `seal_to` is the public key as text, or nothing for a backup that anybody can read.
    """
    to = sealing.public_key(seal_to) if seal_to else None
    with archive.written(path, to, replace=replace) as writer:
        with one_picture():
            nodes = rows.applied()
            tables = rows.tables(nodes)
            about = _about(nodes, tables, now)
            writer.add_json(archive.ABOUT, about)
            counted = {table.name: _add_rows(writer, table, tell) for table in tables}
            named = list(_named_files(tables))
            last = numbering.last_numbers(tables)
            head = chain.head_in_words()
        files, gone = _add_files(writer, sorted({name for name, _where in named}), tell)
        lost = _lost(named, gone)
        manifest = {
            **about,
            "tables": counted,
            "files": files,
            "gone_meanwhile": sorted(gone - set(lost)),
            "lost_before": lost,
            "last_numbers": last,
            "record_head": head,
            "secret_mark": secret_mark(),
            "parts": dict(writer.hashes),
        }
        writer.add_json(archive.MANIFEST, manifest)
    return manifest


def secret_mark() -> str:
    """Return eight signs by which the installation's secret is known again, and not guessed."""
    return hashlib.sha256(b"longtable.mark:" + settings.SECRET_KEY.encode()).hexdigest()[:8]


def _about(
    nodes: Sequence[rows.Node], tables: Sequence[rows.Table], now: dt.datetime
) -> dict[str, Any]:
    return {
        "format": archive.FORMAT,
        "longtable": longtable.__version__,
        "made": now.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "database": connection.vendor,
        "migrations": [list(node) for node in nodes],
        "columns": {table.name: table.columns for table in tables},
        "left_out": sorted(rows.LEFT_OUT),
    }


def _add_rows(writer: archive.Writer, table: rows.Table, tell: Tell) -> dict[str, Any]:
    found, waiting, size, parts = rows.RowHash(), [], 0, 0
    for row in table.rows():
        found.add(row)
        text = rows.line(table, row).encode()
        waiting.append(text)
        size += len(text)
        if size >= _LINES_BYTES:
            writer.add(f"rows/{table.name}/{parts:06}.jsonl", b"\n".join(waiting))
            waiting, size, parts = [], 0, parts + 1
            tell(f"{table.name}: {found.rows} rows")
    if waiting:
        writer.add(f"rows/{table.name}/{parts:06}.jsonl", b"\n".join(waiting))
    return found.as_json()


def _named_files(tables: Sequence[rows.Table]) -> Iterator[Named]:
    """Yield each uploaded file that a row names, with the table and the field that name it."""
    for table in tables:
        for field in table.fields:
            if isinstance(field, models.FileField):
                named = table.model._base_manager.exclude(**{field.attname: ""})
                for name in named.values_list(field.attname, flat=True).iterator():
                    yield str(name), (table, field.attname)


def _add_files(
    writer: archive.Writer, names: Sequence[str], tell: Tell
) -> tuple[dict[str, int], set[str]]:
    """Write the files; return their sizes, and those that are not there."""
    sizes: dict[str, int] = {}
    gone: set[str] = set()
    for number, name in enumerate(names, start=1):
        try:
            with (Path(settings.MEDIA_ROOT) / name).open("rb") as file:
                sizes[name] = os.fstat(file.fileno()).st_size
                writer.add_file(f"files/{name}", file, sizes[name])
        except FileNotFoundError:
            gone.add(name)
        tell(f"{number} of {len(names)} files")
    return sizes, gone


def _lost(named: Sequence[Named], gone: set[str]) -> list[str]:
    """Return the files that are not there though a row still names them now."""
    still = {
        name
        for name, (table, column) in named
        if name in gone and table.model._base_manager.filter(**{column: name}).exists()
    }
    return sorted(still)
