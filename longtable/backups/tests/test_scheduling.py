"""When a backup is due, what is kept, and what the administrators are told."""

import datetime as dt
import json
from pathlib import Path

import pytest

from longtable.backups import queries, scheduling
from longtable.backups.actions import run_due
from longtable.backups.models import BackupRun
from longtable.backups.sealing import new_key
from tests.factories import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = dt.datetime(2026, 3, 4, 3, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
PAGE = "/admin/backups/"


@pytest.fixture
def folder(settings, tmp_path):
    settings.BACKUP_FOLDER = str(tmp_path / "backups")
    settings.DATA = tmp_path
    return Path(settings.BACKUP_FOLDER)


def ran(at, **more):
    said = {"what": "made", "file": scheduling.name_at(at), "size": 4096} | more
    return BackupRun.objects.create(at=at, **said)


def test_nothing_is_due_without_a_folder(settings):
    settings.BACKUP_FOLDER = ""

    assert not scheduling.is_due(NOW)
    assert queries.backup_state(NOW).kept == []


def test_one_is_due_each_night(folder):
    first = scheduling.is_due(NOW)
    ran(NOW)

    assert first
    assert not scheduling.is_due(NOW + 22 * HOUR)
    assert scheduling.is_due(NOW + 23 * HOUR)


def test_one_that_failed_is_tried_again_after_an_hour(folder):
    ran(NOW, trouble="no room")

    assert not scheduling.is_due(NOW + HOUR / 2)
    assert scheduling.is_due(NOW + HOUR * 1.1)


def test_a_week_of_days_and_a_month_of_weeks_are_kept():
    nights = [NOW - DAY * number for number in range(60)]
    names = [scheduling.name_at(at) for at in nights]

    gone = scheduling.too_many([*names, "other.txt", ".longtable-x.part"], NOW)

    kept = [at for at, name in zip(nights, names, strict=True) if name not in gone]
    assert kept[:7] == nights[:7]
    assert len(kept) == 7 + 4
    assert all(NOW - at <= dt.timedelta(days=35) for at in kept)
    assert {at.isocalendar()[1] for at in kept[7:]} == {8, 7, 6, 5}
    assert "other.txt" not in gone


def test_however_often_it_is_thinned_a_month_is_there_in_the_end():
    names = []
    for number in range(90):
        names.append(scheduling.name_at(NOW + DAY * number))
        gone = scheduling.too_many(names, NOW + DAY * number)
        names = [name for name in names if name not in gone]

    ages = [(NOW + DAY * 89 - scheduling.made_at(name)).days for name in names]
    assert min(ages) == 0
    assert 28 <= max(ages) <= 35


@pytest.mark.django_db(transaction=True)
def test_a_sealed_one_is_made_and_tried_and_the_old_one_goes(folder, settings, tmp_path, client):
    settings.BACKUP_KEY = new_key(tmp_path / "key")
    administrator = PersonFactory(administrator=True)
    folder.mkdir()
    old = folder / scheduling.name_at(NOW - 40 * DAY)
    old.write_bytes(b"old")
    (tmp_path / "backup-trial-left").mkdir()

    made, tried = run_due(NOW, print)
    again = run_due(NOW + HOUR, print)

    assert (made.trouble, tried.trouble, again) == ("", "", [])
    assert made.sealed
    assert tried.rows == made.rows + 1  # the run itself, which was written in between
    assert [path.name for path in folder.iterdir()] == [made.file]
    assert (folder / made.file).read_bytes().startswith(b"longtable sealed backup")
    assert list(tmp_path.glob("backup-trial-*")) == []
    client.force_login(administrator)
    shown = client.get(PAGE).content.decode()
    assert "The last trial failed" not in shown
    assert made.file in shown


@pytest.mark.django_db(transaction=True)
def test_a_backup_that_does_not_come_back_is_told(folder, monkeypatch):
    # A planted fault: the file is damaged between being made and being tried.
    from longtable.backups import nightly

    plain = nightly.make

    def damaging(path, **more):
        made = plain(path, **more)
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 0x55
        path.write_bytes(content)
        return made

    monkeypatch.setattr(nightly, "make", damaging)

    _made, tried = run_due(NOW, print)

    assert "damaged" in tried.trouble
    assert scheduling.is_trial_due(NOW + DAY)


@pytest.mark.django_db(transaction=True)
def test_a_folder_that_cannot_be_written_is_told(folder):
    folder.write_text("a file stands in its place")

    [made] = run_due(NOW, print)

    assert made.trouble
    assert queries.backup_state(NOW).good is None


def test_the_command_for_what_is_due_wants_a_folder(settings, capsys):
    from longtable.cli.main import main

    settings.BACKUP_FOLDER = ""

    assert main(["backup", "--due"]) == 2
    assert "LONGTABLE_BACKUP_FOLDER" in capsys.readouterr().err


def test_the_command_for_what_is_due_says_what_it_did(folder, capsys):
    from django.utils import timezone

    from longtable.cli.main import main

    ran(timezone.now())

    assert main(["backup", "--due"]) == 0
    assert json.loads(capsys.readouterr().out) == {"runs": []}


@pytest.mark.parametrize(
    ("runs", "told"),
    [
        ([], "The first backup is not made yet"),
        ([{"trouble": "no room on the disk"}], "no room on the disk"),
        ([{"lost": ["submissions/lost.csv"]}], "submissions/lost.csv"),
        ([{}], "Backups are made"),
        ([{}, {"what": "tried", "rows": 7, "files": 2}], "rows: 7, files: 2"),
        ([{}, {"what": "tried", "trouble": "the rows differ"}], "the rows differ"),
        ([{"at": dt.timedelta(days=3)}], "There has been no backup for more than a day"),
    ],
)
def test_the_administrators_are_told_how_it_stands(folder, client, runs, told):
    from django.utils import timezone

    now = timezone.now()
    for run in runs:
        ran(now - run.get("at", dt.timedelta()), **{k: v for k, v in run.items() if k != "at"})
    client.force_login(PersonFactory(administrator=True))

    shown = client.get(PAGE)

    assert shown.status_code == 200
    assert told in shown.content.decode()
    assert "The backups are not sealed" in shown.content.decode()


def test_the_page_says_plainly_that_there_are_none(settings, client):
    settings.BACKUP_FOLDER = ""
    client.force_login(PersonFactory(administrator=True))

    shown = client.get(PAGE).content.decode()

    assert "No backups are made" in shown
    assert "LONGTABLE_BACKUP_FOLDER" in shown
    assert PAGE in client.get("/accounts/me/").content.decode()


def test_nobody_else_sees_it(folder, client):
    client.force_login(PersonFactory())

    assert client.get(PAGE).status_code == 404
    assert PAGE not in client.get("/accounts/me/").content.decode()
