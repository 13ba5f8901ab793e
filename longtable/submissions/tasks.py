"""What the worker does for submissions: read the files that wait, take large ones in."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from longtable.record.acting import Refusal
from longtable.record.jobs import job
from longtable.submissions import actions, queries
from longtable.submissions.models import Submission

logger = logging.getLogger(__name__)
MOST_A_ROUND = 5
Act = Callable[[Submission], Any]


@job("read submissions", every=dt.timedelta(seconds=2))
def read_submissions(now: dt.datetime) -> int:
    """Read up to five waiting files. One that was read or discarded meanwhile is left alone."""
    return _each(
        queries.waiting_to_be_read()[:MOST_A_ROUND],
        lambda submission: actions.read_submission(submission, by=submission.received_by),
        otherwise=_give_up,
    )


@job("take submissions in", every=dt.timedelta(seconds=2))
def take_submissions_in(now: dt.datetime) -> int:
    """Take in up to five large files, in the order in which people pressed."""
    return _each(
        queries.waiting_to_be_taken_in()[:MOST_A_ROUND],
        lambda submission: actions.finish_accepting(submission, now=now),
        otherwise=_reopen,
    )


def _each(submissions: Iterable[Submission], act: Act, *, otherwise: Act) -> int:
    done = 0
    for submission in submissions:
        try:
            act(submission)
            done += 1
        except Refusal:
            logger.info("Submission %s was handled by somebody else meanwhile.", submission.pk)
        except Exception:
            # One file must not keep the others waiting; the fault itself reaches the error log.
            logger.exception("The work on submission %s failed.", submission.pk)
            otherwise(submission)
    return done


def _give_up(submission: Submission) -> None:
    actions.give_up_on_submission(submission, by=submission.received_by)


def _reopen(submission: Submission) -> None:
    by = submission.accepted_by
    submission.refresh_from_db()
    if by is None or submission.state != Submission.State.TAKING:
        return
    with translation.override(by.language):
        said = _(
            "Taking this file in failed by a fault in Longtable, and nothing of it counts. Whoever "
            "runs this installation finds the fault in its log. You can try again."
        )
        actions.reopen_submission(submission, said, by=by)
