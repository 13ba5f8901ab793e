"""DuckDB as the engine: in the process, shut in the warehouse's folder."""

import os
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

import duckdb

from longtable.core.warehouse.connection import confined, select
from longtable.core.warehouse.engine import Engine
from longtable.core.warehouse.facts import Fact
from longtable.core.warehouse.files import SourceFile, current_files
from longtable.core.warehouse.query import Cell, Part, Query, cell_order, parts_of, summable_kind
from longtable.core.warehouse.reference import fact_order
from longtable.core.warehouse.rows import read_facts, scan
from longtable.core.warehouse.sql import Sums, catalog_sql, cells_sql, condition

ATTEMPTS = 5
Answer = TypeVar("Answer")


class DuckDBEngine(Engine):
    """One connection per process, and what it has learned about files that never change."""

    def __init__(self, folder: Path, *, memory: str = "512MB", threads: int = 1) -> None:
        self._folder = Path(folder).absolute()
        self._memory = memory
        self._threads = threads
        self._lock = RLock()
        self._process = 0
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._checked: dict[SourceFile, tuple[int, ...]] = {}
        self._parts: dict[SourceFile, list[Part]] = {}

    def catalog(self, indicator: str | None = None) -> list[Part]:
        """Return how many facts of each shape there are, in order."""
        return self._steadily(lambda files: self._catalog(files, indicator))

    def cells(self, query: Query) -> list[Cell]:
        """Return the cells of every grouping, in the query's order and then by key."""
        return self._steadily(lambda files: self._cells(files, query))

    def facts(self, query: Query) -> list[Fact]:
        """Return the facts that a query reads, as they stand."""
        return self._steadily(lambda files: self._facts(files, query))

    def _catalog(self, files: dict[str, SourceFile], indicator: str | None) -> list[Part]:
        self._learn(files.values())
        parts = [part for file in files.values() for part in self._parts[file]]
        return sorted(part for part in parts if indicator in (None, part.indicator))

    def _cells(self, files: dict[str, SourceFile], query: Query) -> list[Cell]:
        parts = parts_of(query, self._catalog(files, query.indicator))
        if not parts:
            return []
        sums = Sums.needed(summable_kind(parts), parts)
        sql = cells_sql(query, facts=scan(_needed(files, parts)), sums=sums)
        return _cells_of(query, select(self._cursor(), sql), sums=sums)

    def _facts(self, files: dict[str, SourceFile], query: Query) -> list[Fact]:
        needed = _needed(files, parts_of(query, self._catalog(files, query.indicator)))
        facts = read_facts(self._cursor(), needed, where=condition(query))
        return sorted(facts, key=fact_order)

    def _steadily(self, answer: Callable[[dict[str, SourceFile]], Answer]) -> Answer:
        """Answer from the files that count now, and again where one was replaced meanwhile."""
        with self._lock:
            for _ in range(ATTEMPTS):
                files = current_files(self._folder)
                try:
                    self._check(files.values())
                    return answer(files)
                except (duckdb.Error, FileNotFoundError):
                    if files != current_files(self._folder):
                        continue
                    self._checked.clear()
                    self._check(files.values())
                    raise
        raise RuntimeError("the warehouse changes faster than it can be read; try again")

    def _check(self, files: Collection[SourceFile]) -> None:
        """Read a file in full when it is new here or was touched; raises DamagedSource."""
        self._checked = {file: state for file, state in self._checked.items() if file in files}
        for file in files:
            state = os.stat(file.path)
            touched = (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
            if self._checked.get(file) != touched:
                file.check()
                self._checked[file] = touched

    def _learn(self, files: Collection[SourceFile]) -> None:
        new = [file for file in files if file not in self._parts]
        if not new:
            return
        learned: dict[str, list[Part]] = {file.source: [] for file in new}
        for row in select(self._cursor(), catalog_sql(scan(new))):
            part = Part(*row)  # type: ignore[arg-type]
            learned[part.source].append(part)
        kept = {file: parts for file, parts in self._parts.items() if file in files}
        self._parts = kept | {file: learned[file.source] for file in new}

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a connection of this process: DuckDB does not survive a fork."""
        if self._connection is None or self._process != os.getpid():
            self._connection = confined(self._folder, memory=self._memory, threads=self._threads)
            self._process = os.getpid()
        return self._connection.cursor()


def _needed(files: dict[str, SourceFile], parts: Iterable[Part]) -> list[SourceFile]:
    return [files[source] for source in sorted({part.source for part in parts})]


def _cells_of(query: Query, rows: Iterable[tuple[Any, ...]], *, sums: Sums) -> list[Cell]:
    """Name the columns of each row by its GROUPING bits; a row over no facts is no cell."""
    columns = query.columns
    key_of = {
        sum(2**place for place, column in enumerate(columns) if column not in grouping): [
            (place, column) for place, column in enumerate(columns, start=1) if column in grouping
        ]
        for grouping in query.sets
    }
    first = 1 + len(columns)
    cell = _Reading(sums, first=first).cell
    return cell_order(
        query,
        [
            cell(tuple((column, row[place]) for place, column in key_of[row[0]]), row)
            for row in rows
            if row[first]
        ],
    )


class _Reading:
    """Where each sum stands in a row, and what is unknown."""

    def __init__(self, sums: Sums, *, first: int) -> None:
        self._at = {name: first + place for place, name in enumerate(sums.of_facts())}
        self._is_count = sums.kind == "count"

    def cell(self, key: tuple[tuple[str, str | None], ...], row: tuple[Any, ...]) -> Cell:
        rows = int(self._sum(row, "fact_rows"))
        masked = int(self._sum(row, "masked_rows"))
        numerator = int(self._sum(row, "numerator"))
        denominator = int(self._sum(row, "denominator"))
        total = float(self._sum(row, "total"))
        return Cell(
            key=key,
            rows=rows,
            numerator=numerator if self._is_count and not masked else None,
            denominator=denominator if not masked else None,
            total=total if not self._is_count and not masked else None,
            eligible=int(self._sum(row, "eligible"))
            if self._sum(row, "eligible_rows") == rows
            else None,
            masked_rows=masked,
            caution_rows=int(self._sum(row, "caution_rows")),
            known_numerator=numerator,
            known_denominator=denominator,
            known_total=total,
        )

    def _sum(self, row: tuple[Any, ...], name: str) -> Any:
        """Return a sum; 0 where it was left out as empty all through, or nothing was known."""
        place = self._at.get(name)
        return (row[place] or 0) if place is not None else 0
