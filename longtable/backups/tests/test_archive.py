"""A backup is read to its end before anything is done, and whatever is wrong with it is said."""

import gzip
import io
import os
import tarfile
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from longtable.backups import archive, rows
from longtable.backups.making import make
from longtable.cli.main import main
from longtable.record.acting import Refusal
from longtable.submissions.models import Submission
from tests.factories import DefinitionFactory, SubmissionFactory
from tests.reliability.repacking import repacked

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def made(path, **more):
    said = {"seal_to": "", "replace": False, "now": timezone.now(), "tell": print} | more
    return make(path, **said)


def sent():
    """Return a submission whose file is there."""
    indicator = DefinitionFactory().indicator
    initiative, owner = indicator.initiative, indicator.owner
    made = SubmissionFactory(indicator=indicator, initiative=initiative, organization=owner)
    path = Path(made.file.path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(os.urandom(3000))
    return made


def checked(path):
    return archive.check(path, None, lambda said: None)


@pytest.fixture
def whole(tmp_path):
    sent()
    made(tmp_path / "whole")
    return tmp_path / "whole"


def test_every_table_is_in_a_backup_or_on_the_short_list():
    nodes = rows.applied()

    found = {table.name for table in rows.tables(nodes)}

    there = set(connection.introspection.table_names())
    assert there - found == {"django_session", "django_migrations"} | ({"sqlite_sequence"} & there)


def test_every_table_has_numbers_to_put_its_rows_in_order():
    tables = rows.tables(rows.applied())

    assert [t.name for t in tables if not isinstance(t.model._meta.pk, models.IntegerField)] == []


def test_no_row_can_be_mistaken_for_another_kind_of_nothing():
    fields = [f for model in apps.get_models() for f in model._meta.concrete_fields]

    assert [f for f in fields if isinstance(f, models.JSONField) and f.null] == []


def test_a_whole_backup_is_whole(whole):
    manifest = checked(whole)

    assert manifest["tables"]["submissions_submission"]["rows"] == 1
    assert len(manifest["files"]) == 1
    assert whole.stat().st_mode & 0o077 == 0


def test_any_flipped_byte_is_noticed(whole):
    content = whole.read_bytes()

    for at in range(12, len(content), max(1, len(content) // 60)):
        altered = bytearray(content)
        altered[at] ^= 0x55
        whole.write_bytes(altered)
        with pytest.raises(Refusal):
            checked(whole)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_that_is_cut_off_is_noticed(whole, share):
    content = whole.read_bytes()
    whole.write_bytes(content[: int(len(content) * share)])

    with pytest.raises(Refusal):
        checked(whole)


def test_a_tar_that_ends_early_is_noticed(whole, tmp_path):
    with tarfile.open(whole, "r:gz") as tar:
        parts = [(part, tar.extractfile(part).read()) for part in tar][:-1]
    short = tmp_path / "short"
    with gzip.open(short, "wb") as packed, tarfile.open(fileobj=packed, mode="w|") as tar:
        for part, content in parts:
            tar.addfile(part, io.BytesIO(content))

    with pytest.raises(Refusal, match="its manifest is not there"):
        checked(short)


def without_its_file(parts, _manifest):
    del parts[next(name for name in parts if name.startswith("files/"))]


def of_the_future(_parts, manifest):
    manifest["format"] = 2


@pytest.mark.parametrize(
    ("change", "why"), [(without_its_file, "lacks the file"), (of_the_future, "later Longtable")]
)
def test_a_manifest_that_says_something_else_is_noticed(whole, tmp_path, change, why):
    faulty = repacked(whole, tmp_path / "faulty", change)

    with pytest.raises(Refusal, match=why):
        checked(faulty)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 a zip", gzip.compress(b"no tar")], ids=["empty", "zip", "no tar"]
)
def test_what_is_no_backup_is_said(tmp_path, content):
    (tmp_path / "other").write_bytes(content)

    with pytest.raises(Refusal):
        checked(tmp_path / "other")
    with pytest.raises(Refusal, match="there is no file"):
        checked(tmp_path / "nothing")


def test_a_file_that_was_lost_before_is_named(tmp_path):
    lost = sent()
    Path(lost.file.path).unlink()

    manifest = made(tmp_path / "file")

    assert manifest["lost_before"] == [lost.file.name]
    assert manifest["gone_meanwhile"] == []


def test_a_file_that_vanishes_with_its_row_meanwhile_is_no_loss(tmp_path):
    gone = sent()
    Path(gone.file.path).unlink()

    def vanish(said):
        Submission.objects.filter(pk=gone.pk).delete()

    manifest = made(tmp_path / "file", tell=vanish)

    assert manifest["lost_before"] == []
    assert manifest["gone_meanwhile"] == [gone.file.name]


def test_a_file_is_not_overwritten_unless_that_is_said(whole, capsys):
    content = whole.read_bytes()

    assert main(["backup", str(whole)]) == 2
    assert "exists already" in capsys.readouterr().err
    assert whole.read_bytes() == content
    sent()
    assert main(["backup", str(whole), "--replace"]) == 0
    assert whole.read_bytes() != content


def test_nothing_is_left_of_a_backup_that_failed(tmp_path):
    def fail(said):
        raise KeyboardInterrupt

    sent()
    with pytest.raises(KeyboardInterrupt):
        made(tmp_path / "file", tell=fail)

    assert list(tmp_path.glob("*file*")) == []
    assert list(tmp_path.glob(".*")) == []


@pytest.mark.parametrize(
    "words", [["backup"], ["backup", "x", "--new-key", "y"], ["backup", "/no/such/folder/x"]]
)
def test_the_command_says_plainly_what_is_wrong(words, capsys):
    assert main(words) == 2

    said = capsys.readouterr().err
    assert said.startswith("longtable: ")
    assert said.count("\n") == 1
