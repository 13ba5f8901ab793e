"""Roles with their cards, and a table that speaks at another one."""

import datetime as dt

from django.utils import timezone

from longtable.tables import actions, queries
from longtable.tables.actions import sending
from longtable.tables.models import Seat, Table
from tests.factories import (
    DecisionFactory,
    HoldingFactory,
    MeetingFactory,
    RoleCardFactory,
    SeatFactory,
    TableFactory,
)

LEFT_OUT_POST: set[str] = set()
FAR = dt.date(2099, 6, 1)


def things(initiative, people):
    """Return a seat of the member's with a card, and a table that sends to where it is."""
    table = TableFactory(initiative=initiative, slug="receiving")
    seat = SeatFactory(table=table, number=1)
    HoldingFactory(seat=seat, person=people["member"], name="The member")
    RoleCardFactory(seat=seat)
    MeetingFactory(series__table=table, day=FAR)
    DecisionFactory(table=table, state="open", opened=timezone.now(), question="Sent to?")
    TableFactory(initiative=initiative, slug="sending")
    one = {"role": f"seat-{seat.pk}"}
    return {
        **dict.fromkeys(("tables:role", "tables:write_card", "tables:handover"), one),
        "tables:send": {"table": "sending"},
    }


def _table(rows, slug):
    return Table.objects.get(initiative=rows.initiative, slug=slug)


def _post(rows):
    seat = Seat.objects.get(table=_table(rows, "receiving"))
    return queries.Post(rows.initiative, seat=seat)


def _item(rows):
    meeting = queries.meetings_of(_table(rows, "receiving")).get()
    actions.send_item(meeting, _table(rows, "sending"), actions.Sent("New"), by=rows.by)


def _tension(rows):
    to, table = _table(rows, "receiving"), _table(rows, "sending")
    actions.send_tension(to, table, "New", now=timezone.now(), by=rows.by)


def _object(rows):
    decision = _table(rows, "receiving").decisions.get()
    table = _table(rows, "sending")
    actions.object_for_table(decision, table, reason="No.", now=timezone.now(), by=rows.by)


DEEDS = {
    "tables.write_card": lambda rows: actions.write_card(
        _post(rows), {"term": "New"}, version=1, by=rows.by
    ),
    "tables.take_handover_pack": lambda rows: actions.take_handover_pack(_post(rows), by=rows.by),
    "tables._spoke_for": lambda rows: sending._spoke_for(
        _table(rows, "sending"), _table(rows, "receiving"), by=rows.by
    ),
    "tables._bring": _item,
    "tables._raise": _tension,
    "tables._object": _object,
}
