"""Take a file in, whole or not at all; discard it; take it back."""

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.accounts.models import Person
from longtable.core.warehouse.columns import FactColumns
from longtable.measures.models import Indicator
from longtable.record.acting import Refusal, Stale, action, save_if_unchanged
from longtable.record.room import leave_room
from longtable.submissions import cells, facts, permissions, queries
from longtable.submissions.actions.checking import Checked, Run
from longtable.submissions.models import RememberedLayout, Submission, SubmittedFacts
from longtable.submissions.progress import NOT_BEGUN, Heard, Progress, Step
from longtable.submissions.understanding.keeping import Keeper
from longtable.submissions.understanding.layout import Layout

State = Submission.State
SOMETHING_BLOCKS = gettext_lazy(
    "Something still needs you. Put it right first, then take the file in."
)


def accept_submission(
    submission: Submission,
    *,
    version: int,
    now: dt.datetime,
    heard: Heard | None = None,
    by: Person,
) -> Submission:
    """Make the file's numbers count: all of them, once nothing blocks, in one transaction.

    The file is gone through before that, so that a large one keeps nobody from writing. A second
    press of the same button changes nothing. How the file was read is remembered for the
    partner's next one. What is stored for the engine follows after the commit, and can be made
    again from what is kept here. `heard` is told how far it is.
    """
    permissions.may_handle(submission, by=by)
    if _was_pressed(submission, version=version, by=by):
        return submission
    _check_open(submission)
    progress = Progress(submission, heard)
    return _gone_through_and_accepted(submission, progress, version=version, now=now, by=by)


def ask_to_accept(
    submission: Submission, *, version: int, now: dt.datetime, by: Person
) -> Submission:
    """Take a small file in at once; keep the press for a large one, which the worker takes in.

    The press is safe once this returns, and stands in the record; a second entry follows when the
    numbers count.
    """
    permissions.may_handle(submission, by=by)
    if _was_pressed(submission, version=version, by=by):
        return submission
    _check_open(submission)
    progress = Progress(submission)
    if not queries.is_large(submission):
        return _gone_through_and_accepted(submission, progress, version=version, now=now, by=by)
    if submission.counted.get("blocking"):
        raise Refusal(SOMETHING_BLOCKS)
    return _press(submission, version=version, now=now, by=by)


@action("asked for a file to be taken in")
def _press(submission: Submission, *, version: int, now: dt.datetime, by: Person) -> Submission:
    permissions.may_handle(submission, by=by)
    pressed = {"state": State.TAKING, "accepted_by": by, "asked": now}
    pressed |= {**NOT_BEGUN, "trouble": ""}
    save_if_unchanged(submission, pressed, version=version)
    return submission


def finish_accepting(submission: Submission, *, now: dt.datetime) -> Submission:
    """Do what somebody pressed for a large file. Killed at any point, it is done again.

    Where it can't be taken in any more, the file is open again and says why, in the language of
    whoever pressed.
    """
    by = submission.accepted_by
    assert by is not None, "somebody pressed"
    with translation.override(by.language):
        try:
            permissions.may_handle(submission, by=by)
            version, progress = submission.version, Progress(submission)
            return _gone_through_and_accepted(submission, progress, version=version, now=now, by=by)
        except Stale:
            raise
        except _Blocked as blocked:
            return reopen_submission(submission, str(blocked), found=blocked.found, by=by)
        except Refusal as refusal:
            return reopen_submission(submission, str(refusal), by=by)


@action("could not take a file in")
def reopen_submission(
    submission: Submission, trouble: str, *, found: Checked | None = None, by: Person
) -> Submission:
    """Open a file again that could not be taken in, and say why; nothing of it counts."""
    changes: dict[str, Any] = {
        "state": State.READ,
        "trouble": trouble,
        "accepted_by": None,
        "asked": None,
    }
    if found is not None:
        changes |= {"problems": found.problems, "counted": found.counted}
    save_if_unchanged(submission, changes, version=submission.version)
    return submission


@dataclass(frozen=True, slots=True)
class _GoneThrough:
    """What a file gives, and the submissions that it was compared with: id and version."""

    keeper: Keeper
    checked: Checked
    compared: list[tuple[int, int]]
    columns: FactColumns | None


