"""Do what a list says, deed by deed, by the actions that people use."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.initiative import actions as initiatives
from longtable.initiative import queries as initiative_queries
from longtable.initiative.models import Initiative
from longtable.record.acting import Refusal
from longtable.tables.actions.seat import Holder, add_seat, seat_somebody
from longtable.tables.models import Seat, Table
from longtable.tables.roster.deeds import AddOrganization, AddSeat, Deed, InvitePerson, SeatPerson
from longtable.web.folding import folded


class Doing:
    """Does the deeds of one list and keeps the numbers of the rows that it made.

    To be called inside a transaction: a deed that is refused takes all others with it.
    """

    def __init__(self, initiative: Initiative, *, by: Person, now: dt.datetime) -> None:
        self._initiative, self._by, self._now = initiative, by, now
        self._organizations = {folded(one.name): one for one in initiative.organizations.all()}
        self._seats: dict[str, Seat] = {}
        self._people = {
            one.person.email: one.person for one in initiative_queries.people_in(initiative)
        }
        waiting = initiative_queries.open_invitations(initiative, now=now)
        self._invited = {one.email: one for one in waiting}
        self.made: dict[str, list[int]] = {
            name: [] for name in ("organizations", "invitations", "seats", "holdings")
        }

    def do(self, deed: Deed) -> None:
        """Do one deed; a refusal says in which row."""
        try:
            match deed:
                case AddOrganization():
                    self._organization(deed)
                case InvitePerson():
                    self._invite(deed)
                case AddSeat():
                    self._add_seat(deed)
                case SeatPerson():
                    self._seat(deed)
        except Refusal as refusal:
            said = _("Row %(row)s: %(why)s Nothing of the list was taken in.")
            raise Refusal(said % {"row": deed.row, "why": refusal}) from refusal

    def _organization(self, deed: AddOrganization) -> None:
        if deed.pk:
            left = self._organizations[deed.key]
            row = initiatives.bring_back_organization(left, by=self._by)
        else:
            row = initiatives.add_organization(
                self._initiative,
                name=deed.name,
                tier=deed.tier,
                is_funder=deed.is_funder,
                by=self._by,
            )
        self._organizations[deed.key] = row
        self.made["organizations"].append(row.pk)

    def _invite(self, deed: InvitePerson) -> None:
        invitee = initiatives.Invitee(
            email=deed.email,
            role=deed.role,
            name=deed.name,
            organization=self._organizations.get(deed.organization),
            language=deed.language,
        )
        row = initiatives.invite(self._initiative, invitee, now=self._now, by=self._by)
        self._invited[deed.email] = row
        self.made["invitations"].append(row.pk)

    def _add_seat(self, deed: AddSeat) -> None:
        table = Table.objects.get(pk=deed.table, initiative=self._initiative)
        said = {**deed.said, "organization": self._organizations.get(deed.organization)}
        row = add_seat(table, said, by=self._by)
        self._seats[deed.key] = row
        self.made["seats"].append(row.pk)

    def _seat(self, deed: SeatPerson) -> None:
        seat = Seat.objects.get(pk=deed.pk) if deed.pk else self._seats[deed.seat]
        person = self._people.get(deed.email)
        holder = Holder(
            person=person,
            name="" if person else deed.name,
            invitation=None if person else self._invited.get(deed.email),
        )
        today = timezone.localdate(self._now)
        row = seat_somebody(seat, holder, today=today, part=deed.part, by=self._by)
        self.made["holdings"].append(row.pk)
