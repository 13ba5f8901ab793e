"""The facts of accepted submissions, given to measures after the commit, and held for it."""

from collections.abc import Iterable, Iterator
from uuid import uuid4

from longtable.core.warehouse.columns import FactColumns
from longtable.core.warehouse.facts import Fact
from longtable.measures import sources
from longtable.submissions import queries
from longtable.submissions.models import Submission


@sources.holder
def accepted() -> Iterator[tuple[str, Iterable[Fact]]]:
    """Yield each accepted submission's source with its facts, so that all can be made again."""
    for submission in queries.all_accepted():
        yield submission.source, queries.facts_of(submission)


@sources.settler
def settle() -> int:
    """Make good what a stop between a commit and the warehouse left undone."""
    stored = sources.kept()
    note([one.pk for one in queries.all_accepted() if one.source not in stored])
    return store_due(queries.with_facts_due().values_list("pk", flat=True))


def note(keys: Iterable[int]) -> None:
    """Note that what these submissions say has changed, and the warehouse may not know yet."""
    Submission.objects.filter(pk__in=list(keys)).update(facts_due=uuid4().hex)


def store_due(keys: Iterable[int], *, at_hand: FactColumns | None = None) -> int:
    """Store what these submissions say, as it counts now, and return how many were due.

    `at_hand` are the facts of one of them that was just taken in, so that they need not be read
    again.
    """
    return sum(_store(key, at_hand) for key in sorted(keys))


def _store(key: int, at_hand: FactColumns | None) -> bool:
    """Store one until nothing has changed meanwhile: of two who overlap, the last saw all."""
    is_due = False
    while due := Submission.objects.filter(pk=key).exclude(facts_due="").first():
        is_due = True
        if due.state == Submission.State.ACCEPTED:
            known = at_hand if at_hand is not None and at_hand.source == due.source else None
            sources.store(due.source, queries.facts_of(due) if known is None else known)
        else:
            sources.remove(due.source)
        seen = Submission.objects.filter(pk=key, facts_due=due.facts_due)
        if not seen.update(facts_due=""):
            note([key])
        at_hand = None
    return is_due
