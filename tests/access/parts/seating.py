"""A table with two seats: one is held, one is an empty chair."""

import datetime as dt

from longtable.tables import actions
from longtable.tables.models import Holding, Seat, Table
from tests.factories import HoldingFactory, SeatFactory, TableFactory

LEFT_OUT_POST = {"tables:end", "tables:end_seat"}
TODAY = dt.date(2026, 3, 3)
NEW = actions.Holder(name="Somebody new")


def things(initiative, _people):
    """Return the parts of addresses of the table and its seats."""
    table = TableFactory(initiative=initiative, slug="seating")
    held = SeatFactory(table=table, number=1)
    HoldingFactory(seat=held)
    SeatFactory(table=table, number=2, constituency="provider")
    one = {"table": "seating"}
    seat = {**one, "number": 1}
    part = {**seat, "part": "principal"}
    return {
        **dict.fromkeys(("tables:table", "tables:change", "tables:end", "tables:add_seat"), one),
        **dict.fromkeys(("tables:seat", "tables:change_seat", "tables:end_seat"), seat),
        **dict.fromkeys(("tables:hold", "tables:leave"), part),
    }


def _table(rows):
    return Table.objects.get(initiative=rows.initiative, slug="seating")


def _seat(rows, number=1):
    return Seat.objects.get(table=_table(rows), number=number)


def _holding(rows):
    return Holding.objects.get(seat=_seat(rows), until=None)


def _end(rows):
    return {"today": TODAY, "by": rows.by}


DEEDS = {
    "tables.set_up_table": lambda rows: actions.set_up_table(
        rows.initiative, {"name": "New"}, by=rows.by
    ),
    "tables.change_table": lambda rows: actions.change_table(
        _table(rows), {"name": "New"}, version=1, by=rows.by
    ),
    "tables.end_table": lambda rows: actions.end_table(_table(rows), **_end(rows)),
    "tables.add_seat": lambda rows: actions.add_seat(
        _table(rows), {"constituency": "funder"}, by=rows.by
    ),
    "tables.change_seat": lambda rows: actions.change_seat(
        _seat(rows), {"name": "New"}, version=1, by=rows.by
    ),
    "tables.end_seat": lambda rows: actions.end_seat(_seat(rows), **_end(rows)),
    "tables.seat_somebody": lambda rows: actions.seat_somebody(_seat(rows, 2), NEW, **_end(rows)),
    "tables.hand_over_seat": lambda rows: actions.hand_over_seat(
        _holding(rows), NEW, told="Call the school first.", version=1, **_end(rows)
    ),
    "tables.leave_seat": lambda rows: actions.leave_seat(
        _holding(rows), told="", version=1, **_end(rows)
    ),
}
