"""R17: three hundred phones on a meeting's page in half a minute. Nothing is lost or doubled."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from uuid import uuid4

import pytest

from tests.reliability import looking
from tests.reliability.figures import say
from tests.reliability.installation import Installation
from tests.reliability.visitor import Visitor

pytestmark = [pytest.mark.reliability, pytest.mark.slow]
PHONES = 300
SECONDS = 30
TAPS = 24


@pytest.fixture
def meeting(tmp_path):
    """Start an installation with a meeting that is on and two who run it."""
    made = []

    def begin(*, database_url="", settings=""):
        there = Installation(tmp_path / "data", database_url=database_url)
        there.prepare()
        world = there.seed("world", savers=2, districts=1)
        room = there.seed("meeting", seats=6)
        there.settings = settings
        there.start()
        made.append(there)
        return there, world, room

    yield begin
    for there in made:
        there.stop()


@dataclass
class Room:
    """What came back: for each message and tap its key and status, and how long each took."""

    said: list[tuple[str, int]] = field(default_factory=list)
    tapped: list[tuple[str, int]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    took: list[float] = field(default_factory=list)


def burst(there, world, room, *, phones=PHONES, seconds=SECONDS) -> Room:
    """Let all phones open the page and send one message, while two people tap turns.

    Every third phone believes that its message was lost, and sends it again at once.
    """
    found = Room()
    chance = random.Random(17)
    moments = [chance.uniform(0, seconds * 0.6) for _phone in range(phones)]
    began = time.monotonic()

    def phone(number):
        time.sleep(max(0, began + moments[number] - time.monotonic()))
        who, key = Visitor(there.port), str(uuid4())
        found.pages.append(who.get(room["far"]).status)
        told = {"kind": "word", "text": f"I am no. {number}", "name": "", "key": key}
        for _again in range(2 if number % 3 == 0 else 1):
            since = time.monotonic()
            answer = who.post(room["far"], told)
            found.took.append(time.monotonic() - since)
            found.said.append((key, answer.status))

    def tapper(email):
        who = Visitor(there.port).sign_in(email)
        who.get(f"{room['live']}/live/")
        for _tap in range(TAPS // 2):
            key = str(uuid4())
            told = {"key": key, "what": "turn", "seat": chance.choice(room["seats"])}
            found.tapped.append((key, who.post(f"{room['live']}/live/taps/", told).status))
            time.sleep(0.5)

    with ThreadPoolExecutor(phones + 2) as pool:
        tappers = [pool.submit(tapper, email) for email in world["savers"][:2]]
        sent = [pool.submit(phone, number) for number in range(phones)]
        for one in [*sent, *tappers]:
            one.result()
    return found


@pytest.mark.parametrize("on", ["sqlite", "postgres"])
def test_three_hundred_phones_lose_nothing(meeting, on, request):
    url = request.getfixturevalue("postgres").prepared_database() if on == "postgres" else ""
    there, world, room = meeting(database_url=url)

    found = burst(there, world, room)

    assert set(found.pages) == {200}
    assert {status for _key, status in found.said} == {302}
    assert {status for _key, status in found.tapped} == {302}
    kept = messages(there)
    assert kept == sorted(f"I am no. {number}" for number in range(PHONES))
    taps = looking.rows(there, "SELECT key FROM tables_tap WHERE what = 'turn'")
    assert {plain(key) for (key,) in taps} == {plain(key) for key, _status in found.tapped}
    said = "SELECT count(*) FROM record_entry WHERE verb = 'said'"
    assert looking.one(there, said) == PHONES
    assert len(found.tapped) == TAPS
    took = sorted(found.took)
    say(
        f"R17 {on}: {PHONES} phones, {len(found.said)} messages sent, {len(kept)} kept, "
        f"{len(found.tapped)} taps beside them; the slowest hundredth took "
        f"{took[int(len(took) * 0.99)]:.2f} s or more"
    )


def plain(key):
    return str(key).replace("-", "")


def messages(there):
    return sorted(text for (text,) in looking.rows(there, "SELECT text FROM tables_message"))


def test_the_harness_sees_a_message_that_was_acknowledged_and_lost(meeting):
    """The control: one message in ten is thanked for and not kept."""
    there, world, room = meeting(settings="tests.reliability.faults.absent_minded")

    found = burst(there, world, room, phones=30, seconds=3)

    assert {status for _key, status in found.said} == {302}
    assert messages(there) != sorted(f"I am no. {number}" for number in range(30))
