"""What the worker does for submissions: read the files that wait."""

import datetime as dt
import logging

from longtable.record.acting import Refusal
from longtable.record.jobs import job
from longtable.submissions import actions, queries

logger = logging.getLogger(__name__)
MOST_A_ROUND = 5


@job("read submissions", every=dt.timedelta(seconds=2))
def read_submissions(now: dt.datetime) -> int:
    """Read up to five waiting files. One that was read or discarded meanwhile is left alone."""
    done = 0
    for submission in queries.waiting_to_be_read()[:MOST_A_ROUND]:
        try:
            actions.read_submission(submission, by=submission.received_by)
            done += 1
        except Refusal:
            logger.info("Submission %s was handled by somebody else meanwhile.", submission.pk)
        except Exception:
            # One file must not keep the others waiting; the fault itself reaches the error log.
            logger.exception("Reading submission %s failed.", submission.pk)
            actions.give_up_on_submission(submission, by=submission.received_by)
    return done