class _Blocked(Refusal):
    """Something blocks that did not before; carries what was found this time."""

    def __init__(self, found: Checked) -> None:
        super().__init__(SOMETHING_BLOCKS)
        self.found = found


class _Overtaken(Exception):
    """Others were taken in or back while a file was gone through."""


def _gone_through_and_accepted(
    submission: Submission, progress: Progress, *, version: int, now: dt.datetime, by: Person
) -> Submission:
    while True:
        found = _go_through(submission, progress)
        try:
            return _accept(submission, found, version=version, now=now, by=by)
        except _Overtaken:
            continue


def _go_through(submission: Submission, progress: Progress) -> _GoneThrough:
    compared = _others(submission)
    run, keeper = Run(submission, queries.layout_of(submission), progress), Keeper()
    given = run.facts()
    keeper.add_all(given, partial(progress.tell, Step.WRITING))
    checked = run.checked()
    if checked.blocking:
        raise _Blocked(checked)
    if not keeper.count:
        raise Refusal(_("This file gives no numbers, so there is nothing to take in."))
    columns = given if isinstance(given, FactColumns) else None
    return _GoneThrough(keeper, checked, compared, columns)


@action("took a file in")
def _accept(
    submission: Submission, found: _GoneThrough, *, version: int, now: dt.datetime, by: Person
) -> Submission:
    """Keep all at once; of two files for one indicator, the second waits here for the first."""
    leave_room()
    Indicator.objects.select_for_update().get(pk=submission.indicator_id)
    if _others(submission) != found.compared:
        raise _Overtaken
    changes = {
        "state": State.ACCEPTED,
        "accepted": now,
        "accepted_by": by,
        "counted": found.checked.counted,
        "problems": found.checked.problems,
        "trouble": "",
    }
    save_if_unchanged(submission, changes, version=version)
    layout = queries.layout_of(submission)
    _keep(submission, found.keeper)
    submission.replaces.set(_accepted(submission, layout))
    _remember(submission, layout)
    _change_facts([submission, *submission.replaces.all()], at_hand=found.columns)
    return submission


def _was_pressed(submission: Submission, *, version: int, by: Person) -> bool:
    """Whether this very press has been done: the same person, on the file as they saw it."""
    done = submission.state in {State.TAKING, State.ACCEPTED}
    steps = {1, 2} if submission.asked else {1}
    return done and submission.accepted_by_id == by.pk and submission.version - version in steps


def _check_open(submission: Submission) -> None:
    if not submission.is_open:
        raise Refusal(
            _("This file can't be taken in: %(state)s.") % {"state": submission.get_state_display()}
        )


def _others(submission: Submission) -> list[tuple[int, int]]:
    others = queries.accepted_submissions(submission.indicator).exclude(pk=submission.pk)
    return sorted(others.values_list("pk", "version"))


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

    A release that was made from them stays as it is, until a corrected one replaces it. Large
    ones that count again are stored for the engine by the worker.
    """
    permissions.may_handle(submission, by=by)
    if submission.state != State.ACCEPTED:
        raise Refusal(_("Only a file that was taken in can be taken back."))
    if queries.is_replaced(submission):
        raise Refusal(_("A later file replaced numbers of this one. Take that one back first."))
    Indicator.objects.select_for_update().get(pk=submission.indicator_id)
    replaced = list(submission.replaces.filter(state=State.ACCEPTED).select_related("facts"))
    save_if_unchanged(submission, {"state": State.UNDONE}, version=version)
    SubmittedFacts.objects.filter(submission=submission).delete()
    small = [each for each in replaced if each.facts.count <= queries.AT_ONCE_ROWS]
    _change_facts([submission, *replaced], at_once=[submission, *small])
    return submission


def _change_facts(
    changed: list[Submission],
    *,
    at_once: list[Submission] | None = None,
    at_hand: FactColumns | None = None,
) -> None:
    """Note, in this transaction, whose facts change; the warehouse follows after the commit.

    A stop in between leaves the note, and the worker or the next release makes it good; so does
    what is not to be stored `at_once`. `at_hand` are the facts of the one just gone through.
    """
    facts.note([one.pk for one in changed])
    keys = [one.pk for one in (changed if at_once is None else at_once)]
    transaction.on_commit(partial(facts.store_due, keys, at_hand=at_hand))


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
