"""What can be done with promises."""

from longtable.accountability.actions.account import publish_account, write_account
from longtable.accountability.actions.commitment import (
    Promise,
    drop_commitment,
    keep_commitment,
    make_commitment,
    renegotiate,
)
from longtable.accountability.actions.ladder import follow_ladder, take_step, waive_step
from longtable.accountability.actions.plan import promise_plan

__all__ = [
    "Promise",
    "drop_commitment",
    "follow_ladder",
    "keep_commitment",
    "make_commitment",
    "promise_plan",
    "publish_account",
    "renegotiate",
    "take_step",
    "waive_step",
    "write_account",
]
