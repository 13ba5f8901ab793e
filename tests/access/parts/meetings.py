"""Meetings of a table, for the matrix and the tries of actions."""

import datetime as dt

from longtable.tables import actions
from longtable.tables.models import (
    FollowUp,
    Item,
    Meeting,
    Minutes,
    ParkedItem,
    PrivateNote,
    Series,
    Tension,
)
from tests.factories import (
    AccessRequestFactory,
    FollowUpFactory,
    HoldingFactory,
    ItemFactory,
    MeetingFactory,
    MinutesFactory,
    ParkedItemFactory,
    PrivateNoteFactory,
    SeatFactory,
    SeriesFactory,
    TableFactory,
    TensionFactory,
)

TODAY = dt.date(2099, 3, 2)
NOW = dt.datetime(2099, 3, 2, 12, tzinfo=dt.UTC)
OUT = dt.date(2099, 2, 10)
DAY = dt.date(2099, 3, 10)


def things(initiative, people):
    table = TableFactory(initiative=initiative, slug="tried-meetings")
    series = SeriesFactory(table=table)
    meeting = MeetingFactory(series=series, day=DAY)
    item = ItemFactory(meeting=meeting)
    parked = ParkedItemFactory(series=series)
    one = {"table": table.slug}
    when = {**one, "day": DAY}
    found = {
        "tables:meetings": one,
        "tables:calendar_feed": {"code": "1.guessed"},
        "tables:table_feed": {**one, "code": "1.guessed"},
        "tables:new_series": one,
        "tables:parked": {**one, "pk": parked.pk},
        "tables:item": {**when, "pk": item.pk},
        "tables:item_do": {**when, "pk": item.pk},
    }
    for name in ("series", "plan_meetings", "end_series", "park"):
        found[f"tables:{name}"] = {**one, "pk": series.pk}
    for name in (
        "meeting",
        "change_meeting",
        "move_meeting",
        "call_off_meeting",
        "invite_to_meeting",
        "take_in",
        "access",
    ):
        found[f"tables:{name}"] = when
    _over(series, OUT, found)
    tension = TensionFactory(table=table)
    note = PrivateNoteFactory(initiative=initiative, facilitator=people["facilitator"])
    PrivateNote.objects.filter(pk=note.pk).update(expires=NOW)
    need = AccessRequestFactory(meeting=meeting)
    found["tables:delivered"] = {**when, "pk": need.pk}
    found["tables:tensions"] = one
    found["tables:tension"] = {**one, "pk": tension.pk}
    found["tables:finish_note"] = {"pk": note.pk}
    return found


def _over(series, day, found):
    """Add a meeting that is over, with a note, and minutes that anyone may read."""
    meeting = MeetingFactory(series=series, day=day, state="closed", is_open=True)
    MinutesFactory(meeting=meeting, state="approved")
    FollowUpFactory(meeting=meeting)
    when = {"table": series.table.slug, "day": day}
    for name in ("after", "write_after", "minutes", "minutes_pdf", "edit_minutes"):
        found[f"tables:{name}"] = when
    found["tables:edit_note"] = {**when, "language": "en"}


LEFT_OUT_POST = {"tables:finish_note"}


def _meeting(rows):
    return Meeting.objects.get(series__table__initiative=rows.initiative, day=DAY)


def _series(rows):
    return Series.objects.get(table__initiative=rows.initiative, table__slug="tried-meetings")


def _item(rows):
    return Item.objects.get(pk=rows.world.parts("tables:item")["pk"])


def _parked(rows):
    return ParkedItem.objects.get(pk=rows.world.parts("tables:parked")["pk"])


def _invite(rows):
    HoldingFactory(seat__table=_meeting(rows).table, person=rows.reader.person)
    actions.invite_to_meeting(_meeting(rows), now=NOW, by=rows.by)


def _minutes(rows, state="draft"):
    found = Minutes.objects.get(meeting__series=_series(rows))
    Minutes.objects.filter(pk=found.pk).update(state=state)
    found.refresh_from_db()
    return found


def _make_minutes(rows):
    meeting = MeetingFactory(series=_series(rows), day=dt.date(2099, 2, 3), state="closed")
    actions.make_minutes(meeting, language="en", by=rows.by)


def _answer_minutes(rows):
    seat = SeatFactory(table=_series(rows).table)
    HoldingFactory(seat=seat, person=rows.reader.person)
    minutes = _minutes(rows, "out")
    actions.answer_minutes(minutes, seat, correction="", now=NOW, by=rows.by)


def _note(rows):
    return FollowUp.objects.get(meeting__series=_series(rows))


def _tension(rows):
    return Tension.objects.get(pk=rows.world.parts("tables:tension")["pk"])


