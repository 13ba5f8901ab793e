"""What people do with a file: send it, correct what was understood, take it in, take it back."""

from longtable.submissions.actions.accepting import (
    accept_submission,
    ask_to_accept,
    discard_submission,
    finish_accepting,
    reopen_submission,
    undo_submission,
)
from longtable.submissions.actions.correcting import correct_layout, dry_run
from longtable.submissions.actions.reading import give_up_on_submission, read_submission
from longtable.submissions.actions.receiving import receive_submission
from longtable.submissions.actions.trying import leaving_nothing

__all__ = [
    "accept_submission",
    "ask_to_accept",
    "correct_layout",
    "discard_submission",
    "dry_run",
    "finish_accepting",
    "give_up_on_submission",
    "leaving_nothing",
    "read_submission",
    "receive_submission",
    "reopen_submission",
    "undo_submission",
]
