"""What may be done with an initiative, its organizations and its people."""

from longtable.initiative.actions.initiative import change_initiative, start_initiative
from longtable.initiative.actions.membership import (
    Invitee,
    answer_invitation,
    change_role,
    come_in,
    end_membership,
    finish_welcome,
    invite,
    say_how_to_reach_me,
    withdraw_invitation,
)
from longtable.initiative.actions.organization import (
    add_organization,
    bring_back_organization,
    change_organization,
    remove_organization,
)

__all__ = [
    "Invitee",
    "add_organization",
    "answer_invitation",
    "bring_back_organization",
    "change_initiative",
    "change_organization",
    "change_role",
    "come_in",
    "end_membership",
    "finish_welcome",
    "invite",
    "remove_organization",
    "say_how_to_reach_me",
    "start_initiative",
    "withdraw_invitation",
]
