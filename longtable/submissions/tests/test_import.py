"""The command line takes files in through the same actions as the site."""

import json
from pathlib import Path

import pytest
from django.utils import timezone

from longtable.cli.main import main
from longtable.record.models import Entry
from longtable.submissions import actions, tasks
from longtable.submissions.models import Submission
from longtable.submissions.tests.world import FILES, accepted, world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WORDS = ["--initiative", "bridgeport", "--indicator", "graduation", "--organization"]
OWN = [*WORDS, "Bridgeport Public Schools"]
NEXT = """Four-Year Graduation Rates, 2011-12

District,District Code,Race/Ethnicity,Four-Year Cohort Count,Graduates: Graduation Count
Bridgeport School District,0150011,Black,600,400
Bridgeport School District,0150011,Hispanic,*,*
"""


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.WAREHOUSE = tmp_path / "warehouse"


@pytest.fixture
def following(tmp_path):
    path = tmp_path / "next.csv"
    path.write_text(NEXT)
    return str(path)


def test_a_first_file_is_refused_with_what_was_understood(capsys):
    world()

    code = main(["import", str(FILES / "graduation-2010-11.csv"), *OWN])

    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    assert "column E (Graduates: Graduation Count): numerator" in said.err
    assert "/bridgeport/measures/submissions/" in said.err
    assert Submission.objects.get().state == "read"


def test_a_later_file_is_taken_in_as_the_last_one(capsys, following):
    place = world()
    accepted(place, "graduation-2010-11.csv")

    code = main(["import", following, *OWN])

    said = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (said["taken_in"], said["facts"], said["masked"]) == (True, 2, 1)
    assert said["periods"] == ["2011-12"]
    assert Submission.objects.filter(state="accepted").count() == 2


def meanwhile(monkeypatch, do):
    """Let something happen to the file after it has come in, before it is read."""
    read = actions.read_submission

    def read_later(submission, **said):
        monkeypatch.setattr(actions, "read_submission", read)
        do(Submission.objects.get(pk=submission.pk))
        return read(submission, **said)

    monkeypatch.setattr(actions, "read_submission", read_later)


def test_a_worker_that_reads_the_file_first_is_no_trouble(capsys, following, monkeypatch):
    place = world()
    accepted(place, "graduation-2010-11.csv")
    meanwhile(monkeypatch, lambda _one: tasks.read_submissions(timezone.now()))

    code = main(["import", following, *OWN])

    assert code == 0
    assert json.loads(capsys.readouterr().out)["facts"] == 2
    assert Submission.objects.filter(state="accepted").count() == 2


def test_a_file_that_is_discarded_meanwhile_is_said_to_be(capsys, following, monkeypatch):
    place = world()
    accepted(place, "graduation-2010-11.csv")

    def discard(one):
        actions.discard_submission(one, version=one.version, by=one.received_by)

    meanwhile(monkeypatch, discard)

    code = main(["import", following, *OWN])

    said = capsys.readouterr()
    assert code == 2
    assert said.err == "longtable: somebody discarded this file while it was read\n"


def test_what_takes_longer_says_how_far_it_is_beside_the_answer(capsys, following, monkeypatch):
    monkeypatch.setattr("longtable.submissions.actions.checking.SWIFT_FROM_ROWS", 2)
    monkeypatch.setattr("longtable.submissions.progress.SECONDS_BETWEEN_LOOKS", 0)
    place = world()
    accepted(place, "graduation-2010-11.csv")
    main(["import", following, *OWN, "--dry-run"])
    quick = capsys.readouterr().err
    monkeypatch.setattr("longtable.cli.commands.import_.SILENT_SECONDS", 0)

    main(["import", following, *OWN])

    said = capsys.readouterr()
    size = Path(following).stat().st_size
    assert quick == ""
    assert said.err.splitlines() == [
        f"longtable: {size} of {size} bytes read (100 %)",
        "longtable: 5 of 5 rows gone through (100 %)",
        "longtable: 5 of 5 rows gone through (100 %)",
        "longtable: 0 of 2 numbers written (0 %)",
        "longtable: 2 of 2 numbers written (100 %)",
    ]
    assert json.loads(said.out)["taken_in"] is True


def test_a_dry_run_takes_nothing_in(capsys, following):
    place = world()
    accepted(place, "graduation-2010-11.csv")

    code = main(["import", following, *OWN, "--dry-run"])

    said = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (said["taken_in"], said["facts"]) == (False, 2)
    assert Submission.objects.filter(state="accepted").count() == 1


def test_a_dry_run_leaves_nothing_behind(capsys, following, settings):
    place = world()
    accepted(place, "graduation-2010-11.csv")
    before = _everything(settings.MEDIA_ROOT)

    assert main(["import", following, *OWN, "--dry-run"]) == 0
    assert main(["import", following, *OWN, "--dry-run", "--as", "nobody@example.org"]) == 2

    assert _everything(settings.MEDIA_ROOT) == before
    main(["import", following, *OWN])
    assert _everything(settings.MEDIA_ROOT) != before


def _everything(folder):
    files = sorted(str(path) for path in Path(folder).rglob("*") if path.is_file())
    entries = list(Entry.objects.order_by("pk").values_list("pk", "verb"))
    return files, entries, list(Submission.objects.order_by("pk").values_list("pk", "state"))


def test_what_needs_a_person_is_not_taken_in(capsys, tmp_path):
    place = world()
    accepted(place, "graduation-2010-11.csv")
    path = tmp_path / "bad.csv"
    path.write_text(NEXT.replace("600,400", "600,700"))

    code = main(["import", str(path), *OWN])

    said = capsys.readouterr()
    assert code == 2
    assert [each["cause"] for each in json.loads(said.out)["problems"]] == ["too_large", "gone"]
    assert "nothing was taken in" in said.err


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([*WORDS, "Nobody"], "has no organization 'Nobody'"),
        (["--initiative", "x", *OWN[2:]], "there is no initiative 'x'"),
        ([*OWN[:2], "--indicator", "x", *OWN[4:]], "has no indicator 'x'"),
        ([*OWN, "--as", "nobody@example.org"], "is not in bridgeport"),
    ],
)
def test_wrong_names_are_said_in_one_line(capsys, words, line):
    world()

    code = main(["import", str(FILES / "graduation-2010-11.csv"), *words])

    said = capsys.readouterr()
    assert code == 2
    assert line in said.err
    assert len(said.err.strip().splitlines()) == 1


def test_a_missing_file_and_a_picture_are_refused_plainly(capsys, tmp_path):
    world()
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)

    codes = [main(["import", name, *OWN]) for name in ("/no/such.csv", str(picture))]

    lines = capsys.readouterr().err.strip().splitlines()
    assert codes == [2, 2]
    assert "No such file" in lines[0]
    assert "This is a picture" in lines[1]
