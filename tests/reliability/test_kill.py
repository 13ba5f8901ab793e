"""R01: kill -9 at any moment. What was acknowledged is there; nothing is there by half."""

import os
import random
import time

import pytest

from tests.reliability import looking
from tests.reliability.figures import say
from tests.reliability.installation import Installation
from tests.reliability.traffic import Acknowledged, Traffic

pytestmark = [pytest.mark.reliability, pytest.mark.slow]
LONG = os.environ.get("LONGTABLE_LONG") == "1"
ROWS = 500


def set_up(tmp_path, *, database_url="", settings="", files=40):
    there = Installation(tmp_path / "data", database_url=database_url)
    there.prepare()
    world = there.seed("world", savers=3, read=files)
    there.settings = settings
    return there, Traffic(there, world)


def missing(there, acked: Acknowledged) -> list[str]:
    """Return what was acknowledged and is not there."""
    present = {name for (name,) in looking.rows(there, "SELECT name FROM initiative_organization")}
    invited = {mail for (mail,) in looking.rows(there, "SELECT email FROM initiative_invitation")}
    kept = dict(looking.rows(there, "SELECT id, state FROM submissions_submission"))
    names = dict(looking.rows(there, "SELECT email, version FROM accounts_person"))
    return [
        *(name for name in acked.organizations if name not in present),
        *(email for email in acked.invitations if email not in invited),
        *(f"submission {pk}" for pk in acked.taken_in if kept.get(pk) != "accepted"),
        *(f"submission {pk}" for pk in acked.sent if pk not in kept),
        *(f"name {said}" for who, said in acked.names.items() if names[who] <= int(said)),
    ]


def kill_at_random(there, traffic, chance, *, crash=None) -> list[str]:
    """Work, kill everything at a random moment, and return what is then wrong.

    The moment lies up to half a second after some more has been acknowledged, so that a slow
    machine is killed at work as well; the first one, after some of each kind.
    """
    there.start()
    if not traffic.people:
        traffic.sign_in()
    threads = traffic.begin()
    traffic.wait_for_each()
    traffic.wait_for(chance.randint(0, 8))
    time.sleep(chance.uniform(0, 0.5))
    if crash:
        crash.crash()
    traffic.stopping.set()
    there.kill()
    for thread in threads:
        thread.join()
    if crash:
        crash.restart()
        traffic.acked.wrong.clear()  # without a database every answer is an error, as it should
    return [
        *traffic.acked.wrong,
        *missing(there, traffic.acked),
        *looking.broken(there, rows_of_a_file=ROWS),
    ]


def tell(name, kills, traffic):
    acked = traffic.acked
    say(
        f"R01 {name}: {kills} kills, {acked.saves} saves, {len(acked.sent)} files and "
        f"{len(acked.taken_in)} imports acknowledged, 0 lost, 0 half"
    )


def whole_warehouse(there) -> bool:
    """Whether the facts that the engine reads are those of the database, once the worker ran."""
    there.command("worker", "--once")
    return there.seed("warehouse_agrees")


def test_nothing_acknowledged_is_lost_and_nothing_is_half_there(tmp_path):
    there, traffic = set_up(tmp_path)
    chance = random.Random(1)
    kills = 200 if LONG else 30

    for _kill in range(kills):
        assert kill_at_random(there, traffic, chance) == []

    assert whole_warehouse(there)
    assert traffic.acked.saves > kills
    assert traffic.acked.taken_in
    assert traffic.acked.sent
    tell("SQLite", kills, traffic)


def test_the_same_on_postgresql_and_when_the_database_itself_is_stopped(tmp_path, postgres):
    there, traffic = set_up(tmp_path, database_url=postgres.prepared_database(), files=20)
    chance = random.Random(2)
    kills = 200 if LONG else 9

    for kill in range(kills):
        crash = postgres if kill % 3 == 2 else None
        assert kill_at_random(there, traffic, chance, crash=crash) == []

    assert whole_warehouse(there)
    assert traffic.acked.taken_in
    assert traffic.acked.sent
    tell("PostgreSQL", kills, traffic)


def test_the_harness_sees_actions_that_are_not_whole(tmp_path):
    """The control: without a transaction around actions, something half done is found soon."""
    there, traffic = set_up(tmp_path, settings="tests.reliability.faults.without_atomic", files=10)
    chance = random.Random(3)

    found = []
    for _kill in range(30):
        found = kill_at_random(there, traffic, chance)
        if found:
            break

    assert found
