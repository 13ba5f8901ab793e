"""What people do at tables."""

from longtable.tables.actions.ballot import (
    Answer,
    answer,
    meet_objection,
    object_for_table,
)
from longtable.tables.actions.calendar import (
    invite_to_meeting,
    renew_calendar_link,
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
from longtable.tables.actions.item import (
    add_item,
    change_item,
    let_go,
    move_item,
    park,
    park_item,
    remove_item,
    take_in,
    take_up,
)
from longtable.tables.actions.live import (
    Given,
    Phone,
    fold_old_turns,
    fold_turns,
    say,
    take_taps,
)
from longtable.tables.actions.meeting import (
    When,
    call_off_meeting,
    change_meeting,
    change_series,
    close_meeting,
    end_series,
    move_meeting,
    plan_meetings,
    plan_series,
)
from longtable.tables.actions.seat import (
    Holder,
    Term,
    add_seat,
    change_seat,
    end_seat,
    hand_over_seat,
    leave_seat,
    seat_somebody,
)
from longtable.tables.actions.table import (
    change_table,
    end_table,
    set_up_table,
)

__all__ = [
    "Answer",
    "Closing",
    "Given",
    "Holder",
    "Phone",
    "Term",
    "When",
    "add_item",
    "add_seat",
    "answer",
    "call_off_meeting",
    "change_decision",
    "change_item",
    "change_meeting",
    "change_seat",
    "change_series",
    "change_table",
    "close_decision",
    "close_meeting",
    "end_seat",
    "end_series",
    "end_table",
    "fold_old_turns",
    "fold_turns",
    "hand_over_seat",
    "invite_to_meeting",
    "leave_seat",
    "let_go",
    "meet_objection",
    "move_item",
    "move_meeting",
    "object_for_table",
    "open_decision",
    "park",
    "park_item",
    "plan_meetings",
    "plan_series",
    "prepare_decision",
    "publish_decision",
    "remove_item",
    "renew_calendar_link",
    "say",
    "seat_somebody",
    "set_up_table",
    "take_in",
    "take_taps",
    "take_up",
    "withdraw_decision",
]
