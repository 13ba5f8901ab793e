"""R08 and R10: many at once. Nobody meets a locked database; what is for once happens once."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from tests.reliability import looking
from tests.reliability.figures import say
from tests.reliability.installation import Installation
from tests.reliability.seeds import file_of
from tests.reliability.visitor import Visitor

pytestmark = [pytest.mark.reliability, pytest.mark.slow]
LONG = os.environ.get("LONGTABLE_LONG") == "1"
AT_ONCE = 40
WRITERS = 20
ORGANIZATIONS = "/bridgeport/settings/organizations/"


@pytest.fixture
def start(tmp_path):
    made = []

    def begin(*, database_url="", settings="", savers=1):
        there = Installation(tmp_path / "data", database_url=database_url, web_processes=4)
        there.prepare()
        world = there.seed("world", savers=savers, districts=4)
        there.settings = settings
        there.start()
        made.append(there)
        return there, world

    yield begin
    for there in made:
        there.stop()


def at_once(do, people):
    """Let everybody do one thing at the same moment, and return the answers."""
    ready = threading.Barrier(len(people))

    def one(who):
        ready.wait()
        return do(who)

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(one, people))


def the_same_person_often(there, email):
    """One person with many windows open."""
    first = Visitor(there.port).sign_in(email)
    return [Visitor(there.port, dict(first.cookies), first.token) for _window in range(AT_ONCE)]


def answer_an_invitation(there):
    code = there.seed("invitation")
    guests = [Visitor(there.port) for _guest in range(AT_ONCE)]
    for guest in guests:
        guest.get(f"/join/{code}/")
    return at_once(lambda guest: guest.post(f"/join/{code}/", {"name": "Guest"}), guests)


def send_one_file(there, world):
    path = "/bridgeport/measures/submissions/send/"
    wanted = {
        "indicator": world["indicator"],
        "organization": world["organization"],
        "once": "the same click",
    }
    file = ("rates.csv", file_of(2001, districts=4))
    windows = the_same_person_often(there, world["steward"])
    return at_once(lambda one: one.post(path, wanted, file=file), windows)


def prepare_and_approve(there, world):
    release = "/bridgeport/measures/graduation/release/"
    there.seed("take_in", districts=4)
    windows = the_same_person_often(there, world["lead"])
    wanted = {"reason": "First", "objective": "communities"}
    prepared = at_once(lambda one: one.post(f"{release}prepare/", wanted), windows[:10])
    pk, version = looking.rows(there, "SELECT id, version FROM measures_release")[0]
    windows = the_same_person_often(there, world["savers"][0])
    said = {"release": pk, "version": version}
    approved = at_once(lambda one: one.post(f"{release}check/approve/", said), windows)
    return prepared, approved


def how_many(there, verb):
    return looking.one(there, f"SELECT count(*) FROM record_entry WHERE verb = '{verb}'")


def faults(answers):
    return [answer.status for answer in answers if answer.status >= 500]


@pytest.mark.parametrize("on", ["sqlite", "postgres"])
def test_what_is_for_once_happens_once(start, on, request):
    url = request.getfixturevalue("postgres").prepared_database() if on == "postgres" else ""
    there, world = start(database_url=url)
    before = looking.one(there, "SELECT count(*) FROM initiative_membership")

    joined = answer_an_invitation(there)
    sent = send_one_file(there, world)
    prepared, approved = prepare_and_approve(there, world)

    assert faults([*joined, *sent, *prepared, *approved]) == []
    assert looking.one(there, "SELECT count(*) FROM initiative_membership") == before + 1
    assert how_many(there, "came in and joined") == 1
    assert sum(answer.status == 302 for answer in joined) == 1
    assert {answer.status for answer in sent} == {302}
    assert len({answer.location for answer in sent}) == 1
    assert looking.one(there, "SELECT count(*) FROM submissions_submission") == 2
    assert looking.one(there, "SELECT count(*) FROM measures_release") == 1
    assert (how_many(there, "prepared a release of"), how_many(there, "approved")) == (1, 1)
    say(f"R10 {on}: {AT_ONCE} at once: 1 joined, 1 file, 1 release prepared, 1 approval")


def test_the_harness_sees_a_form_that_counts_twice(start):
    """The control: where a form does not know that it was sent before, it counts each time."""
    there, world = start(settings="tests.reliability.faults.forgetful")

    send_one_file(there, world)

    assert looking.one(there, "SELECT count(*) FROM submissions_submission") > 1


def write_for(there, world, *, seconds):
    """Let twenty people save as fast as they are answered; return statuses and times."""
    people = [Visitor(there.port).sign_in(email) for email in world["savers"]]
    numbers, ends = count(), time.monotonic() + seconds
    found = []

    def work(who):
        while time.monotonic() < ends:
            began = time.monotonic()
            answer = who.post(ORGANIZATIONS, {"name": f"Organization {next(numbers)}"})
            found.append((answer.status, time.monotonic() - began))

    at_once(work, people)
    return found


def test_twenty_writers_never_meet_a_locked_database(start):
    there, world = start(savers=WRITERS)

    found = write_for(there, world, seconds=60 if LONG else 8)

    assert {status for status, _took in found} == {302}
    assert len(found) == looking.one(
        there, "SELECT count(*) FROM initiative_organization WHERE name LIKE 'Organization %'"
    )
    took = sorted(seconds for _status, seconds in found)
    say(
        f"R08: {WRITERS} writers, {len(found)} saves, 0 refused; "
        f"the slowest hundredth took {took[int(len(took) * 0.99)]:.2f} s or more"
    )


def test_the_harness_sees_a_database_that_is_locked(start):
    """The control: without a busy timeout and with deferred transactions."""
    there, world = start(settings="tests.reliability.faults.impatient", savers=WRITERS)

    found = write_for(there, world, seconds=8)

    assert any(status >= 500 for status, _took in found)
