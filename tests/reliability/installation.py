"""A whole installation in a folder of its own, started as `longtable start` starts it."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from tests.support import prepared

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 60


STARTED: list["Installation"] = []


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Installation:
    """A data folder, a database (SQLite in the folder, or `database_url`), and its processes.

    `settings` names another settings module: that is how a fault is planted for a control.
    `beside` says which processes belong to it that it did not start: those of its database.
    """

    folder: Path
    database_url: str = ""
    settings: str = ""
    web_processes: int = 2
    port: int = field(default_factory=free_port)
    started: psutil.Process | None = None
    beside: Callable[[], list[psutil.Process]] = list

    def environment(self) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("LONGTABLE_", "DATABASE_URL", "DJANGO_", "COVERAGE_"))
        }
        kept |= {
            "LONGTABLE_DATA": str(self.folder),
            "LONGTABLE_ADDRESS": f"http://localhost:{self.port}",
            "LONGTABLE_LOG_LEVEL": "ERROR",
            "PYTHONPATH": str(ROOT),
        }
        if self.database_url:
            kept["DATABASE_URL"] = self.database_url
        if self.settings:
            kept["DJANGO_SETTINGS_MODULE"] = self.settings
        return kept

    def run(self, *words: str, said: str = "") -> str:
        """Run `python …` inside the installation and return what it prints."""
        done = subprocess.run(
            [sys.executable, *words],
            env=self.environment(),
            cwd=ROOT,
            input=said,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stdout

    def command(self, *words: str) -> str:
        return self.run("-m", "longtable.cli.main", *words)

    def prepare(self) -> None:
        """Have what `longtable prepare` makes; on SQLite as a copy of one made once."""
        shutil.copytree(prepared.installation(), self.folder, dirs_exist_ok=True)
        if self.database_url:
            (self.folder / "longtable.db").unlink()
            self.command("prepare")
        os.sync()

    def seed(self, what: str, **wanted: Any) -> Any:
        """Run a function of `tests.reliability.seeds` inside, and return what it returns."""
        words = ("-m", "tests.reliability.seeds", what, json.dumps(wanted))
        return json.loads(self.run(*words).splitlines()[-1])

    def start(self, *, worker_only: bool = False) -> None:
        words = ["worker"] if worker_only else self._start_words()
        with open(self.log, "ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "longtable.cli.main", *words],
                env=self.environment(),
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        STARTED.append(self)
        self.started = psutil.Process(process.pid)
        self._popen = process
        if not worker_only:
            self._wait_until_it_answers()

    @property
    def log(self) -> Path:
        return self.folder.parent / f"{self.folder.name}.log"

    def _start_words(self) -> list[str]:
        words = ["start", "--host", "127.0.0.1", "--port", str(self.port)]
        return [*words, "--workers", str(self.web_processes)]

    def _wait_until_it_answers(self) -> None:
        for _try in range(SECONDS_TO_START * 20):
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/healthz")
                connection.getresponse().read()
                connection.close()
            except OSError:
                assert self._popen.poll() is None, self.log.read_text()[-4000:]
                time.sleep(0.05)
            else:
                return
        raise AssertionError("the server does not answer: " + self.log.read_text()[-4000:])

    def family(self) -> list[psutil.Process]:
        """Return every process that was started, the oldest first."""
        if self.started is None or not self.started.is_running():
            return []
        return [self.started, *self.started.children(recursive=True)]

    def web_workers(self) -> list[psutil.Process]:
        """Return the processes that answer requests."""
        return [one for one in self.family() if "granian" in _title(one)]

    def worker(self) -> psutil.Process:
        """Return the process that sends mail and reads files."""
        return next(one for one in self.family() if one.cmdline()[-1:] == ["worker"])

    def kill(self) -> None:
        """Kill -9 everything, at once; nothing gets a chance to tidy up."""
        family = self.family()
        for one in family:
            _signal(one.pid, signal.SIGKILL)
        self._popen.wait(20)
        _wait_until_gone(family)
        self.started = None

    def freeze(self) -> None:
        for one in [*self.family(), *self.beside()]:
            _signal(one.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        for one in [*self.beside(), *self.family()]:
            _signal(one.pid, signal.SIGCONT)

    def stop(self) -> None:
        """Stop it as Ctrl-C does; kill what is left."""
        if self.started is None:
            return
        family = self.family()
        _signal(self.started.pid, signal.SIGTERM)
        try:
            self._popen.wait(20)
        finally:
            for one in family[1:]:
                _signal(one.pid, signal.SIGKILL)
        _wait_until_gone(family)
        self.started = None


def _signal(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def _wait_until_gone(family: list[psutil.Process]) -> None:
    """Wait until nothing of it runs; what only waits to be buried counts as gone."""
    deadline = time.monotonic() + 20
    while any(_runs(one) for one in family):
        assert time.monotonic() < deadline, "a killed process still runs"
        time.sleep(0.01)


def _runs(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _title(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""
