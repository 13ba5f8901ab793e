"""Read a file that was received: in a limited process, and never twice at once."""

from typing import Any

from longtable.accounts.models import Person
from longtable.core.spreadsheets.reading import Reading
from longtable.core.spreadsheets.trouble import CannotRead
from longtable.record.acting import action, save_if_unchanged
from longtable.submissions import cells, permissions, queries
from longtable.submissions.actions.checking import check, first_layout
from longtable.submissions.models import Submission
from longtable.submissions.progress import Heard, Progress, Step
from longtable.submissions.understanding.troubles import FAULT, GONE


def read_submission(
    submission: Submission, *, heard: Heard | None = None, by: Person
) -> Submission:
    """Find out what the file looks like and what is wrong with it; nothing counts yet.

    A file that can't be read says so in plain words and stays until it is discarded. One that
    was read and corrected before is only checked again. All of that happens before the
    transaction, so that nobody waits for it. Raises Stale when somebody else has read or
    discarded it meanwhile. `heard` is told how far it is.
    """
    permissions.may_handle(submission, by=by)
    version, progress = submission.version, Progress(submission, heard)
    try:
        reading = queries.reading_of(submission) or _read(submission, progress)
    except (CannotRead, FileNotFoundError) as trouble:
        return _keep_reading(submission, _unreadable(trouble), version=version, by=by)
    layout = queries.layout_of(submission) if submission.layout else None
    layout = layout or first_layout(submission, reading)
    found = check(submission, layout, progress)
    read: dict[str, Any] = {
        "state": Submission.State.READ,
        "reading": submission.reading,
        "layout": layout.to_dict(),
        "problems": found.problems,
        "counted": found.counted,
        "trouble": "",
    }
    return _keep_reading(submission, read, version=version, by=by)


@action("read a file")
def _keep_reading(
    submission: Submission, read: dict[str, Any], *, version: int, by: Person
) -> Submission:
    save_if_unchanged(submission, read, version=version)
    return submission


@action("could not read a file")
def give_up_on_submission(submission: Submission, *, by: Person) -> Submission:
    """Say that a file can't be read because of a fault in Longtable; the file is kept."""
    permissions.may_handle(submission, by=by)
    submission.refresh_from_db()
    changes = {"state": Submission.State.UNREADABLE, "trouble": FAULT}
    save_if_unchanged(submission, changes, version=submission.version)
    return submission


def _read(submission: Submission, progress: Progress) -> Reading:
    size = submission.file.size

    def heard(bytes_read: int) -> None:
        progress.tell(Step.READING, min(bytes_read, size), size)

    reading = cells.read_and_keep(submission, heard)
    submission.reading = reading.to_dict()
    return reading


def _unreadable(trouble: Exception) -> dict[str, Any]:
    lost = isinstance(trouble, FileNotFoundError)
    said = GONE if lost else str(trouble)
    return {"state": Submission.State.UNREADABLE, "trouble": said}
