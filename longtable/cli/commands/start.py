"""`longtable start`: the web server and the worker, started and stopped together."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from typing import Any

from longtable.cli.main import settings_named


def register(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser("start", help="start the web server and the worker")
    parser.add_argument("--host", default="localhost", help="address to listen at")
    parser.add_argument("--port", type=int, default=8000, help="port to listen at")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="web processes")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Run both until one of them ends or a signal comes; then stop the other."""
    os.environ.setdefault("LONGTABLE_ADDRESS", f"http://localhost:{chosen.port}")
    settings_named()
    from django.conf import settings

    parts = {"web server": _web(chosen), "worker": _worker()}
    stopping: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda got, _frame: stopping.append(got))
    _wait_for(chosen, parts["web server"])
    print(f"\nLongtable is running at {settings.ADDRESS}/  (stop it with Ctrl-C)", flush=True)
    try:
        while not stopping and all(part.poll() is None for part in parts.values()):
            time.sleep(0.2)
        return _end_of(parts, stopping)
    finally:
        _stop(list(parts.values()))


def _web(chosen: argparse.Namespace) -> subprocess.Popen[bytes]:
    # One blocking thread a worker: more make template-heavy pages slower (docs/decisions).
    words = ["--interface", "wsgi", "--host", _number_of(chosen.host), "--port", str(chosen.port)]
    words += ["--workers", str(chosen.workers), "--blocking-threads", "1", "--no-ws"]
    words += ["--log-level", "warning", "--respawn-failed-workers"]
    return _child("granian", *words, "longtable.config.wsgi:application")


def _number_of(host: str) -> str:
    """Return a host's address as a number, which is what the web server wants."""
    try:
        found = socket.getaddrinfo(host, None, socket.AF_INET, socket.SOCK_STREAM)
    except OSError:
        return host
    return str(found[0][4][0])


def _wait_for(chosen: argparse.Namespace, part: subprocess.Popen[bytes]) -> None:
    """Wait until the web server takes connections, half a minute at most."""
    for _try in range(150):
        try:
            socket.create_connection((_number_of(chosen.host), chosen.port), 1).close()
        except OSError:
            if part.poll() is not None:
                return
            time.sleep(0.2)
        else:
            return


def _worker() -> subprocess.Popen[bytes]:
    return _child("longtable.cli.main", "worker")


def _child(module: str, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", module, *words], start_new_session=True)  # noqa: S603


def _end_of(parts: dict[str, subprocess.Popen[bytes]], stopping: list[int]) -> int:
    if stopping:
        print("Stopping …", flush=True)
        return 0
    for name, part in parts.items():
        if part.poll() is not None:
            print(f"The {name} ended by itself (code {part.returncode}).", file=sys.stderr)
    return 1


def _stop(parts: list[subprocess.Popen[bytes]]) -> None:
    for part in parts:
        if part.poll() is None:
            os.killpg(part.pid, signal.SIGTERM)
    for part in parts:
        try:
            part.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(part.pid, signal.SIGKILL)
