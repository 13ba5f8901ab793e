"""What people do at tables."""

from longtable.tables.actions.ballot import (
    Answer,
    answer,
    meet_objection,
    object_for_table,
)
from longtable.tables.actions.closing import (
    Closing,
    close_decision,
    publish_decision,
)
from longtable.tables.actions.decision import (
    change_decision,
    open_decision,
    prepare_decision,
    withdraw_decision,
)
from longtable.tables.actions.live import (
    Given,
    Phone,
    fold_turns,
    say,
    take_taps,
)

__all__ = [
    "Answer",
    "Closing",
    "Given",
    "Phone",
    "answer",
    "change_decision",
    "close_decision",
    "fold_turns",
    "meet_objection",
    "object_for_table",
    "open_decision",
    "prepare_decision",
    "publish_decision",
    "say",
    "take_taps",
    "withdraw_decision",
]
