"""R01 and R18 for the warehouse: writers that are killed, that overlap, and readers meanwhile."""

import os
import signal
import subprocess
import sys
import time

import pytest

from longtable.core.warehouse.engine import Query, open_engine
from longtable.core.warehouse.files import DamagedSource
from longtable.core.warehouse.store import FactStore
from longtable.core.warehouse.tests.test_facts import a_fact

pytestmark = pytest.mark.slow
READS = Query(indicator="reads", level="school")

WRITER = """
import sys
from pathlib import Path
from longtable.core.warehouse.store import FactStore
from longtable.core.warehouse.tests.test_facts import a_fact
store = FactStore(Path(sys.argv[1]))
for turn in range(10_000):
    store.replace("city", [a_fact(numerator=turn, place=f"p{n}") for n in range(50)])
    print(turn, flush=True)
"""


# The control: it writes under the final name at once, and says when it is half done.
CARELESS = """
import sys, time
from pathlib import Path
from longtable.core.warehouse.files import digest_of, file_name
from longtable.core.warehouse.store import FactStore
from longtable.core.warehouse.tests.test_facts import a_fact
class Careless(FactStore):
    def _publish(self, source, unfinished):
        content = unfinished.read_bytes()
        final = self.folder / file_name(source, generation=2, digest=digest_of(unfinished))
        final.write_bytes(content[: len(content) // 2])
        print(1, flush=True)
        time.sleep(60)
Careless(Path(sys.argv[1])).replace("city", [a_fact(numerator=4)])
"""


@pytest.fixture
def store(tmp_path):
    return FactStore(tmp_path / "facts")


def a_writer(store, script=WRITER) -> subprocess.Popen:
    """A process that replaces one source again and again, and prints each turn when it is kept."""
    return subprocess.Popen(
        [sys.executable, "-c", script, str(store.folder)],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_killed_at_any_moment_the_old_facts_or_the_new_stand_whole(store):
    for delay in (0.0, 0.01, 0.03, 0.07):
        with a_writer(store) as writer:
            acknowledged = int(writer.stdout.readline())
            time.sleep(delay)
            os.killpg(writer.pid, signal.SIGKILL)
            acknowledged = max([acknowledged, *map(int, writer.stdout.read().split())])

        turns = {fact.numerator for fact in store.facts("city")}
        assert len(turns) == 1
        assert turns.pop() >= acknowledged
        assert len(list(store.facts("city"))) == 50


def test_a_careless_writer_that_is_killed_is_caught(store):
    store.replace("city", [a_fact()])
    with a_writer(store, CARELESS) as writer:
        writer.stdout.readline()
        os.killpg(writer.pid, signal.SIGKILL)

    with pytest.raises(DamagedSource):
        list(store.facts("city"))

    store.replace("city", [a_fact()])
    assert [fact.numerator for fact in store.facts("city")] == [3]


def test_readers_see_the_old_or_the_new_while_a_source_is_replaced(store):
    engine = open_engine("duckdb", store.folder)
    seen = []
    with a_writer(store) as writer:
        writer.stdout.readline()
        for _ in range(40):
            (cell,) = engine.cells(READS)
            seen.append((cell.rows, cell.numerator % 50, cell.numerator))
        os.killpg(writer.pid, signal.SIGKILL)

    assert {(rows, rest) for rows, rest, _ in seen} == {(50, 0)}
    assert len({numerator for _, _, numerator in seen}) > 1
    assert seen == sorted(seen)


def test_two_writers_of_one_source_leave_one_file(store):
    store.replace("city", [a_fact()])
    with a_writer(store) as first, a_writer(store) as second:
        for writer in (first, second):
            for _ in range(5):
                assert writer.stdout.readline().strip().isdigit()
        for writer in (first, second):
            os.killpg(writer.pid, signal.SIGKILL)

    store.replace("city", [a_fact(numerator=1)])

    assert [fact.numerator for fact in store.facts("city")] == [1]
    assert len([p for p in store.folder.iterdir() if p.suffix == ".parquet"]) == 1
