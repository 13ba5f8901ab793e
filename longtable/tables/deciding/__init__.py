"""One engine for all ways of deciding: no database, no page, only rule, answers and outcome."""

from longtable.tables.deciding.choices import GAVE_UP, NONE, Choice, Side, choice_at, choices_for
from longtable.tables.deciding.outcome import Because, Result, outcome_of
from longtable.tables.deciding.rule import Base, Rule, Shown, Threshold
from longtable.tables.deciding.sentence import because_in_words, rule_in_words
from longtable.tables.deciding.tally import SPLIT, WAITING, Count, Tally, Voice, tally_of

__all__ = [
    "GAVE_UP",
    "NONE",
    "SPLIT",
    "WAITING",
    "Base",
    "Because",
    "Choice",
    "Count",
    "Result",
    "Rule",
    "Shown",
    "Side",
    "Tally",
    "Threshold",
    "Voice",
    "because_in_words",
    "choice_at",
    "choices_for",
    "outcome_of",
    "rule_in_words",
    "tally_of",
]
