"""J2: an indicator by all 64 combinations of six breakdowns.

Ours goes from Parquet through the engine to `Cell`s, once without and once with the interval of
each and whether a count in it is small; differences between groups, and which other cells have to
be withheld, are not in it. Its peers read the same file: a CUBE written by hand, and pandas
grouping 64 times where it is installed (`bench/requirements.txt`). The limit is to read the eight
columns and do nothing with them. All must find the same cells.
"""

import sys
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

from bench.measure import CACHE, PEERS, Row, compared, rows

FULL, QUICK = 10_000_000, 1_000_000
MEMORY, THREADS, FEWEST = "2GB", 2, 10
SIZES = {"age": 5, "disability": 2, "grade": 13, "language": 2, "race": 7, "sex": 3}
CUT = "+".join(SIZES)
COLUMNS = [f"category_{place}" for place in range(1, 7)]
GROUPINGS = tuple(c for size in range(7) for c in combinations(SIZES, size))
LIMIT = "limit: read the columns"


def run(*, quick: bool, rows: int | None = None) -> list[Row]:
    """Measure every contestant over one file of made-up facts."""
    return _compare(rows or (QUICK if quick else FULL))


def _compare(size: int) -> list[Row]:
    folder = _facts(size)
    cases = {
        LIMIT: ("limit", sys.executable),
        "DuckDB CUBE by hand": ("cube", sys.executable),
        "ours, to cells": ("ours", sys.executable),
        "ours, with intervals and flags": ("ours_whole", sys.executable),
        "ours, first in a process": ("ours_first", sys.executable),
    }
    if PEERS.exists():
        cases["pandas, 64 times"] = ("pandas", PEERS)
    results = compared(__name__, cases, folder)
    answers = {who: result.answer for who, result in results.items() if who != LIMIT}
    assert len(set(answers.values())) == 1, f"the cells differ: {answers}"
    return rows(f"J2 {size:,} rows", results, limit=LIMIT)


def _facts(size: int) -> Path:
    """Return a warehouse with so many facts, each time the same; made once."""
    from longtable.core.warehouse.connection import confined
    from longtable.core.warehouse.files import current_files, digest_of, file_name
    from longtable.core.warehouse.rows import write_relation

    folder = CACHE / f"j2-{size}"
    folder.mkdir(parents=True, exist_ok=True)
    if current_files(folder):
        return folder
    unfinished = folder / "bench.tmp"
    with confined(folder, memory="4GB", threads=THREADS) as connection:
        connection.execute(f"CREATE TEMP VIEW made AS {_made(size)}")
        write_relation(connection, "made", path=str(unfinished))
    unfinished.rename(folder / file_name("bench", generation=1, digest=digest_of(unfinished)))
    return folder


def _made(size: int) -> str:
    """Return the SQL of one fact per person: every column from its own hash of the row's number."""
    categories = ", ".join(
        f"'{name} ' || (hash(n, {place}) % {count}) AS category_{place}"
        for place, (name, count) in enumerate(SIZES.items(), start=1)
    )
    return f"""
        SELECT 'bench' AS source, 'reads' AS indicator, '201' || (hash(n, 7) % 5) AS period,
            'school ' || (hash(n, 8) % 500) AS place, 'school' AS level, 'count' AS kind,
            '{CUT}' AS cut, {categories},
            NULL::VARCHAR AS category_7, NULL::VARCHAR AS category_8,
            (hash(n, 9) % 2)::BIGINT AS numerator, 1::BIGINT AS denominator,
            NULL::DECIMAL(18, 6) AS total, NULL::DOUBLE AS estimate, NULL::DOUBLE AS lower,
            NULL::DOUBLE AS upper, '' AS as_published, '' AS mark, '' AS unit,
            NULL::BIGINT AS eligible
        FROM range({size}) AS numbers(n)
    """


