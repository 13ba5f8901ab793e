"""Take back what came of a list, as far as nothing hangs on it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from longtable.accounts.models import Person
from longtable.initiative import actions as initiatives
from longtable.initiative.models import Invitation, Organization
from longtable.tables.actions.seat import end_seat, leave_seat
from longtable.tables.models import Holding, Seat
from longtable.tables.queries import roster as rosters


@dataclass(frozen=True, slots=True)
class Undoing:
    """Takes back, by the actions that people use, what a list made (numbers of rows by kind).

    Each part returns how many rows it kept, because something hangs on them.
    """

    made: Mapping[str, Any]
    now: dt.datetime
    today: dt.date
    by: Person

    def all(self) -> dict[str, int]:
        """Take everything back in the order in which it hangs together."""
        invitations = self._invitations()
        seats = self._seats() + self._holdings()
        return {
            "invitations": invitations,
            "seats": seats,
            "organizations": self._organizations(),
        }

    def _invitations(self) -> int:
        mine = Invitation.objects.filter(pk__in=self.made.get("invitations", ()))
        for invitation in mine.filter(answered=None, withdrawn=None):
            initiatives.withdraw_invitation(invitation, now=self.now, by=self.by)
        return mine.exclude(answered=None).count()

    def _seats(self) -> int:
        kept = 0
        for seat in Seat.objects.filter(pk__in=self.made.get("seats", ()), ended=None):
            if seat.version > 1 or self._others(seat) or rosters.hangs_on_seat(seat):
                kept += 1
            else:
                end_seat(seat, today=self.today, by=self.by)
        return kept

    def _holdings(self) -> int:
        """Let those leave again who were seated on seats that had stood there before."""
        kept = 0
        mine = Holding.objects.filter(pk__in=self.made.get("holdings", ()), until=None)
        for holding in mine.exclude(seat__in=self.made.get("seats", ())):
            if holding.version > 1:
                kept += 1
            else:
                leave_seat(holding, told="", version=1, today=self.today, by=self.by)
        return kept

    def _organizations(self) -> int:
        kept = 0
        mine = Organization.objects.filter(pk__in=self.made.get("organizations", ()), left=None)
        for organization in mine:
            if rosters.hangs_on_organization(organization):
                kept += 1
            else:
                initiatives.remove_organization(organization, today=self.today, by=self.by)
        return kept

    def _others(self, seat: Seat) -> bool:
        """Whether somebody holds a seat whom the list did not seat, or who came since."""
        mine = set(self.made.get("holdings", ()))
        return any(one.pk not in mine or one.version > 1 for one in seat.holdings.all())
