"""R03: an answer that says "done" leaves the machine only after the disk has been told to keep it.

`strace` looks over the shoulder of the one process that answers: between two acknowledgements
there has to be a call that forces data to the disk.
"""

import os
import re
import shutil
import signal
import subprocess
import time

import pytest

from tests.reliability.figures import say
from tests.reliability.installation import Installation
from tests.reliability.visitor import Visitor

pytestmark = [
    pytest.mark.power,
    pytest.mark.slow,
    pytest.mark.skipif(
        os.geteuid() != 0 or not shutil.which("strace"), reason="left out: needs root and strace"
    ),
]
SAVES = 10
FORCED = re.compile(r"\bf(data)?sync\(.*\) += 0|resumed>\) += 0")
ACKNOWLEDGED = re.compile(r"HTTP/1\.1 302")


def forced_before(tmp_path, *, settings="") -> tuple[int, int]:
    """Save some things, and return how many were acknowledged, and how many forced before."""
    there = Installation(tmp_path / "data", web_processes=1)
    there.prepare()
    world = there.seed("world", savers=1)
    there.settings = settings
    there.start()
    who = Visitor(there.port).sign_in(world["savers"][0])
    trace = tmp_path / "trace"
    calls = "trace=fsync,fdatasync,write,writev,sendto,sendmsg"
    words = ["strace", "-f", "-s", "40", "-e", calls, "-o", str(trace)]
    watcher = subprocess.Popen([*words, "-p", str(there.web_workers()[-1].pid)])
    time.sleep(1)
    for number in range(SAVES):
        path = "/bridgeport/settings/organizations/"
        assert who.post(path, {"name": f"Organization {number}"}).status == 302
    watcher.send_signal(signal.SIGINT)
    watcher.wait(20)
    there.stop()
    return _counted(trace.read_text(errors="replace").splitlines())


def _counted(lines: list[str]) -> tuple[int, int]:
    acknowledged = forced = 0
    is_forced = False
    for line in lines:
        if ACKNOWLEDGED.search(line):
            acknowledged += 1
            forced += is_forced
            is_forced = False
        elif FORCED.search(line) and "sync" in line:
            is_forced = True
    return acknowledged, forced


def test_every_acknowledged_save_was_forced_to_the_disk_before(tmp_path):
    acknowledged, forced = forced_before(tmp_path)

    assert (acknowledged, forced) == (SAVES, SAVES)
    say(f"R03: {forced} of {acknowledged} acknowledged saves were forced to the disk before")


def test_the_harness_sees_a_database_that_acknowledges_first(tmp_path):
    """The control: with `synchronous=NORMAL` most saves are acknowledged before."""
    acknowledged, forced = forced_before(tmp_path, settings="tests.reliability.faults.without_sync")

    assert acknowledged == SAVES
    assert forced < SAVES
