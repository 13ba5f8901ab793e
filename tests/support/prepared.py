"""Databases that hold tables and nothing else: migrated once in a run of the tests, then copied."""

import fcntl
import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[2]
# Where they are kept: script/test names a folder for all its stages, else each run has its own.
FOLDER = "LONGTABLE_PREPARED"
_NOT_INHERITED = ("LONGTABLE_", "DATABASE_URL", "DJANGO_", "COVERAGE_")


def installation() -> Path:
    """Return the folder of an installation on SQLite as `longtable prepare` leaves it."""
    there = _folder() / "data"
    with _alone("data"):
        if not there.exists():
            unfinished = tempfile.mkdtemp(dir=_folder())
            _prepare(unfinished)
            os.rename(unfinished, there)
    return there


def database(url: str) -> str:
    """Return the name of a prepared database on the PostgreSQL server at this address."""
    where = f"postgres-{hashlib.sha256(url.encode()).hexdigest()[:16]}"
    told = _folder() / where
    with _alone(where):
        if not told.exists():
            made = new_database(url)
            with tempfile.TemporaryDirectory() as folder:
                _prepare(folder, made)
            told.write_text(urlsplit(made).path[1:])
    return told.read_text()


def new_database(url: str, *, copy_of: str = "") -> str:
    """Make a database on a server, empty or a copy of another, and return its address."""
    import psycopg

    parts, name = urlsplit(url), f"longtable_{uuid4().hex[:12]}"
    host = parse_qs(parts.query)["host"][0]
    like = f" TEMPLATE {copy_of}" if copy_of else ""
    with psycopg.connect(host=host, user=parts.username, dbname="postgres", autocommit=True) as one:
        one.execute(f"CREATE DATABASE {name}{like}")
    return f"postgres://{parts.username}@/{name}?host={host}"


def _folder() -> Path:
    folder = Path(os.environ[FOLDER])
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def _alone(what: str) -> Iterator[None]:
    """Let one process at a time do this; the others wait, and find it done."""
    with open(_folder() / f"{what}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _prepare(folder: str, url: str = "") -> None:
    kept = {name: said for name, said in os.environ.items() if not name.startswith(_NOT_INHERITED)}
    kept |= {"LONGTABLE_DATA": folder, "PYTHONPATH": str(ROOT)}
    kept |= {"DATABASE_URL": url} if url else {}
    words = [sys.executable, "-m", "longtable.cli.main", "prepare"]
    done = subprocess.run(words, env=kept, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:]
