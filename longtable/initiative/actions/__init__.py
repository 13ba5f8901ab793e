"""What may be done with an initiative, its organizations and its people."""

from longtable.initiative.actions.initiative import change_initiative, start_initiative
from longtable.initiative.actions.membership import (
    Invitee,
    answer_invitation,
    change_role,
    come_in,
    end_membership,
    invite,
    withdraw_invitation,
)
from longtable.initiative.actions.organization import (
    add_organization,
    change_organization,
    remove_organization,
)

__all__ = [
    "Invitee",
    "add_organization",
    "answer_invitation",
    "change_initiative",
    "change_organization",
    "change_role",
    "come_in",
    "end_membership",
    "invite",
    "remove_organization",
    "start_initiative",
    "withdraw_invitation",
]
