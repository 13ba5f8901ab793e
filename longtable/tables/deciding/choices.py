"""What can be chosen, method by method, and what each choice means."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy as _

GAVE_UP = "gave_up"
"""A seat gives its answer up: it is waited for no longer, and counts in nothing."""
NONE = "none"
"""None of the options, where several can be approved."""


class Side(Enum):
    """Where a choice stands: it is for it, against it, stops it, wants to go on, or stays aside."""

    FOR = "for"
    AGAINST = "against"
    STOPS = "stops"
    MORE = "more"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that a seat can give. `is_concern`: it is recorded with what is adopted."""

    code: str
    label: Any
    meaning: Any
    side: Side
    is_concern: bool = False
    asks_why: bool = False


_YES = Choice("yes", _("Yes"), _("I want this."), Side.FOR)
_NO = Choice("no", _("No"), _("I do not want this."), Side.AGAINST)
_ABSTAIN = Choice("abstain", _("I abstain"), _("I take no side."), Side.ASIDE)
_GAVE_UP = Choice(GAVE_UP, _("Gives up its answer"), _("We wait no longer for it."), Side.ASIDE)

_CHOICES: dict[str, tuple[Choice, ...]] = {
    "consent": (
        Choice("consent", _("I consent"), _("Good enough for now, safe enough to try."), Side.FOR),
        Choice(
            "concern",
            _("I consent, with a concern"),
            _("Go on. Write down what worries me."),
            Side.FOR,
            is_concern=True,
            asks_why=True,
        ),
        Choice(
            "objection",
            _("I object"),
            _("It would do harm, or keep us from our purpose. I say how."),
            Side.STOPS,
            asks_why=True,
        ),
        Choice("aside", _("I stand aside"), _("I leave it to the others."), Side.ASIDE),
    ),
    "consensus": (
        Choice("agree", _("I agree"), _("I stand behind this."), Side.FOR),
        Choice(
            "reservations",
            _("I agree, with reservations"),
            _("I go along. Write down what I doubt."),
            Side.FOR,
            is_concern=True,
            asks_why=True,
        ),
        Choice(
            "aside",
            _("I stand aside"),
            _("I can't agree, and I don't stop it."),
            Side.ASIDE,
            is_concern=True,
        ),
        Choice(
            "block",
            _("I block this"),
            _("It is against what we are here for. I say why."),
            Side.STOPS,
            asks_why=True,
        ),
    ),
    "gradients": (
        Choice("endorse", _("1. I endorse it fully"), _("I want this."), Side.FOR),
        Choice("minor", _("2. I agree, but for a small point"), _("It can stay."), Side.FOR),
        Choice(
            "reservations",
            _("3. I support it, with reservations"),
            _("I can live with it."),
            Side.FOR,
            is_concern=True,
        ),
        Choice("abstain", _("4. I abstain"), _("I take no side."), Side.ASIDE),
        Choice(
            "discuss",
            _("5. We need to talk more"),
            _("I don't understand it well enough yet."),
            Side.MORE,
            is_concern=True,
        ),
        Choice(
            "dislike",
            _("6. I don't like it, but I will support it"),
            _("I don't want to hold the others up."),
            Side.FOR,
            is_concern=True,
        ),
        Choice(
            "disagree",
            _("7. I seriously disagree"),
            _("I will not support it. Write down why."),
            Side.AGAINST,
            is_concern=True,
            asks_why=True,
        ),
        Choice(
            "veto",
            _("8. I veto it"),
            _("It must not happen. I say why."),
            Side.STOPS,
            asks_why=True,
        ),
    ),
    "majority": (_YES, _NO, _ABSTAIN),
    "residents": (_YES, _NO, _ABSTAIN),
    "delegated": (_YES, _NO),
    "advice": (
        Choice("yes", _("Yes"), _("Do it."), Side.FOR),
        Choice(
            "changes",
            _("Yes, with changes"),
            _("Do it, but otherwise. I say how."),
            Side.FOR,
            is_concern=True,
            asks_why=True,
        ),
        Choice("no", _("No"), _("Do not do it. I say why."), Side.AGAINST, asks_why=True),
    ),
}


def choices_for(method: str, options: Sequence[str] = ()) -> tuple[Choice, ...]:
    """Return what can be chosen. Of several options each is a choice, by its number from 1."""
    if method != "approval":
        return _CHOICES[method]
    own = [Choice(str(at), text, "", Side.FOR) for at, text in enumerate(options, start=1)]
    none = Choice(NONE, _("None of these"), _("I approve of none."), Side.AGAINST)
    return (*own, none)


def choice_at(code: str, method: str, options: Sequence[str] = ()) -> Choice:
    """Return the choice with that code; giving up is one of every method. KeyError: none has."""
    found = {choice.code: choice for choice in (*choices_for(method, options), _GAVE_UP)}
    return found[code]
