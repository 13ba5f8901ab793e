"""R02: the power goes at any moment. What was acknowledged is on the disk; nothing is damaged.

The data lies on a disk image. Everything is frozen, the image is copied as it stands, and the
copy is mounted and opened as after a cut: what was never forced to the disk is not in it.
"""

import os
import random
import time
from contextlib import ExitStack
from uuid import uuid4

import pytest

from tests.reliability import disks, looking
from tests.reliability.figures import say
from tests.reliability.installation import Installation
from tests.reliability.postgres import Postgres
from tests.reliability.test_kill import ROWS, missing
from tests.reliability.traffic import Traffic

pytestmark = [
    pytest.mark.power,
    pytest.mark.slow,
    pytest.mark.skipif(bool(disks.why_not()), reason=f"left out: {disks.why_not()}"),
]
LONG = os.environ.get("LONGTABLE_LONG") == "1"


@pytest.fixture
def disk(tmp_path):
    made = []

    def make(megabytes):
        made.append(disks.Image(f"longtable-{uuid4().hex[:8]}", megabytes=megabytes))
        return made[-1]

    yield make
    for image in made:
        image.forget()


@pytest.fixture
def stack():
    with ExitStack() as kept:
        yield kept


def set_up(folder, *, settings="", database_url="", files=30):
    there = Installation(folder / "data", database_url=database_url)
    there.prepare()
    world = there.seed("world", savers=3, read=files)
    there.settings = settings
    there.start()
    traffic = Traffic(there, world)
    traffic.sign_in()
    return there, traffic


def cuts(there, traffic, image, at, *, times, chance, found_of):
    """Cut the power again and again while people work; yield what each cut lost or damaged."""
    threads = traffic.begin()
    try:
        for _cut in range(times):
            time.sleep(chance.uniform(0.2, 1.0))
            there.freeze()
            time.sleep(0.02)  # a call to the disk that had begun comes to its end
            acked = traffic.acked.copy()
            with ExitStack() as mounted:
                mounted.enter_context(image.as_after_a_cut(at))
                there.thaw()
                yield found_of(at, acked)
    finally:
        traffic.stopping.set()
        there.kill()
        for thread in threads:
            thread.join()


def found_on_sqlite(at, acked):
    copy = Installation(at / "data")
    return [*missing(copy, acked), *looking.broken(copy, rows_of_a_file=ROWS)]


def test_nothing_acknowledged_is_lost_when_the_power_goes(tmp_path, disk, stack):
    image = disk(64)
    stack.enter_context(image.mounted(tmp_path / "disk"))
    there, traffic = set_up(tmp_path / "disk")
    chance, number, warehouses = random.Random(1), 50 if LONG else 12, 0

    def found_of(at, acked):
        nonlocal warehouses
        found = found_on_sqlite(at, acked)
        if chance.random() < 0.25:  # it takes seconds
            warehouses += 1
            if not Installation(at / "data").seed("warehouse_settles"):
                found.append("the warehouse can't be made good")
        return found

    at = tmp_path / "copy"
    each = cuts(there, traffic, image, at, times=number, chance=chance, found_of=found_of)
    for found in each:
        assert found == []

    assert traffic.acked.wrong == []
    assert traffic.acked.taken_in
    say(
        f"R02 SQLite: {number} cuts, {traffic.acked.saves} saves and "
        f"{len(traffic.acked.taken_in)} imports acknowledged, 0 lost, 0 damaged; "
        f"the warehouse made good {warehouses} times"
    )


def test_nothing_acknowledged_is_lost_on_postgresql_either(tmp_path, disk, stack):
    image = disk(320)
    at = stack.enter_context(image.mounted(tmp_path / "disk"))
    server = Postgres(at / "pg")
    stack.callback(server.stop)
    there, traffic = set_up(at, database_url=server.new_database(), files=10)
    there.beside = server.processes
    chance, number = random.Random(2), 50 if LONG else 4

    def found_of(at, acked):
        opened = Postgres.after_a_cut(at / "pg")
        try:
            copy = Installation(at / "data", database_url=opened.address_of(there.database_url))
            return [*missing(copy, acked), *looking.broken(copy, rows_of_a_file=ROWS)]
        finally:
            opened.stop()

    copy = tmp_path / "copy"
    each = cuts(there, traffic, image, copy, times=number, chance=chance, found_of=found_of)
    for found in each:
        assert found == []

    assert traffic.acked.saves
    say(f"R02 PostgreSQL: {number} cuts, {traffic.acked.saves} saves acknowledged, 0 lost")


def test_the_harness_sees_a_database_that_does_not_force_to_the_disk(tmp_path, disk, stack):
    """The control: `synchronous=NORMAL` loses what it has acknowledged."""
    image = disk(64)
    stack.enter_context(image.mounted(tmp_path / "disk"))
    fault = "tests.reliability.faults.without_sync"
    there, traffic = set_up(tmp_path / "disk", settings=fault, files=2)
    chance, lost = random.Random(3), 0

    at = tmp_path / "copy"
    each = cuts(there, traffic, image, at, times=6, chance=chance, found_of=found_on_sqlite)
    for found in each:
        lost += len(found)
        if lost:
            break
    each.close()

    assert lost


def test_a_new_installation_starts_after_a_cut_in_its_first_second(tmp_path, disk, stack):
    """The secret is made once, at the first start: an empty one would keep it from starting."""
    image = disk(64)
    there = Installation(stack.enter_context(image.mounted(tmp_path / "disk")) / "data")
    there.run("-c", "import longtable.config.settings")
    made = (there.folder / "secret").read_text()

    with image.as_after_a_cut(tmp_path / "copy") as at:
        kept = (at / "data" / "secret").read_text()

    assert len(made) >= 40
    assert kept == made
