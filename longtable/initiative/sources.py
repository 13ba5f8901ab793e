"""What else happens when somebody comes: packages above sign in, and `initiative` tells them."""

import datetime as dt
from collections.abc import Callable

from longtable.initiative.models import Invitation, Membership

Arrived = Callable[[Invitation, Membership, dt.datetime], None]
ARRIVALS: list[Arrived] = []


def sign_in_arrival(do: Arrived) -> Arrived:
    """Let a package do something, in the same transaction, when an invitation is answered."""
    ARRIVALS.append(do)
    return do
