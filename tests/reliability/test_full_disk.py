"""R04: a full disk. A plain message, nothing by half, and it goes on once there is room."""

import os
import shutil
from contextlib import ExitStack
from itertools import count

import pytest

from tests.reliability import disks, looking
from tests.reliability.figures import say
from tests.reliability.installation import Installation
from tests.reliability.seeds import file_of
from tests.reliability.visitor import Visitor

pytestmark = [
    pytest.mark.power,
    pytest.mark.slow,
    pytest.mark.skipif(bool(disks.why_not()), reason=f"left out: {disks.why_not()}"),
]
ORGANIZATIONS = "/bridgeport/settings/organizations/"
DESK = "/bridgeport/measures/submissions"
MEGABYTES, ENLARGED = 40, 80
NO_ROOM = "There is no room left to store this"


@pytest.fixture
def stack():
    with ExitStack() as kept:
        yield kept


def sender(there, world):
    """Return a function that sends another file, and returns the answer."""
    steward, years = Visitor(there.port).sign_in(world["steward"]), count(2000)

    def send():
        year = next(years)
        wanted = {
            "indicator": world["indicator"],
            "organization": world["organization"],
            "once": f"sent-{year}",
        }
        file = (f"rates-{year}.csv", file_of(year))
        return steward.post(f"{DESK}/send/", wanted, file=file)

    return steward, send


def fill(folder, *, leave: int = 0) -> None:
    """Write until not one more byte fits, or only so many bytes."""
    with open(folder / "ballast", "ab", buffering=0) as ballast:
        size = 1 << 20
        while size and shutil.disk_usage(folder).free > leave:
            try:
                ballast.write(bytes(min(size, shutil.disk_usage(folder).free - leave)))
            except OSError:
                size //= 2


def is_plain(answer) -> bool:
    """Whether a refusal says what it is, and no more."""
    return answer.status == 507 and NO_ROOM in answer.text and "Traceback" not in answer.text


def send_until_refused(send) -> int:
    """Send files until there is no room left; return how many were taken."""
    sent = [send() for _file in range(3)]
    while sent[-1].status == 302 and len(sent) < 100:
        sent.append(send())
    assert is_plain(sent[-1])
    return len(sent) - 1


def go_on_with_the_rest(there, world, steward) -> None:
    """Sign in, read and save something small while nothing large is taken any more."""
    health = steward.get("/healthz")
    assert (health.status, "free" in health.text) == (503, True)
    late = Visitor(there.port).sign_in(world["savers"][1])
    assert late.get("/bridgeport/today/").status == 200
    assert late.post(ORGANIZATIONS, {"name": "Late"}).status == 302
    first = f"{DESK}/{world['files'][0]}/"
    assert is_plain(steward.post(f"{first}accept/", {"version": steward.version_at(first)}))


def save_with_no_byte_left(there, disk, saver) -> list[str]:
    """Save until well after the disk is full; return what was acknowledged."""
    fill(disk)
    names = [f"Organization {number}" for number in range(200)]
    answers = {name: saver.post(ORGANIZATIONS, {"name": name}) for name in names}
    refused = [answer for answer in answers.values() if answer.status != 302]
    assert refused
    assert all(is_plain(answer) for answer in refused)
    assert Visitor(there.port).get("/bridgeport/").status == 200
    assert saver.get(ORGANIZATIONS).status == 200
    return [name for name, answer in answers.items() if answer.status == 302]


def test_a_full_disk_is_said_plainly_and_nothing_is_half_there(tmp_path, stack):
    disk = stack.enter_context(disks.small_disk(tmp_path / "disk", megabytes=MEGABYTES))
    there = Installation(disk / "data")
    there.prepare()
    world = there.seed("world", savers=4, read=3)
    there.start()
    stack.callback(there.stop)
    steward, send = sender(there, world)
    saver = Visitor(there.port).sign_in(world["savers"][0])

    fill(disk, leave=(MEGABYTES << 20) // 20 + (1 << 20))
    files = send_until_refused(send)
    go_on_with_the_rest(there, world, steward)
    acked = save_with_no_byte_left(there, disk, saver)

    # Once there is room it goes on, without a restart.
    disks.enlarge(disk, megabytes=ENLARGED)
    first = f"{DESK}/{world['files'][0]}/"
    taken = steward.post(f"{first}accept/", {"version": steward.version_at(first)})
    assert (send().status, taken.status) == (302, 302)
    there.stop()
    kept = {name for (name,) in looking.rows(there, "SELECT name FROM initiative_organization")}
    assert set(acked) <= kept
    assert looking.broken(there, rows_of_a_file=500) == []
    say(
        f"R04: {files} files and {len(acked)} saves acknowledged, then {200 - len(acked)} saves "
        "refused plainly, 0 lost, 0 half; it went on without a restart"
    )


def test_the_harness_sees_what_is_half_there(tmp_path, stack):
    """The control: without a transaction around actions, a full disk leaves halves."""
    disk = stack.enter_context(disks.small_disk(tmp_path / "disk", megabytes=MEGABYTES))
    there = Installation(disk / "data")
    there.prepare()
    world = there.seed("world", savers=1)
    there.settings = "tests.reliability.faults.without_atomic"
    there.start()
    stack.callback(there.stop)
    saver = Visitor(there.port).sign_in(world["savers"][0])
    fill(disk)

    found, number, ballast = [], count(), disk / "ballast"
    for _round in range(60):
        os.truncate(ballast, ballast.stat().st_size - 8 * 4096)  # room for a few pages more
        status = 302
        while status == 302:
            status = saver.post(ORGANIZATIONS, {"name": f"Organization {next(number)}"}).status
        found = looking.broken(there, rows_of_a_file=500)
        if found:
            break

    assert found
