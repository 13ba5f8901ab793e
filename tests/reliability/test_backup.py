"""Backup and restore, with real processes (R11, D03). Each check has a fault that it must catch."""

import os
import signal
import tarfile
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.reliability import repacking
from tests.reliability.fresh import of_this_stage, on_sqlite

pytestmark = [pytest.mark.slow, pytest.mark.postgres]
INSIDE = "tests.reliability.inside"
KEPT = Path(__file__).parent / "files" / "backup-0.1.0.longtable"
IS_POSTGRES = os.environ.get("TEST_DB") == "postgres" or "DATABASE_URL" in os.environ


@pytest.fixture(scope="module")
def quiet(tmp_path_factory):
    """Return an installation where nobody works, and its backups: plain, and sealed with a key."""
    folder = tmp_path_factory.mktemp("quiet")
    place = of_this_stage(folder / "data")
    place.ask(INSIDE, "seed")
    made = place.longtable("backup", "--new-key", folder / "key")
    place.longtable("backup", folder / "plain")
    place.longtable("backup", folder / "sealed", "--seal-to", made["seal_to"])
    return SimpleNamespace(
        place=place,
        folder=folder,
        plain=folder / "plain",
        sealed=folder / "sealed",
        key=folder / "key",
        look=place.ask(INSIDE, "look"),
    )


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    """Return backups that were made while four clients wrote: a good one, and a torn one."""
    folder = tmp_path_factory.mktemp("busy")
    place = of_this_stage(folder / "data")
    place.ask(INSIDE, "seed")
    before = place.ask(INSIDE, "look")["tables"]
    writers = [place.start(INSIDE, "write", number) for number in range(4)]
    try:
        assert [writer.stdout.readline() for writer in writers] == ["writing\n"] * 4
        time.sleep(0.5)
        place.longtable("backup", folder / "good")
        torn = place.ask(INSIDE, "torn", folder / "torn")
    finally:
        for writer in writers:
            writer.send_signal(signal.SIGTERM)
        said = [writer.communicate(timeout=60) for writer in writers]
    assert all(writer.returncode == 0 for writer in writers), said
    return SimpleNamespace(
        good=folder / "good",
        torn={name: table["rows"] for name, table in torn.items()},
        before={name: rows for name, (rows, _hash) in before.items()},
        after=place.ask(INSIDE, "look"),
    )


def grown(before, now, name):
    """Return how many rows a table has more than before."""
    return now[name] - before[name]


def test_a_backup_made_while_four_write_is_one_picture(busy, tmp_path):
    place = of_this_stage(tmp_path / "data")

    restored = place.longtable("restore", busy.good)
    look = place.ask(INSIDE, "look")

    assert restored["verify"]["same"]
    assert restored["files_missing"] == []
    assert look["wrong_files"] == []
    assert 1 < look["submissions"] == look["entries"] < busy.after["submissions"]


def test_the_harness_sees_a_backup_that_is_not_one_picture(busy):
    submissions = grown(busy.before, busy.torn, "submissions_submission")
    entries = grown(busy.before, busy.torn, "record_entry")

    assert submissions != entries


def test_what_was_restored_is_the_same_and_can_be_worked_in(quiet, tmp_path):
    place = of_this_stage(tmp_path / "data")

    restored = place.longtable("restore", quiet.sealed, "--key", quiet.key)
    look = place.ask(INSIDE, "look")
    used = place.ask(INSIDE, "use")

    assert look == quiet.look
    assert look["tables"]["measures_publishedvalue"][0] == 16
    assert restored["verify"]["record"]["broken"] == []
    assert restored["verify"]["record"]["links"] == 6
    assert used == {
        "signed_in": 200,
        "public": 200,
        "release": 2,
        "differences": 0,
        "refused": [True, True],
    }


