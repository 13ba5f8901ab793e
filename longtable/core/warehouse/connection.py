"""A DuckDB connection that can reach the warehouse's folder and nothing else."""

import os
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:  # loaded when it is first asked: most pages never need it
    import duckdb

SPILL = ".spill-"
_FIXED = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_persistent_secrets": False,
}


def confined(folder: Path, *, memory: str, threads: int) -> "duckdb.DuckDBPyConnection":
    """Open DuckDB in memory, shut in the folder, its settings locked.

    `memory` is DuckDB's text for the most it may use, such as "1GB"; what does not fit spills
    into the folder. `threads` is how many it may use, 1 or more.
    """
    import duckdb

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


class Confined:
    """A confined connection that is opened when it is first needed, once in each process."""

    def __init__(self, folder: Path, *, memory: str, threads: int) -> None:
        self._folder = folder
        self._memory = memory
        self._threads = threads
        self._process = 0
        self._lock = Lock()
        self._connection: duckdb.DuckDBPyConnection | None = None

    def cursor(self) -> "duckdb.DuckDBPyConnection":
        """Return a cursor of this process's own: DuckDB does not survive a fork."""
        with self._lock:
            if self._connection is None or self._process != os.getpid():
                self._connection = confined(
                    self._folder, memory=self._memory, threads=self._threads
                )
                self._process = os.getpid()
            return self._connection.cursor()


def spilling_process(name: str) -> int:
    """Return the number of the process that a folder of spilled blocks is named after."""
    number = name.removeprefix(SPILL).split("-")[0]
    return int(number) if number.isdigit() and int(number) < 2**31 else 2**31 - 1


def select(connection: "duckdb.DuckDBPyConnection", sql: str) -> list[tuple[object, ...]]:
    """Run one SELECT and return its rows; raises ValueError for any other statement."""
    from duckdb import StatementType

    statements = connection.extract_statements(sql)
    if [statement.type for statement in statements] != [StatementType.SELECT]:
        raise ValueError("the warehouse only answers a single SELECT")
    return connection.execute(statements[0]).fetchall()


def text(value: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + value.replace("'", "''") + "'"
