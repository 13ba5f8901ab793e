"""The facts of accepted submissions, given to measures after the commit."""

from collections.abc import Iterable

from longtable.submissions import queries
from longtable.submissions.models import Submission


def store(submissions: Iterable[Submission]) -> None:
    """Store what these submissions say, as it counts now."""
    from longtable.measures import sources

    for submission in submissions:
        sources.store(submission.source, queries.facts_of(submission))


def forget(submission: Submission, *, restored: Iterable[Submission]) -> None:
    """Take a submission's facts away, and give back those that it had replaced."""
    from longtable.measures import sources

    sources.remove(submission.source)
    store(restored)
