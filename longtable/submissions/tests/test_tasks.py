import pytest

from longtable.submissions import actions, queries
from longtable.submissions.models import Submission
from longtable.submissions.tasks import read_submissions
from longtable.submissions.tests.world import NOW, upload, world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def waiting(place, name, content=None):
    return actions.receive_submission(
        place.graduation,
        upload(name, content),
        organization=place.district,
        once="",
        now=NOW,
        by=place.steward,
    )


def test_the_worker_reads_what_waits_once():
    place = world()
    waiting(place, "graduation-2010-11.csv")
    waiting(place, "broken.xlsx", b"PK\x03\x04 cut off")

    first, second = read_submissions(NOW), read_submissions(NOW)

    assert (first, second) == (2, 0)
    assert set(Submission.objects.values_list("state", flat=True)) == {"read", "unreadable"}


def test_a_lost_file_is_said_and_keeps_nobody_waiting(tmp_path):
    place = world()
    lost = waiting(place, "graduation-2010-11.csv")
    (tmp_path / lost.file.name).unlink()
    waiting(place, "graduation-2010-11.csv")

    read_submissions(NOW)

    lost.refresh_from_db()
    assert lost.state == "unreadable"
    assert not queries.waiting_to_be_read().exists()


def test_a_fault_of_ours_is_logged_and_keeps_nobody_waiting(monkeypatch, caplog):
    place = world()
    faulty = waiting(place, "graduation-2010-11.csv")
    # A planted fault: a vocabulary that can't be read.
    place.initiative.places.update(spellings=7)
    place.initiative.places.update(name=7)

    read_submissions(NOW)

    faulty.refresh_from_db()
    assert faulty.state == "unreadable"
    assert "fault in Longtable" in faulty.trouble
    assert "work on submission" in caplog.text
    assert "Bridgeport" not in caplog.records[0].getMessage()


def test_a_large_file_that_was_corrected_waits_for_the_worker(monkeypatch):
    place = world()
    submission = waiting(place, "graduation-2010-11.csv")
    read_submissions(NOW)
    submission.refresh_from_db()
    monkeypatch.setattr(queries, "AT_ONCE_ROWS", 2)
    change = {"do": "row", "row": 6, "use": "left_out"}

    actions.correct_layout(submission, change, version=submission.version, by=place.steward)
    state = submission.state
    read_submissions(NOW)

    submission.refresh_from_db()
    assert state == "waiting"
    assert (submission.state, submission.counted["facts"]) == ("read", 4)
