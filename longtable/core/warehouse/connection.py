"""A DuckDB connection that can reach the warehouse's folder and nothing else."""

import os
from pathlib import Path
from uuid import uuid4

import duckdb

SPILL = ".spill-"
_FIXED = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_persistent_secrets": False,
}


def confined(folder: Path, *, memory: str, threads: int) -> duckdb.DuckDBPyConnection:
    """Open DuckDB in memory, shut in the folder, its settings locked.

    `memory` is DuckDB's text for the most it may use, such as "1GB"; what does not fit spills
    into the folder. `threads` is how many it may use, 1 or more.
    """
    folder = folder.absolute()
    spill = folder / f"{SPILL}{os.getpid()}-{uuid4().hex}"
    connection = duckdb.connect(
        ":memory:", config={"memory_limit": memory, "threads": threads, **_FIXED}
    )
    connection.execute(f"SET temp_directory = {text(str(spill))}")
    connection.execute(f"SET allowed_directories = [{text(f'{folder}/')}]")
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def select(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[object, ...]]:
    """Run one SELECT and return its rows; raises ValueError for any other statement."""
    statements = connection.extract_statements(sql)
    if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
        raise ValueError("the warehouse only answers a single SELECT")
    return connection.execute(statements[0]).fetchall()


def text(value: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + value.replace("'", "''") + "'"
