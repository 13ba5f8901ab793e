"""An installation of its own, in processes of its own, on either database."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.support import prepared

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
    """Return an installation that holds nothing yet, on SQLite: tables alone."""
    data.mkdir(parents=True)
    shutil.copy(prepared.installation() / "longtable.db", data)
    return Installation(data)


def on_postgres(data: Path) -> Installation:
    """Return an installation that holds nothing yet, with a database on the tests' server."""
    url = os.environ["DATABASE_URL"]
    return Installation(data, prepared.new_database(url, copy_of=prepared.database(url)))


def of_this_stage(data: Path) -> Installation:
    """Return a new installation on the database that this run of the tests is about."""
    return on_postgres(data) if "DATABASE_URL" in os.environ else on_sqlite(data)
