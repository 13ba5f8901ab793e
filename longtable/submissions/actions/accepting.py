"""Take a file in, whole or not at all; discard it; take it back."""

import datetime as dt
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.record.acting import Refusal, action, save_if_unchanged
from longtable.record.room import leave_room
from longtable.submissions import cells, facts, permissions, queries
from longtable.submissions.actions.checking import Run
from longtable.submissions.models import RememberedLayout, Submission, SubmittedFacts
from longtable.submissions.understanding.keeping import Keeper
from longtable.submissions.understanding.layout import Layout

State = Submission.State


@action("took a file in")
def accept_submission(
    submission: Submission, *, version: int, now: dt.datetime, by: Person
) -> Submission:
    """Make the file's numbers count: all of them, once nothing blocks, in one transaction.

    How the file was read is remembered for the partner's next one. What is stored for the
    engine follows after the commit, and can be made again from what is kept here.
    """
    permissions.may_handle(submission, by=by)
    if not submission.is_open:
        raise Refusal(
            _("This file can't be taken in: %(state)s.") % {"state": submission.get_state_display()}
        )
    leave_room()
    layout = queries.layout_of(submission)
    run, keeper = Run(submission, layout), Keeper()
    for fact in run.facts():
        keeper.add(fact)
    found = run.checked()
    if found.blocking:
        raise Refusal(_("Something still needs you. Put it right first, then take the file in."))
    if not keeper.count:
        raise Refusal(_("This file gives no numbers, so there is nothing to take in."))
    changes = {
        "state": State.ACCEPTED,
        "accepted": now,
        "accepted_by": by,
        "counted": found.counted,
        "problems": found.problems,
    }
    save_if_unchanged(submission, changes, version=version)
    _keep(submission, keeper)
    submission.replaces.set(_accepted(submission, layout))
    _remember(submission, layout)
    _change_facts([submission, *submission.replaces.all()])
    return submission


@action("discarded a file")
def discard_submission(submission: Submission, *, version: int, by: Person) -> Submission:
    """Throw a file away that was not taken in; its record entry stays, its rows go."""
    permissions.may_handle(submission, by=by)
    if submission.state not in {State.WAITING, State.UNREADABLE, State.READ}:
        raise Refusal(
            _("This file can't be discarded: %(state)s. Take it back first.")
            % {"state": submission.get_state_display()}
        )
    path = submission.file.path
    changes = {
        "state": State.DISCARDED,
        "reading": {},
        "layout": {},
        "problems": [],
        "counted": {},
        "once": "",
    }
    save_if_unchanged(submission, changes, version=version)
    transaction.on_commit(partial(_delete, submission, path))
    return submission


@action("took a file back")
def undo_submission(submission: Submission, *, version: int, by: Person) -> Submission:
    """Take accepted numbers back; those that they replaced count again.

    A release that was made from them stays as it is, until a corrected one replaces it.
    """
    permissions.may_handle(submission, by=by)
    if submission.state != State.ACCEPTED:
        raise Refusal(_("Only a file that was taken in can be taken back."))
    if queries.is_replaced(submission):
        raise Refusal(_("A later file replaced numbers of this one. Take that one back first."))
    replaced = list(submission.replaces.filter(state=State.ACCEPTED))
    save_if_unchanged(submission, {"state": State.UNDONE}, version=version)
    SubmittedFacts.objects.filter(submission=submission).delete()
    _change_facts([submission, *replaced])
    return submission


def _change_facts(changed: list[Submission]) -> None:
    """Note, in this transaction, whose facts change; the warehouse follows after the commit.

    A stop in between leaves the note, and the worker or the next release makes it good.
    """
    keys = [one.pk for one in changed]
    facts.note(keys)
    transaction.on_commit(partial(facts.store_due, keys))


def _keep(submission: Submission, keeper: Keeper) -> None:
    SubmittedFacts.objects.update_or_create(
        submission=submission,
        defaults={
            "rows": keeper.finish(),
            "count": keeper.count,
            "digest": keeper.digest,
            "periods": sorted(keeper.periods),
        },
    )


def _accepted(submission: Submission, layout: Layout) -> list[Submission]:
    others = queries.accepted_submissions(submission.indicator).exclude(pk=submission.pk)
    return list(others.filter(pk__in=layout.replaces))


def _remember(submission: Submission, layout: Layout) -> None:
    known, is_new = RememberedLayout.objects.get_or_create(
        organization=submission.organization,
        indicator=submission.indicator,
        defaults={"layout": layout.remembered(), "learned_from": submission},
    )
    if not is_new:
        changes = {"layout": layout.remembered(), "learned_from": submission}
        save_if_unchanged(known, changes, version=known.version)


def _delete(submission: Submission, path: str) -> None:
    submission.file.storage.delete(path)
    cells.forget(submission)
