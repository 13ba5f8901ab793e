"""The words that everybody here uses, for who hears them for the first time."""

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS: tuple[tuple[Any, Any], ...] = (
    (_("Initiative"), _("Organizations and residents who agreed to move one number together.")),
    (_("Backbone"), _("Those who convene and serve all others: facilitators and data leads.")),
    (_("Common agenda"), _("What all have agreed on and signed: problem, vision, results, ways.")),
    (_("Culture charter"), _("The part of the agenda that says how we work with each other.")),
    (_("Table"), _("Where people sit down together, such as the steering committee.")),
    (_("Seat"), _("A place at a table: for whom it is there, and for how long.")),
    (_("Alternate"), _("Who sits there when the holder of a seat can't come.")),
    (_("Role card"), _("What is expected of a role, what it decides, and how one sees success.")),
    (_("Caucus"), _("A table whose record only its own members see.")),
    (_("Decision"), _("A question that a table answers by a rule that stood before.")),
    (_("Promise"), _("Who does what by when. The same standard holds for everyone.")),
    (
        _("Renegotiate"),
        _("To say before the day that a promise can't be kept so, and to promise otherwise."),
    ),
    (_("Tension"), _("A conflict that somebody raises, so that it can be settled.")),
    (_("Result"), _("How it is for people when it is well: children who read.")),
    (_("Indicator"), _("The number by which we see how a result stands.")),
    (_("Release"), _("Numbers made public together, by two people, after they were protected.")),
    (_("Withheld"), _("A number that is not shown, so that nobody can be recognized by it.")),
)
