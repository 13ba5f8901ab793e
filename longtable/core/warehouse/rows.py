"""Facts to rows of a Parquet file, and back."""

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from longtable.core.warehouse.columns import FactColumns, Values
from longtable.core.warehouse.connection import select, text
from longtable.core.warehouse.facts import (
    MOST_BREAKDOWNS,
    Fact,
    breakdowns_of,
    cut_of,
    millionths,
)
from longtable.core.warehouse.files import CATEGORY_COLUMNS, COLUMNS, SourceFile
from longtable.core.warehouse.query import Part
from longtable.core.warehouse.sql import catalog_sql

if TYPE_CHECKING:
    import duckdb

BATCH = 10_000
CATALOG = "longtable_catalog"
_PLAIN = tuple(
    column for column in COLUMNS if column not in (*CATEGORY_COLUMNS, "cut", "total", "source")
)
_ORDER = "indicator, cut, level, period, place"


def write_facts(
    connection: "duckdb.DuckDBPyConnection", facts: Iterable[Fact], *, source: str, path: str
) -> int:
    """Write a source's facts to one Parquet file and return how many they were.

    They are taken ten thousand at a time, so that any number fits in memory. Raises ValueError
    for a fact of another source.
    """
    if isinstance(facts, FactColumns):
        return _write_columns(connection, facts, source=source, path=path)
    columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
    places = ", ".join(
        f"unnest(${place}::{kind}[])" for place, kind in enumerate(COLUMNS.values(), start=1)
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE facts ({columns})")
    written = 0
    for batch in _batches(facts):
        rows = [_row(fact, source=source) for fact in batch]
        connection.execute(f"INSERT INTO facts SELECT {places}", [list(c) for c in zip(*rows)])  # noqa: B905
        written += len(rows)
    write_relation(connection, "facts", path=path)
    connection.execute("DROP TABLE facts")
    return written


def _write_columns(
    connection: "duckdb.DuckDBPyConnection", facts: FactColumns, *, source: str, path: str
) -> int:
    """Write facts that are columns already; DuckDB puts the texts in the place of their codes.

    They are put in order before, so that DuckDB writes them as they come and holds few at once.
    """
    if facts.source != source:
        raise ValueError(f"source: facts of {facts.source!r} among those of {source!r}")
    facts = facts.some(_in_reading_order(facts))
    codes = ("period", "place", "category", "mark", "as_published")
    arrays: dict[str, Any] = {name: getattr(facts, name) for name in codes}
    for name, numbers in facts.numbers.items():
        values = _in_millionths(numbers.values) if name == "total" else numbers.values
        arrays |= {name: values, f"{name}_known": numbers.known}
    texts = _texts(facts)
    chosen = [_chosen(name, facts, texts) for name in COLUMNS]
    connection.register("arrays", arrays)
    try:
        for name, (_, listed) in texts.items():
            connection.execute(f"SET VARIABLE {name} = $listed::VARCHAR[]", {"listed": listed})
        sql = f"CREATE OR REPLACE TEMP VIEW facts AS SELECT {', '.join(chosen)} FROM arrays"  # noqa: S608
        connection.execute(sql)
        _write(connection, "facts", path=path)
    finally:
        connection.execute("DROP VIEW IF EXISTS facts")
        connection.unregister("arrays")
        for name in texts:
            connection.execute(f"RESET VARIABLE {name}")
    return len(facts)


def _in_reading_order(facts: FactColumns) -> Values:
    """Return the numbers of the facts in the order of the file, as `_ORDER` says it."""
    cuts = [cut_of(breakdown for breakdown, _ in pairs) for pairs in facts.categories]
    codes, levels = [code for code, _ in facts.places], [level for _, level in facts.places]
    keys = (
        _ranks(codes)[facts.place],
        _ranks(facts.periods)[facts.period],
        _ranks(levels)[facts.place],
        _ranks(cuts)[facts.category],
    )
    return np.lexsort(keys)


def _ranks(texts: Sequence[str]) -> Values:
    """Return where each text stands among all, as DuckDB sorts them: by their code points."""
    rank = {text: at for at, text in enumerate(sorted(set(texts)))}
    return np.array([rank[text] for text in texts], np.int64)


def _in_millionths(totals: Values) -> Values:
    """Return sums as whole millionths, rounded as those that are written one by one."""
    found = [int(millionths(total).scaleb(6)) for total in totals.tolist()]
    return np.array(found, np.int64)


def _texts(facts: FactColumns) -> dict[str, tuple[str, list[str | None]]]:
    """Return for each column of texts the array of codes and what they stand for."""
    found: dict[str, tuple[str, list[str | None]]] = {
        "period": ("period", list(facts.periods)),
        "place": ("place", [code for code, _ in facts.places]),
        "level": ("place", [level for _, level in facts.places]),
        "cut": ("category", [cut_of(b for b, _ in pairs) for pairs in facts.categories]),
        "mark": ("mark", list(facts.marks)),
        "as_published": ("as_published", list(facts.published)),
    }
    for at, name in enumerate(CATEGORY_COLUMNS):
        found[name] = ("category", [p[at][1] if at < len(p) else None for p in facts.categories])
    return found


def _chosen(name: str, facts: FactColumns, texts: dict[str, tuple[str, list[str | None]]]) -> str:
    """Return the SQL of one of the warehouse's columns."""
    same = {"source": facts.source, "indicator": facts.indicator, "kind": facts.kind, "unit": ""}
    if name in same:
        return f"{text(same[name])}::VARCHAR AS {name}"
    if name in texts:
        code, listed = texts[name]
        if len(set(listed)) == 1:
            return f"{_literal(listed[0])}::VARCHAR AS {name}"
        return f"getvariable('{name}')[{code} + 1] AS {name}"
    if name == "total" and name in facts.numbers:
        exact = f"(total::DECIMAL(18, 0) * 0.000001::DECIMAL(7, 6))::{COLUMNS[name]}"
        return f"CASE WHEN total_known THEN {exact} END AS total"
    if name in facts.numbers:
        kind = COLUMNS[name]
        return f"CASE WHEN {name}_known THEN {name}::{kind} END AS {name}"
    return f"NULL::{COLUMNS[name]} AS {name}"


def _literal(said: str | None) -> str:
    return "NULL" if said is None else text(said)


def write_relation(connection: "duckdb.DuckDBPyConnection", relation: str, *, path: str) -> None:
    """Write a relation that has the warehouse's columns to one Parquet file, in reading order.

    The file's footer holds its lines of the catalog, so that nobody counts them again.
    """
    _write(connection, relation, path=path, order=f"ORDER BY {_ORDER}")


def _write(
    connection: "duckdb.DuckDBPyConnection", relation: str, *, path: str, order: str = ""
) -> None:
    catalog = json.dumps(select(connection, catalog_sql(relation)), ensure_ascii=True)
    connection.execute(
        f"COPY (SELECT {', '.join(COLUMNS)} FROM {relation} {order}) "  # noqa: S608
        f"TO {text(path)} (FORMAT parquet, COMPRESSION zstd, "
        f"KV_METADATA {{{CATALOG}: {text(catalog)}}})"
    )


def read_parts(
    connection: "duckdb.DuckDBPyConnection", files: Sequence[SourceFile]
) -> dict[SourceFile, list[Part]]:
    """Return the lines of the catalog that stand in the footer of each file."""
    if not files:
        return {}
    paths = ", ".join(text(file.path) for file in files)
    rows = select(
        connection,
        f"SELECT file_name, decode(value) FROM parquet_kv_metadata([{paths}]) "  # noqa: S608
        f"WHERE decode(key) = {text(CATALOG)}",
    )
    found = {str(path): [Part(*line) for line in json.loads(str(lines))] for path, lines in rows}
    return {file: found[file.path] for file in files}


def scan(files: Iterable[SourceFile]) -> str:
    """Return the SQL that reads these files, of which there must be one or more."""
    paths = ", ".join(text(file.path) for file in files)
    return f"read_parquet([{paths}], hive_partitioning = false)"


def read_facts(
    connection: "duckdb.DuckDBPyConnection", files: Sequence[SourceFile], *, where: str = "TRUE"
) -> Iterator[Fact]:
    """Yield the facts of some files that meet a condition, in reading order."""
    if not files:
        return
    connection.execute(
        f"SELECT {', '.join(COLUMNS)} FROM {scan(files)} WHERE {where} "  # noqa: S608
        f"ORDER BY {_ORDER}, {', '.join(CATEGORY_COLUMNS)}, source, unit"
    )
    while rows := connection.fetchmany(BATCH):
        for row in rows:
            yield _fact(row)


def _batches(facts: Iterable[Fact]) -> Iterator[list[Fact]]:
    remaining = iter(facts)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def _row(fact: Fact, *, source: str) -> tuple[object, ...]:
    if fact.source != source:
        raise ValueError(f"source: a fact of {fact.source!r} among those of {source!r}")
    values: dict[str, object] = {name: getattr(fact, name) for name in _PLAIN}
    values |= dict.fromkeys(CATEGORY_COLUMNS)
    values |= {
        column: category
        for column, (_, category) in zip(CATEGORY_COLUMNS, fact.categories, strict=False)
    }
    values |= {"source": source, "cut": fact.cut}
    values["total"] = None if fact.total is None else millionths(fact.total)
    return tuple(values[name] for name in COLUMNS)


def _fact(row: Sequence[Any]) -> Fact:
    values = dict(zip(COLUMNS, row, strict=True))
    categories = [values.pop(column) for column in CATEGORY_COLUMNS[:MOST_BREAKDOWNS]]
    breakdowns = breakdowns_of(values.pop("cut"))
    total: Decimal | None = values.pop("total")
    return Fact(
        **values,
        categories=tuple(zip(breakdowns, categories, strict=False)),
        total=None if total is None else float(total),
    )
