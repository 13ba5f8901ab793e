"""An installation of its own, in processes of its own, on either database."""

import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from tests.reliability.installation import prepared

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Installation:
    """A data folder, and a PostgreSQL database where `url` names one (else SQLite)."""

    data: Path
    url: str = ""

    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("LONGTABLE_", "DJANGO_"))}
        kept.pop("DATABASE_URL", None)
        here = {"LONGTABLE_DATA": str(self.data), "PYTHONPATH": str(ROOT)}
        return kept | here | ({"DATABASE_URL": self.url} if self.url else {})

    def start(self, module: str, *words: object) -> "subprocess.Popen[str]":
        """Start a module with this installation's settings."""
        return subprocess.Popen(
            [sys.executable, "-m", module, *map(str, words)],
            env=self.environment(),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def ask(self, module: str, *words: object, code: int = 0) -> dict:
        """Run a module to its end; it must end with this code. Return the JSON it prints."""
        part = self.start(module, *words)
        out, err = part.communicate(timeout=300)
        assert part.returncode == code, f"{module} {words} ended with {part.returncode}:\n{err}"
        return json.loads(out) if out.strip() else {"said": err.strip()}

    def longtable(self, *words: object, code: int = 0) -> dict:
        """Run the command line; return the JSON it prints, or what it says instead."""
        return self.ask("longtable.cli.main", *words, code=code)


def on_sqlite(data: Path) -> Installation:
    """Return an installation that holds nothing yet, on SQLite: tables alone, made once."""
    data.mkdir(parents=True)
    shutil.copy(prepared() / "longtable.db", data)
    return Installation(data)


def on_postgres(data: Path) -> Installation:
    """Return an installation that holds nothing yet, with a database on the tests' server."""
    return Installation(data, _database(like=_prepared_database()))


def _database(*, like: str = "") -> str:
    """Make a database, empty or a copy of another, and return its address."""
    import psycopg

    parts, name = urlsplit(os.environ["DATABASE_URL"]), f"longtable_{uuid4().hex[:12]}"
    host = parse_qs(parts.query)["host"][0]
    copied = f" TEMPLATE {urlsplit(like).path[1:]}" if like else ""
    with psycopg.connect(host=host, user=parts.username, dbname="postgres", autocommit=True) as c:
        c.execute(f"CREATE DATABASE {name}{copied}")
    return f"postgres://{parts.username}@/{name}?host={host}"


@functools.cache
def _prepared_database() -> str:
    """Return the address of a database with tables alone, made once in a process."""
    url = _database()
    with tempfile.TemporaryDirectory() as folder:
        done = Installation(Path(folder), url).start("longtable.cli.main", "prepare")
        done.communicate(timeout=120)
    return url


def of_this_stage(data: Path) -> Installation:
    """Return a new installation on the database that this run of the tests is about."""
    return on_postgres(data) if "DATABASE_URL" in os.environ else on_sqlite(data)