def _raise(rows):
    raised = actions.Raised("New", door=Tension.Door.FACILITATOR)
    actions.raise_tension(_series(rows).table, raised, now=NOW, by=rows.by)


def _confirm(rows):
    seat = SeatFactory(table=_series(rows).table)
    HoldingFactory(seat=seat, person=rows.reader.person)
    actions.confirm_tension(_tension(rows), seat, version=1, by=rows.by)


def _settle(rows):
    said = {"learned": False, "now": NOW, "version": 1}
    actions.settle_tension(_tension(rows), "New", **said, by=rows.by)


def _finish(rows):
    note = PrivateNote.objects.get(pk=rows.world.parts("tables:finish_note")["pk"])
    actions.finish_note(note, by=rows.by)


LATER = actions.When(dt.date(2099, 4, 1), dt.time(18), "America/Chicago", 60)
DEEDS = {
    "tables.plan_series": lambda r: actions.plan_series(
        _series(r).table, {"name": "New", "starts": dt.time(9)}, by=r.by
    ),
    "tables.change_series": lambda r: actions.change_series(
        _series(r), {"name": "New"}, version=1, by=r.by
    ),
    "tables.end_series": lambda r: actions.end_series(
        _series(r), today=dt.date(2100, 1, 1), by=r.by
    ),
    "tables.plan_meetings": lambda r: actions.plan_meetings(
        _series(r), [LATER.day], today=TODAY, by=r.by
    ),
    "tables.change_meeting": lambda r: actions.change_meeting(
        _meeting(r), {"place": "New"}, now=NOW, version=1, by=r.by
    ),
    "tables.move_meeting": lambda r: actions.move_meeting(
        _meeting(r), LATER, reason="New", now=NOW, version=1, by=r.by
    ),
    "tables.call_off_meeting": lambda r: actions.call_off_meeting(
        _meeting(r), reason="New", now=NOW, version=1, by=r.by
    ),
    "tables._close": lambda r: actions.close_meeting(_meeting(r), now=NOW, by=r.by),
    "tables.add_item": lambda r: actions.add_item(
        _meeting(r), {"title": "New", "purpose": "learn"}, by=r.by
    ),
    "tables.change_item": lambda r: actions.change_item(
        _item(r), {"title": "New"}, version=1, by=r.by
    ),
    "tables.move_item": lambda r: actions.move_item(_item(r), earlier=True, by=r.by),
    "tables.remove_item": lambda r: actions.remove_item(_item(r), now=NOW, by=r.by),
    "tables.park": lambda r: actions.park(_series(r), "New", now=NOW, by=r.by),
    "tables.park_item": lambda r: actions.park_item(_item(r), now=NOW, by=r.by),
    "tables.take_up": lambda r: actions.take_up(_parked(r), _meeting(r), by=r.by),
    "tables.make_minutes": _make_minutes,
    "tables.answer_minutes": _answer_minutes,
    "tables.change_minutes": lambda r: actions.change_minutes(
        _minutes(r), "New", version=1, by=r.by
    ),
    "tables.send_out_minutes": lambda r: actions.send_out_minutes(
        _minutes(r), now=NOW, version=1, by=r.by
    ),
    "tables.make_notes": lambda r: actions.make_notes(_note(r).meeting, now=NOW, by=r.by),
    "tables.change_note": lambda r: actions.change_note(_note(r), "New", version=1, by=r.by),
    "tables.send_note": lambda r: actions.send_note(_note(r), now=NOW, version=1, by=r.by),
    "tables.ask_for": lambda r: actions.ask_for(
        _meeting(r), actions.Need("food"), now=NOW, by=r.by
    ),
    "tables.bring_material": lambda r: actions.bring_material(
        _meeting(r), actions.Reading("New", "en", "New"), now=NOW, by=r.by
    ),
    "tables.say_if_delivered": lambda r: actions.say_if_delivered(
        _meeting(r).access_requests.get(), was_there=True, cause="", version=1, by=r.by
    ),
    "tables.raise_tension": _raise,
    "tables.confirm_tension": _confirm,
    "tables.settle_tension": _settle,
    "tables.keep_note": lambda r: actions.keep_note(
        r.initiative, actions.Private("call", "New"), now=NOW, by=r.by
    ),
    "tables.finish_note": _finish,
    "tables.take_in": lambda r: actions.take_in(_meeting(r), None, today=TODAY, by=r.by),
    "tables.invite_to_meeting": _invite,
    "tables.renew_calendar_link": lambda r: actions.renew_calendar_link(r.initiative, by=r.by),
    "tables.let_go": lambda r: actions.let_go(_parked(r), now=NOW, by=r.by),
}
