"""Add, change and end seats; seat people, let them leave, and hand a seat over."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Invitation
from longtable.record.acting import Refusal, action, save_if_unchanged
from longtable.tables import permissions, queries
from longtable.tables.models import Holding, RoleCard, Seat, Table

CHANGEABLE = {
    *("name", "constituency", "organization", "is_chair", "works_on_it", "lives_with_it"),
    *("term_from", "term_until"),
}


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is to hold a seat: somebody with an account, or a name without one.

    Whoever answers the `invitation` takes the seat with their account.
    """

    person: Person | None = None
    name: str = ""
    invitation: Invitation | None = None


@action("added")
def add_seat(table: Table, said: dict[str, Any], *, by: Person) -> Seat:
    """Add a seat to a table with what is said of it, its constituency at least (see CHANGEABLE).

    It is an empty chair until somebody is seated.
    """
    permissions.may_run(table, by=by)
    _check(table, said)
    last = table.seats.aggregate(last=Max("number"))["last"] or 0
    return Seat.objects.create(table=table, number=last + 1, **said)


@action("changed")
def change_seat(seat: Seat, changes: dict[str, Any], *, version: int, by: Person) -> Seat:
    """Save what a seat is there for, its organization and its term."""
    permissions.may_run(seat.table, by=by)
    term = {"term_from": seat.term_from, "term_until": seat.term_until}
    _check(seat.table, {**term, **changes})
    save_if_unchanged(seat, changes, version=version)
    return seat


@action("ended")
def end_seat(seat: Seat, *, today: dt.date, by: Person) -> Seat:
    """Take a seat away from the table. Who held it, and what it decided, stays."""
    permissions.may_run(seat.table, by=by)
    for holding in seat.holdings.filter(until=None):
        save_if_unchanged(holding, {"until": today}, version=holding.version)
    save_if_unchanged(seat, {"ended": today}, version=seat.version)
    return seat


@action("seated")
def seat_somebody(
    seat: Seat, holder: Holder, *, today: dt.date, by: Person, part: str = Holding.Part.PRINCIPAL
) -> Holding:
    """Seat somebody on an empty chair, or beside its holder as the alternate."""
    permissions.may_run(seat.table, by=by)
    if seat.holdings.filter(part=part, until=None).exists():
        raise Refusal(_("This seat is taken. Hand it over instead."))
    return _seated(seat, holder, part, today)


@action("handed over")
def hand_over_seat(
    holding: Holding, holder: Holder, *, told: str, version: int, today: dt.date, by: Person
) -> Holding:
    """Give a seat to the next holder, with what they have to know. The term goes on."""
    permissions.may_run(holding.seat.table, by=by)
    if holding.until is not None:
        raise Refusal(_("This seat was handed over already. Look first."))
    save_if_unchanged(holding, {"until": today, "handed_over": told}, version=version)
    if holding.part == Holding.Part.PRINCIPAL:
        _followed(holding.seat)
    return _seated(holding.seat, holder, holding.part, today)


@action("left")
def leave_seat(holding: Holding, *, told: str, version: int, today: dt.date, by: Person) -> Holding:
    """Leave a seat, with what the next holder has to know. The chair is empty from then on."""
    permissions.may_leave(holding, by=by)
    if holding.until is not None:
        raise Refusal(_("This seat was left already."))
    save_if_unchanged(holding, {"until": today, "handed_over": told}, version=version)
    return holding


@action("took their seat")
def take_ones_seat(holding: Holding, *, by: Person) -> Holding:
    """Take a seat that was held by one's name alone, with the account that one has now."""
    permissions.may_take_seat(holding, by=by)
    save_if_unchanged(holding, {"person": by, "name": str(by)}, version=holding.version)
    return holding


def _followed(seat: Seat) -> None:
    """Take the successor and the day off the role card: the next one has come."""
    card = RoleCard.objects.filter(seat=seat).first()
    if card and (card.successor or card.hand_over_on):
        save_if_unchanged(card, {"successor": "", "hand_over_on": None}, version=card.version)


def _seated(seat: Seat, holder: Holder, part: str, today: dt.date) -> Holding:
    initiative: Initiative = seat.table.initiative
    if seat.ended is not None:
        raise Refusal(_("This seat is no longer at the table."))
    if holder.person is None and not holder.name.strip():
        raise Refusal(_("Choose a person, or write a name."))
    if holder.person is not None:
        if initiatives.membership_of(holder.person, initiative) is None:
            raise Refusal(_("Choose somebody of this initiative."))
        if queries.speaks_for_seat(holder.person, seat):
            raise Refusal(_("One person can't be the holder and the alternate of one seat."))
    name = holder.name.strip() or str(holder.person)
    return Holding.objects.create(
        seat=seat,
        part=part,
        person=holder.person,
        invitation=holder.invitation,
        name=name,
        since=today,
    )


def _check(table: Table, said: dict[str, Any]) -> None:
    unknown = said.keys() - CHANGEABLE
    if unknown:
        raise ValueError(f"not to be changed: {sorted(unknown)}")
    organization = said.get("organization")
    if organization is not None and organization.initiative_id != table.initiative_id:
        raise Refusal(_("Choose an organization of this initiative."))
    begins, ends = said.get("term_from"), said.get("term_until")
    if begins and ends and ends < begins:
        raise Refusal(_("The term ends before it begins."))
