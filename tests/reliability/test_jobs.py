"""R09 and R15: the worker dies at any moment and is run again; no request waits for mail."""

import os
import random
import shutil
import time
from collections import Counter

import pytest

from tests.reliability import looking
from tests.reliability.figures import say
from tests.reliability.installation import Installation
from tests.reliability.visitor import Visitor
from tests.support.smtp import AnyPort, Inbox

pytestmark = [pytest.mark.reliability, pytest.mark.slow]
LONG = os.environ.get("LONGTABLE_LONG") == "1"
LETTERS, FILES = 60, 6
STATE = {
    "letters": 'SELECT "to", subject, status FROM record_letter ORDER BY "to"',
    "files": "SELECT id, state, trouble, layout, problems, counted, facts_due, version "
    "FROM submissions_submission ORDER BY id",
    "entries": 'SELECT "by", verb, subject FROM record_entry ORDER BY subject, verb, "by"',
}


@pytest.fixture
def sink():
    """A mail server on this machine."""
    kept = Inbox()
    controller = AnyPort(kept, hostname=kept.host, port=0)
    controller.start()
    kept.port = controller.port
    yield kept
    controller.stop()


def state_of(there):
    return {name: looking.rows(there, sql) for name, sql in STATE.items()}


def is_done(there):
    waiting = "SELECT count(*) FROM {} WHERE {} = 'waiting'"
    return not looking.one(there, waiting.format("record_letter", "status")) and not looking.one(
        there, waiting.format("submissions_submission", "state")
    )


def run_until_done(there, *, chance=None) -> int:
    """Run the worker until all is done; with `chance`, kill it at random, and count the kills."""
    kills = 0
    there.start(worker_only=True)
    while not is_done(there):
        if chance and kills < (60 if LONG else 8):
            time.sleep(1.5 + chance.uniform(0, 1.0))  # it takes a while to start
            there.kill()
            kills += 1
            there.start(worker_only=True)
        time.sleep(0.2)
    there.stop()
    return kills


def test_jobs_that_are_killed_and_run_again_end_as_if_nothing_had_happened(tmp_path, sink):
    clean = Installation(tmp_path / "clean")
    clean.prepare()
    clean.seed("world", waiting=FILES, letters=LETTERS)
    clean.seed("mail_server", port=sink.port)
    shutil.copytree(clean.folder, tmp_path / "killed")
    killed = Installation(tmp_path / "killed")
    sink.wait = 0.03
    run_until_done(clean)
    sent_once = Counter(letter["Message-ID"] for letter in sink.letters)
    sink.letters.clear()

    kills = run_until_done(killed, chance=random.Random(1))
    for _again in range(2):
        killed.command("worker", "--once")

    sent = Counter(letter["Message-ID"] for letter in sink.letters)
    assert state_of(killed) == state_of(clean)
    assert set(sent) == set(sent_once)
    assert len(sent) == LETTERS
    assert set(sent_once.values()) == {1}
    assert sent.total() - LETTERS <= kills
    assert kills
    say(
        f"R09: {kills} kills, {LETTERS} letters and {FILES} files: the same state as a clean run, "
        f"0 letters missing, {sent.total() - LETTERS} sent twice with the same Message-ID"
    )


def test_the_harness_sees_a_worker_that_marks_letters_before_it_sends_them(tmp_path, sink):
    """The control: what is marked first and sent later is missing after a kill."""
    there = Installation(tmp_path / "data")
    there.prepare()
    there.seed("world", letters=LETTERS)
    there.seed("mail_server", port=sink.port)
    there.settings = "tests.reliability.faults.hasty"
    sink.wait = 0.03

    there.start(worker_only=True)
    while not sink.letters:
        time.sleep(0.01)
    there.kill()
    run_until_done(there)

    assert len({letter["Message-ID"] for letter in sink.letters}) < LETTERS


def invite_while_nothing_sends(there, world, sink):
    """Freeze the worker, invite, and return the answer and how often mail was sent meanwhile."""
    there.start()
    worker = there.worker()
    worker.suspend()
    who = Visitor(there.port).sign_in(world["savers"][0])
    calls = sink.calls
    wanted = {"email": "guest@example.org", "role": "reader", "language": "en"}
    answer = who.post("/bridgeport/settings/people/", wanted)
    during = sink.calls - calls
    worker.resume()
    return answer, during


def test_no_request_waits_for_the_mail_server(tmp_path, sink):
    there = Installation(tmp_path / "data")
    there.prepare()
    world = there.seed("world", savers=1)
    there.seed("mail_server", port=sink.port)

    answer, during = invite_while_nothing_sends(there, world, sink)

    for _try in range(300):
        if sink.letters:
            break
        time.sleep(0.1)
    there.stop()
    assert (answer.status, during) == (302, 0)
    assert [letter["To"] for letter in sink.letters] == ["guest@example.org"]


def test_the_harness_sees_a_request_that_sends_by_itself(tmp_path, sink, monkeypatch):
    """The control: mail that goes out while the page is made."""
    there = Installation(tmp_path / "data", settings="tests.reliability.faults.talkative")
    there.prepare()
    world = there.seed("world", savers=1)
    monkeypatch.setenv("FAULT_MAIL_PORT", str(sink.port))

    _answer, during = invite_while_nothing_sends(there, world, sink)

    there.stop()
    assert during == 1