def _plain(folder: str) -> tuple[object, str]:
    """Open DuckDB as anybody would, with the threads and memory that ours has."""
    import duckdb

    (path,) = Path(folder).glob("*.parquet")
    connection = duckdb.connect(config={"threads": THREADS, "memory_limit": MEMORY})
    return connection, str(path)


def _limit(folder: str) -> Callable[[], object]:
    connection, path = _plain(folder)
    counts = ", ".join(f"MAX(LENGTH({column}))" for column in COLUMNS)
    return lambda: connection.execute(
        f"SELECT {counts}, SUM(numerator), SUM(denominator) FROM '{path}'"
    ).fetchall()


def _cube(folder: str) -> Callable[[], object]:
    connection, path = _plain(folder)
    names = ", ".join(COLUMNS)
    sql = f"""
        SELECT {names}, SUM(numerator), SUM(denominator), COUNT(*) FROM '{path}'
        WHERE indicator = 'reads' AND cut = '{CUT}' AND level = 'school' GROUP BY CUBE ({names})
    """

    def timed() -> object:
        found = connection.execute(sql).fetchall()
        return _answer(len(found), sum(row[6] for row in found))

    return timed


def _ours(folder: str) -> Callable[[], object]:
    from longtable.core.warehouse.engine import open_engine

    engine = open_engine("duckdb", Path(folder), memory=MEMORY, threads=THREADS)
    engine.catalog()
    return lambda: _cells(engine)


def _ours_first(folder: str) -> Callable[[], object]:
    """Ours where nothing is known yet: the file is proven whole and its catalog read as well."""
    import longtable.core.warehouse.duck  # noqa: F401
    from longtable.core.warehouse.engine import open_engine

    return lambda: _cells(open_engine("duckdb", Path(folder), memory=MEMORY, threads=THREADS))


def _ours_whole(folder: str) -> Callable[[], object]:
    """Ours with the Wilson interval of each cell, and whether a count in it is small."""
    import numpy as np

    from longtable.core.stats.estimates import wilson_limits
    from longtable.core.warehouse.engine import open_engine

    engine = open_engine("duckdb", Path(folder), memory=MEMORY, threads=THREADS)
    engine.catalog()

    def timed() -> object:
        found = _found(engine)
        top = np.array([cell.numerator for cell in found])
        bottom = np.array([cell.denominator for cell in found])
        rates, lower, upper = wilson_limits(top, bottom)
        small = [(count >= 1) & (count < FEWEST) for count in (top, bottom - top, bottom)]
        flags = np.logical_or.reduce(small)
        assert ((lower <= rates) & (rates <= upper)).all()
        assert len(flags) == len(found)
        return _answer(len(found), int(top.sum()))

    return timed


def _cells(engine: object) -> object:
    found = _found(engine)
    return _answer(len(found), sum(cell.numerator for cell in found))


def _found(engine: object) -> list[object]:
    from longtable.core.warehouse.engine import Query

    return engine.cells(Query(indicator="reads", level="school", cut=CUT, groupings=GROUPINGS))


def _pandas(folder: str) -> Callable[[], object]:
    import pandas

    (path,) = Path(folder).glob("*.parquet")

    def timed() -> object:
        facts = pandas.read_parquet(path, columns=[*COLUMNS, "numerator", "denominator"])
        facts = facts.astype(dict.fromkeys(COLUMNS, "category"))
        size, hits = 1, int(facts["numerator"].sum())
        for place in range(1, 7):
            for by in combinations(COLUMNS, place):
                grouped = facts.groupby(list(by), observed=True)
                found = grouped[["numerator", "denominator"]].sum()
                size, hits = size + len(found), hits + int(found["numerator"].sum())
        return _answer(size, hits)

    return timed


def _answer(size: int, hits: int) -> str:
    return f"{size} cells, {hits} in all numerators"


CASES = {
    "limit": _limit,
    "cube": _cube,
    "ours": _ours,
    "ours_whole": _ours_whole,
    "ours_first": _ours_first,
    "pandas": _pandas,
}
