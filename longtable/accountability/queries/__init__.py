"""Promises: which there are and for whom, where they stand, how all are treated."""

from longtable.accountability.queries.account import (
    account_of,
    leading_owners,
    writes_account,
    year_of,
)
from longtable.accountability.queries.board import (
    BoardRow,
    Mark,
    board,
    board_is_open_to,
    board_is_public,
    commitments_visible_to,
    following,
    for_the_agenda_of,
    late_everywhere,
)
from longtable.accountability.queries.handover import Handover, handover_of
from longtable.accountability.queries.plans import plans_at
from longtable.accountability.queries.speaking import (
    answers_for,
    published_accounts,
    stands_for,
    successor_of,
    waives,
)
from longtable.accountability.queries.standing import (
    TIERS,
    DueStep,
    Standing,
    days_late,
    standing_of,
    steps_due,
    steps_reached,
    tier_of,
)
from longtable.accountability.queries.telling import steps_to_tell, told_of
from longtable.accountability.queries.traces import Traces, traces
from longtable.accountability.queries.treatment import (
    FEWEST_DUE,
    FEWEST_LATE,
    Treatment,
    is_kept,
    is_late,
    treatment,
    was_treated,
)
from longtable.accountability.queries.voice import FEWEST_SUGGESTED, Voice, voice

__all__ = [
    "FEWEST_DUE",
    "FEWEST_LATE",
    "FEWEST_SUGGESTED",
    "TIERS",
    "BoardRow",
    "DueStep",
    "Handover",
    "Mark",
    "Standing",
    "Traces",
    "Treatment",
    "Voice",
    "account_of",
    "answers_for",
    "board",
    "board_is_open_to",
    "board_is_public",
    "commitments_visible_to",
    "days_late",
    "following",
    "for_the_agenda_of",
    "handover_of",
    "is_kept",
    "is_late",
    "late_everywhere",
    "leading_owners",
    "plans_at",
    "published_accounts",
    "standing_of",
    "stands_for",
    "steps_due",
    "steps_reached",
    "steps_to_tell",
    "successor_of",
    "tier_of",
    "told_of",
    "traces",
    "treatment",
    "voice",
    "waives",
    "was_treated",
    "writes_account",
    "year_of",
]
