"""Set up a table, change what is agreed about it, and end it."""

import datetime as dt
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative
from longtable.record.acting import Refusal, action, save_if_unchanged
from longtable.tables import permissions
from longtable.tables.models import Holding, RoleCard, Table

CHANGEABLE = {
    *("name", "kind", "purpose", "rules", "method", "term_months", "facilitator", "counts_turns"),
}
# Addresses of pages that stand where a table's address would.
RESERVED = {
    *("calendar", "composition", "decisions", "feeds", "handover", "me", "meetings", "new"),
    *("newcomers", "people", "roles", "tensions"),
}


@action("set up")
def set_up_table(initiative: Initiative, said: dict[str, Any], *, by: Person) -> Table:
    """Set up a table with what is said of it, its name at least (see CHANGEABLE).

    A caucus that names no facilitator is facilitated by who sets it up.
    """
    kind = said.get("kind", Table.Kind.WORKING)
    permissions.may_set_up(initiative, kind, by=by)
    _refuse_unknown(said)
    facilitator = said.get("facilitator")
    if kind == Table.Kind.CAUCUS and facilitator is None:
        facilitator = by
    _must_be_a_member(facilitator, initiative)
    name = said["name"].strip()
    return Table.objects.create(
        initiative=initiative,
        slug=_free_slug(initiative, name),
        illustrative=initiative.illustrative,
        **{**said, "name": name, "facilitator": facilitator},
    )


@action("changed")
def change_table(table: Table, changes: dict[str, Any], *, version: int, by: Person) -> Table:
    """Save what is agreed about a table. Its address stays, so that links to it stay good."""
    permissions.may_run(table, by=by)
    _refuse_unknown(changes)
    kind = changes.get("kind", table.kind)
    if (kind == Table.Kind.CAUCUS) != table.is_closed:
        raise Refusal(
            _("A caucus stays a caucus, and no other table becomes one. Set up a new table.")
        )
    if "facilitator" in changes:
        _must_be_a_member(changes["facilitator"], table.initiative)
        if table.is_closed and changes["facilitator"] is None:
            raise Refusal(_("A caucus needs a facilitator of its own."))
        if changes["facilitator"] != table.facilitator:
            _followed(table)
    save_if_unchanged(table, changes, version=version)
    return table


@action("ended")
def end_table(table: Table, *, today: dt.date, by: Person) -> Table:
    """End a table with its seats. What it decided and promised stays."""
    permissions.may_run(table, by=by)
    held = Holding.objects.filter(seat__table=table, until=None)
    for holding in held:
        save_if_unchanged(holding, {"until": today}, version=holding.version)
    for seat in table.seats.filter(ended=None):
        save_if_unchanged(seat, {"ended": today}, version=seat.version)
    save_if_unchanged(table, {"ended": today}, version=table.version)
    return table


def _followed(table: Table) -> None:
    """Take the successor and the day off the facilitator's role card: the next one has come."""
    card = RoleCard.objects.filter(table=table).first()
    if card and (card.successor or card.hand_over_on):
        save_if_unchanged(card, {"successor": "", "hand_over_on": None}, version=card.version)


def _refuse_unknown(said: dict[str, Any]) -> None:
    unknown = said.keys() - CHANGEABLE
    if unknown:
        raise ValueError(f"not to be changed: {sorted(unknown)}")


def _must_be_a_member(person: Person | None, initiative: Initiative) -> None:
    if person is not None and initiatives.membership_of(person, initiative) is None:
        raise Refusal(_("Choose somebody of this initiative."))


def _free_slug(initiative: Initiative, name: str) -> str:
    """Return an address made from the name; names in other scripts get a number."""
    start = slugify(name)[:50].strip("-_").replace("_", "-") or "table"
    if not start[0].isalpha() or start in RESERVED:
        start = f"table-{start}"
    taken = set(initiative.tables.values_list("slug", flat=True))
    if start not in taken:
        return start
    return next(one for n in range(2, len(taken) + 3) if (one := f"{start}-{n}") not in taken)
