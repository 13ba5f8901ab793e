"""The common agenda: what was agreed, how it is written, and who agreed."""

from longtable.agenda.models.clause import (
    Clause,
    Comment,
    LensAnswer,
    Lineage,
    Suggestion,
    Wording,
)
from longtable.agenda.models.map import OwnChange, Program, ResultIndicator, StrategyResult
from longtable.agenda.models.terms import Terms
from longtable.agenda.models.version import AgendaVersion, Drafter, Ratification

__all__ = [
    "AgendaVersion",
    "Clause",
    "Comment",
    "Drafter",
    "LensAnswer",
    "Lineage",
    "OwnChange",
    "Program",
    "Ratification",
    "ResultIndicator",
    "StrategyResult",
    "Suggestion",
    "Terms",
    "Wording",
]
