"""A table with two seats: one is held, one is an empty chair."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from longtable.tables import actions
from longtable.tables.models import Holding, Roster, Seat, Table
from tests.factories import HoldingFactory, RosterFactory, SeatFactory, TableFactory

LEFT_OUT_POST = {"tables:end", "tables:end_seat", "settings:list_correct"}
TODAY = dt.date(2026, 3, 3)
NOW = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)
NEW = actions.Holder(name="Somebody new")


def things(initiative, people):
    """Return the parts of addresses of the table and its seats."""
    table = TableFactory(initiative=initiative, slug="seating")
    held = SeatFactory(table=table, number=1)
    HoldingFactory(seat=held)
    SeatFactory(table=table, number=2, constituency="provider")
    roster = RosterFactory(
        initiative=initiative, file_name="open.csv", sent_by=people["facilitator"]
    )
    RosterFactory(
        initiative=initiative,
        file_name="taken.csv",
        sheets=[],
        layout={},
        state="taken",
        sent_by=people["facilitator"],
    )
    one = {"table": "seating"}
    seat = {**one, "number": 1}
    part = {**seat, "part": "principal"}
    lists = ("list", "list_correct", "list_take_in", "list_discard", "list_undo")
    return {
        **{f"settings:{name}": {"pk": roster.pk} for name in lists},
        "settings:list_example": {"ending": "xlsx"},
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


def _roster(rows):
    return Roster.objects.get(initiative=rows.initiative, file_name="open.csv")


def _sent(rows):
    file = SimpleUploadedFile("new.csv", b"Name,E-mail\nAna,ana@example.org\n")
    actions.send_roster(rows.initiative, file, once="deed", now=NOW, by=rows.by)


DEEDS = {
    "tables._keep_roster": _sent,
    "tables.correct_roster": lambda rows: actions.correct_roster(
        _roster(rows), {"do": "column", "letter": "A", "use": "ignored"}, version=1, by=rows.by
    ),
    "tables.take_in_roster": lambda rows: actions.take_in_roster(
        _roster(rows), version=1, now=NOW, by=rows.by
    ),
    "tables.discard_roster": lambda rows: actions.discard_roster(
        _roster(rows), version=1, by=rows.by
    ),
    "tables.undo_roster": lambda rows: actions.undo_roster(
        Roster.objects.get(initiative=rows.initiative, file_name="taken.csv"),
        version=1,
        now=NOW,
        today=TODAY,
        by=rows.by,
    ),
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
