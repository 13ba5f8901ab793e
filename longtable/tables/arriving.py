"""When an invited person comes, the seats that wait for them become theirs."""

import datetime as dt

from longtable.initiative.models import Invitation, Membership
from longtable.initiative.sources import sign_in_arrival
from longtable.tables import queries
from longtable.tables.actions.seat import take_ones_seat
from longtable.tables.models import Holding


@sign_in_arrival
def seat_who_arrives(invitation: Invitation, membership: Membership, now: dt.datetime) -> None:
    """Give somebody the seats that were held for them by name."""
    waiting = Holding.objects.filter(
        invitation__initiative=invitation.initiative,
        invitation__email=invitation.email,  # whichever of several invitations it was
        person=None,
        until=None,
        seat__ended=None,
    )
    for holding in waiting.select_related("seat__table", "invitation"):
        if not queries.speaks_for_seat(membership.person, holding.seat):
            take_ones_seat(holding, by=membership.person)
