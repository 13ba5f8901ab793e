"""What can be done with indicators and their releases."""

from longtable.measures.actions.breakdown import (
    add_breakdown,
    add_category,
    change_breakdown,
    change_category,
)
from longtable.measures.actions.indicator import (
    Turn,
    change_definition,
    change_indicator,
    define_indicator,
    retire_indicator,
    tell_story,
)
from longtable.measures.actions.place import NewPlace, add_places, change_place
from longtable.measures.actions.release import (
    approve_release,
    discard_release,
    prepare_release,
    withdraw_release,
)
from longtable.measures.actions.series_break import declare_break, remove_break
from longtable.measures.actions.starting import start_from_template
from longtable.measures.verifying import verify

__all__ = [
    "NewPlace",
    "Turn",
    "add_breakdown",
    "add_category",
    "add_places",
    "approve_release",
    "change_breakdown",
    "change_category",
    "change_definition",
    "change_indicator",
    "change_place",
    "declare_break",
    "define_indicator",
    "discard_release",
    "prepare_release",
    "remove_break",
    "retire_indicator",
    "start_from_template",
    "tell_story",
    "verify",
    "withdraw_release",
]
