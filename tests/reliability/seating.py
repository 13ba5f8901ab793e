"""What two people may edit of tables, seats and roles: rows by actions, and forms on pages."""

from django.urls import reverse

from longtable.initiative.models import Initiative
from longtable.tables.actions import change_seat, change_table, correct_roster, write_card
from longtable.tables.queries import Post
from tests.factories import RoleCardFactory, RosterFactory, SeatFactory, TableFactory


def edits(initiative, by):
    """Return the rows of tables, and how each is saved."""
    return {
        "tables.table": (
            TableFactory(initiative=initiative),
            lambda row, version, said: change_table(
                row, {"name": f"Name {said}"}, version=version, by=by
            ),
        ),
        "tables.seat": (
            SeatFactory(table__initiative=initiative),
            lambda row, version, said: change_seat(
                row, {"name": f"Name {said}"}, version=version, by=by
            ),
        ),
        "tables.roster": (
            RosterFactory(initiative=initiative),
            lambda row, version, said: correct_roster(
                row,
                {"do": "row", "row": 2, "use": ("left_out", "data")[said % 2]},
                version=version,
                by=by,
            ),
        ),
        "tables.rolecard": (
            RoleCardFactory(seat__table__initiative=initiative),
            lambda row, version, said: write_card(
                Post(initiative, seat=row.seat), {"term": f"{said}"}, version=version, by=by
            ),
        ),
    }


def forms(slug, by):
    """Return the forms of tables: address, who fills it in, what each of two writes."""
    initiative = Initiative.objects.get(slug=slug)
    table = TableFactory(initiative=initiative)
    seat = SeatFactory(table=table)
    RoleCardFactory(backbone=True, initiative=initiative)
    agreed = {"kind": "working", "method": "consent", "term_months": 24}
    return {
        "ChangeTableForm": (
            reverse("tables:change", args=[slug, table.slug]),
            by,
            {**agreed, "name": "Mine"},
            {**agreed, "name": "Yours"},
        ),
        "ChangeSeatForm": (
            reverse("tables:change_seat", args=[slug, table.slug, seat.number]),
            by,
            {"constituency": "resident", "name": "Mine"},
            {"constituency": "resident", "name": "Yours"},
        ),
        "ReachForm": (
            reverse("today:reach", args=[slug]),
            by,
            {"reach": "Mine"},
            {"reach": "Yours"},
        ),
        "CardForm": (
            reverse("tables:write_card", args=[slug, "facilitator"]),
            by,
            {"term": "Mine"},
            {"term": "Yours"},
        ),
    }