@pytest.mark.skipif(not IS_POSTGRES, reason="the stage on PostgreSQL crosses over and back")
def test_it_crosses_from_one_database_to_the_other_and_back(quiet, tmp_path):
    there, back = on_sqlite(tmp_path / "there"), of_this_stage(tmp_path / "back")

    there.longtable("restore", quiet.plain)
    look = there.ask(INSIDE, "look")
    there.longtable("backup", tmp_path / "second")
    back.longtable("restore", tmp_path / "second")

    assert look == quiet.look
    assert back.ask(INSIDE, "look") == quiet.look


def test_a_database_in_use_is_never_overwritten(quiet):
    said = quiet.place.longtable("restore", quiet.plain, code=2)["said"]

    assert "in use and is never overwritten" in said
    assert "\n" not in said
    assert quiet.place.ask(INSIDE, "look")["tables"] == quiet.look["tables"]


def test_a_faulty_backup_is_refused_and_leaves_room_for_a_good_one(quiet, tmp_path):
    place = of_this_stage(tmp_path / "data")
    reasons = {
        repacking.without_a_row: "the rows of measures_publishedvalue did not come back",
        repacking.with_another_value: "the rows of record_entry did not come back",
        repacking.with_a_file_elsewhere: "outside the uploads",
        repacking.of_a_later_version: "bring this one up to date first",
    }
    faulty = [
        repacking.repacked(quiet.plain, tmp_path / change.__name__, change) for change in reasons
    ]

    said = place.ask(INSIDE, "refusals", *faulty)

    for refusal, why in zip(said, reasons.values(), strict=True):
        assert why in refusal
    assert not list(place.data.glob("uploads*"))
    assert not (tmp_path / "outside").exists()
    place.longtable("restore", quiet.plain)

    assert place.ask(INSIDE, "look")["tables"] == quiet.look["tables"]


def test_an_older_backup_is_brought_up_to_date(quiet, tmp_path):
    place = of_this_stage(tmp_path / "data")
    older = repacking.repacked(quiet.plain, tmp_path / "older", repacking.of_an_older_version)

    restored = place.longtable("restore", older)
    look = place.ask(INSIDE, "look")

    assert restored["verify"]["same"]
    assert restored["verify"]["record"]["waiting"] == 6
    assert look["tables"].pop("record_link")[0] == 0
    same = {name: said for name, said in quiet.look["tables"].items() if name != "record_link"}
    assert same.items() <= look["tables"].items()


def test_the_backup_of_the_first_version_can_still_be_read(tmp_path):
    place = of_this_stage(tmp_path / "data")

    restored = place.longtable("restore", KEPT)
    used = place.ask(INSIDE, "use")

    assert restored["verify"]["same"]
    assert restored["verify"]["figures"] == 16
    assert restored["verify"]["record"]["head"] == restored["record_head"]
    assert (used["signed_in"], used["release"], used["differences"]) == (200, 2, 0)


def test_a_sealed_backup_tells_nothing_without_the_key(quiet, tmp_path):
    place = of_this_stage(tmp_path / "data")
    plain, sealed = b"".join(contents(quiet.plain)), quiet.sealed.read_bytes()
    quiet.place.longtable("backup", "--new-key", tmp_path / "other")

    without = place.longtable("restore", quiet.sealed, code=2)["said"]
    with_another = place.longtable("restore", quiet.sealed, "--key", tmp_path / "other", code=2)[
        "said"
    ]

    assert b"person-0@example.org" in plain
    assert b"person-0@example.org" not in sealed
    assert quiet.plain.read_bytes()[100:200] not in sealed
    assert "is sealed: add --key" in without
    assert "the key does not open this backup" in with_another


def test_the_secret_is_in_no_backup(quiet):
    secret = (quiet.place.data / "secret").read_bytes().strip()

    assert len(secret) >= 40
    assert not any(secret in content for content in contents(quiet.plain))


def contents(path):
    """Return the contents of all parts of a plain backup."""
    with tarfile.open(path, "r:gz") as tar:
        return [tar.extractfile(part).read() for part in tar]
