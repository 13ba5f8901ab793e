"""The facts of accepted submissions, given to measures after the commit, and held for it."""

from collections.abc import Iterable, Iterator

from longtable.core.warehouse.facts import Fact
from longtable.measures import sources
from longtable.submissions import queries
from longtable.submissions.models import Submission


@sources.holder
def accepted() -> Iterator[tuple[str, Iterable[Fact]]]:
    """Yield each accepted submission's source with its facts, so that all can be made again."""
    for submission in queries.all_accepted():
        yield submission.source, queries.facts_of(submission)


def store(submissions: Iterable[Submission]) -> None:
    """Store what these submissions say, as it counts now."""
    for submission in submissions:
        sources.store(submission.source, queries.facts_of(submission))


def forget(submission: Submission, *, restored: Iterable[Submission]) -> None:
    """Take a submission's facts away, and give back those that it had replaced."""
    sources.remove(submission.source)
    store(restored)
