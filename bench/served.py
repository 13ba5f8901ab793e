"""A web server as `longtable start` starts it, with one process, and clients who want a page."""

import os
import selectors
import socket
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from statistics import median

import psutil

from bench.measure import ROOT
from longtable.cli.commands import start

CLIENTS = 20
SECONDS_TO_START = 60


@dataclass(frozen=True, slots=True)
class Served:
    """What a server did for its clients: how many answers a second, how soon, at what cost.

    `p99_ms` is what one in a hundred waited longer than, `cost` the seconds of computing that one
    answer took the process, `memory_mb` what the process held afterwards.
    """

    a_second: float
    p99_ms: float
    cost: float
    memory_mb: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the clients of one contestant ask for, all at the same server, and how it begins."""

    port: int
    path: str
    status: int
    headers: Mapping[str, str]

    @property
    def request(self) -> bytes:
        """The request as it travels."""
        lines = [f"GET {self.path} HTTP/1.1", "Host: localhost"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return "\r\n".join([*lines, "", ""]).encode()


@contextmanager
def server(settings: str, data: str, **more: str) -> Iterator[int]:
    """Start a web server with other settings and another data folder; give its port."""
    port = _free_port()
    known = dict(os.environ)
    os.environ |= {"DJANGO_SETTINGS_MODULE": settings, "LONGTABLE_DATA": data} | more
    os.environ |= {"LONGTABLE_ADDRESS": f"http://localhost:{port}", "PYTHONPATH": str(ROOT)}
    try:
        process = start._web(Namespace(host="127.0.0.1", port=port, workers=1))
    finally:
        os.environ.clear()
        os.environ |= known
    try:
        _wait_for(port, process)
        yield port
    finally:
        start._stop([process])


def visited(contestants: Mapping[str, Wanted], *, rounds: int, seconds: float) -> dict[str, Served]:
    """Let the clients visit each in turns, so that a busy moment strikes them all; the medians."""
    found: dict[str, list[Served]] = {who: [] for who in contestants}
    for wanted in contestants.values():
        _visit(wanted, seconds=seconds / 4)  # whatever has to be warm is
    for _ in range(rounds):
        for who, wanted in contestants.items():
            found[who].append(_visit(wanted, seconds=seconds))
    return {who: _median(runs) for who, runs in found.items()}


def tag_of(port: int, path: str) -> str:
    """Return the tag of a page, by which who has it already asks for it again."""
    head, _length = _first(Wanted(port, path, 200, {}))
    [found] = [line for line in head.split("\r\n") if line.lower().startswith("etag:")]
    return found.split(":", 1)[1].strip()


def _visit(wanted: Wanted, *, seconds: float) -> Served:
    """Have every client ask again as soon as it has its answer, for so long."""
    head, length = _first(wanted)
    begins = head.split("\r\n")[0].encode()
    process = _answers_at(wanted.port)
    before = _computed(process)
    started = time.perf_counter()
    waits = _closed_loop(wanted, begins, length, until=started + seconds)
    passed = time.perf_counter() - started
    cost = (_computed(process) - before) / len(waits)
    p99 = sorted(waits)[int(len(waits) * 0.99)]
    return Served(len(waits) / passed, p99 * 1000, cost, process.memory_info().rss / 2**20)


def _closed_loop(wanted: Wanted, begins: bytes, length: int, *, until: float) -> list[float]:
    """Return how long each answer took. They are told apart by their length, always the same."""
    request, waits = wanted.request, []
    selector = selectors.DefaultSelector()
    clients = [socket.create_connection(("127.0.0.1", wanted.port)) for _ in range(CLIENTS)]
    asked, missing = {}, {}
    for client in clients:
        selector.register(client, selectors.EVENT_READ)
        asked[client], missing[client] = time.perf_counter(), length
        client.sendall(request)
    now = time.perf_counter()
    while now < until:
        for key, _events in selector.select(5):
            client = key.fileobj
            came = client.recv(262_144)
            if missing[client] == length:
                assert came.startswith(begins), came[:200]
            missing[client] -= len(came)
            assert came, "the server hung up"
            assert missing[client] >= 0, "an answer was longer than the first"
            if missing[client] == 0:
                now = time.perf_counter()
                waits.append(now - asked[client])
                asked[client], missing[client] = now, length
                client.sendall(request)
    for client in clients:
        client.close()
    return waits


def _first(wanted: Wanted) -> tuple[str, int]:
    """Return the head of one answer, and the length of all of it."""
    with socket.create_connection(("127.0.0.1", wanted.port)) as client:
        client.sendall(wanted.request)
        came = b""
        while b"\r\n\r\n" not in came:
            came += client.recv(65_536)
    head = came.split(b"\r\n\r\n")[0].decode("latin-1")
    assert f" {wanted.status} " in head.split("\r\n")[0], head
    sizes = [line.split(":")[1] for line in head.lower().split("\r\n")
             if line.startswith("content-length:")]  # fmt: skip
    body = 0 if wanted.status == 304 else int(sizes[0])
    return head, len(head) + 4 + body


def _answers_at(port: int) -> psutil.Process:
    """Return the process that answers: the one child of the server that listens there."""
    for parent in psutil.Process().children():
        if str(port) in parent.cmdline():
            [child] = parent.children()
            return child
    raise LookupError(port)


def _computed(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


def _median(runs: list[Served]) -> Served:
    return replace(
        runs[-1],
        a_second=median(run.a_second for run in runs),
        p99_ms=median(run.p99_ms for run in runs),
        cost=median(run.cost for run in runs),
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _try in range(SECONDS_TO_START * 10):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert process.poll() is None, "the server ended by itself"
            time.sleep(0.1)
        else:
            return
    sys.exit("the server does not answer")
