"""Try a file without leaving anything behind."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from longtable.submissions import cells
from longtable.submissions.models import Submission


@contextmanager
def leaving_nothing() -> Iterator[list[Submission]]:
    """Let actions run and be seen, then undo all of them: rows, record entries and files.

    The submissions that the trial makes are added to the list that this gives.
    """
    tried: list[Submission] = []
    try:
        with transaction.atomic():
            yield tried
            transaction.set_rollback(True)
    finally:
        for submission in tried:
            submission.file.storage.delete(str(submission.file.name))
            cells.forget(submission)
