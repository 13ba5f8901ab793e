"""DuckDB as the engine: in the process, shut in the warehouse's folder."""

import os
import time
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

import duckdb

from longtable.core.warehouse.connection import Confined, select
from longtable.core.warehouse.engine import Engine
from longtable.core.warehouse.facts import Fact
from longtable.core.warehouse.files import SourceFile, current_files
from longtable.core.warehouse.query import Cell, Part, Query, parts_of, summable_kind
from longtable.core.warehouse.reference import fact_order
from longtable.core.warehouse.rows import read_facts, read_parts, scan
from longtable.core.warehouse.sql import Sums, cells_sql, condition

ATTEMPTS = 20
BREATH = 0.01  # seconds, longer at each attempt: whoever replaces files gets done meanwhile
Answer = TypeVar("Answer")
Row = tuple[Any, ...]
Key = tuple[tuple[str, str | None], ...]


class DuckDBEngine(Engine):
    """One connection per process, and what it has learned about files that never change."""

    def __init__(self, folder: Path, *, memory: str = "512MB", threads: int = 1) -> None:
        self._folder = Path(folder).absolute()
        self._confined = Confined(self._folder, memory=memory, threads=threads)
        self._lock = RLock()
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
        return _cells_of(query, select(self._confined.cursor(), sql), sums=sums)

    def _facts(self, files: dict[str, SourceFile], query: Query) -> list[Fact]:
        needed = _needed(files, parts_of(query, self._catalog(files, query.indicator)))
        facts = read_facts(self._confined.cursor(), needed, where=condition(query))
        return sorted(facts, key=fact_order)

    def _steadily(self, answer: Callable[[dict[str, SourceFile]], Answer]) -> Answer:
        """Answer from the files that count now, and again where one was replaced meanwhile."""
        with self._lock:
            for attempt in range(ATTEMPTS):
                files = current_files(self._folder)
                try:
                    self._check(files.values())
                    return answer(files)
                except (duckdb.Error, FileNotFoundError):
                    if files != current_files(self._folder):
                        time.sleep(BREATH * attempt)
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
        """Read the catalog of the files that are new here, and forget those that are gone."""
        new = [file for file in files if file not in self._parts]
        kept = {file: parts for file, parts in self._parts.items() if file in files}
        self._parts = kept | read_parts(self._confined.cursor(), new) if new else kept


def _needed(files: dict[str, SourceFile], parts: Iterable[Part]) -> list[SourceFile]:
    return [files[source] for source in sorted({part.source for part in parts})]


def _cells_of(query: Query, rows: Iterable[Row], *, sums: Sums) -> list[Cell]:
    """Sort rows by their GROUPING bits, in the query's order; a row over no facts is no cell."""
    columns = query.columns
    first = 1 + len(columns)
    rows_of: dict[int, list[Row]] = {}
    for row in rows:
        if row[first]:
            rows_of.setdefault(row[0], []).append(row)
    read = _reading(sums, first=first)
    cells: list[Cell] = []
    for grouping in query.sets:
        bits = sum(2**place for place, column in enumerate(columns) if column not in grouping)
        places = [place for place, column in enumerate(columns, start=1) if column in grouping]
        cells += [
            read(tuple((columns[place - 1], row[place]) for place in places), row)
            for row in rows_of.get(bits, [])
        ]
    return cells


def _reading(sums: Sums, *, first: int) -> Callable[[Key, Row], Cell]:
    """Return the function that makes a cell of a row, its sums standing from `first` on."""
    at = {name: first + place for place, name in enumerate(sums.of_facts())}
    if sums.kind == "count" and not (
        sums.masked or sums.caution or sums.eligible or not sums.narrow
    ):
        return lambda key, row: _plain_count(key, *row[first:])
    return lambda key, row: _any_cell(key, {n: row[place] or 0 for n, place in at.items()}, sums)


def _plain_count(key: Key, rows: int, numerator: int, denominator: int) -> Cell:
    """Return a cell of counts without any mask, mark or eligible people."""
    return Cell(key, rows, numerator, denominator, None, None, 0, 0, numerator, denominator, 0.0)


def _any_cell(key: Key, found: dict[str, Any], sums: Sums) -> Cell:
    """Return a cell of any sums: 0 for one that was left out, None for one that is unknown."""
    rows, masked = found["fact_rows"], found.get("masked_rows", 0)
    numerator, denominator = int(found.get("numerator", 0)), int(found["denominator"])
    total = float(found.get("total", 0))
    every = sums.eligible and found["eligible_rows"] == rows
    return Cell(
        key=key,
        rows=rows,
        numerator=numerator if sums.kind == "count" and not masked else None,
        denominator=denominator if not masked else None,
        total=total if sums.kind == "mean" and not masked else None,
        eligible=int(found["eligible"]) if every else None,
        masked_rows=masked,
        caution_rows=found.get("caution_rows", 0),
        known_numerator=numerator,
        known_denominator=denominator,
        known_total=total,
    )
