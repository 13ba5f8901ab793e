"""Every write of the common agenda."""

from longtable.agenda.actions.clause import (
    Written,
    add_clause,
    change_clause,
    merge_clauses,
    move_clause,
    retire_clause,
    split_clause,
    start_from_charter,
)
from longtable.agenda.actions.drafting import (
    add_drafter,
    answer_lens,
    change_terms,
    choose_rule,
    remove_drafter,
)
from longtable.agenda.actions.map import (
    add_program,
    change_program,
    end_program,
    link_indicators,
    link_results,
)
from longtable.agenda.actions.own_change import change_own_change, tell_own_change
from longtable.agenda.actions.suggestion import comment, decline_suggestion, suggest, take_up
from longtable.agenda.actions.version import (
    Opening,
    Signature,
    give_up_version,
    open_version,
    put_in_force,
    ratify,
)

__all__ = [
    "Opening",
    "Signature",
    "Written",
    "add_clause",
    "add_drafter",
    "add_program",
    "answer_lens",
    "change_clause",
    "change_own_change",
    "change_program",
    "change_terms",
    "choose_rule",
    "comment",
    "decline_suggestion",
    "end_program",
    "give_up_version",
    "link_indicators",
    "link_results",
    "merge_clauses",
    "move_clause",
    "open_version",
    "put_in_force",
    "ratify",
    "remove_drafter",
    "retire_clause",
    "split_clause",
    "start_from_charter",
    "suggest",
    "take_up",
    "tell_own_change",
]
