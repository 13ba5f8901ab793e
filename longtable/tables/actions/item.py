"""Bring items to an agenda, put them in order, park them, and take them off."""

import datetime as dt
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.record.acting import Refusal, action, save_if_unchanged
from longtable.tables import permissions, queries
from longtable.tables.models import Item, Meeting, ParkedItem, Purpose, Seat, Series
from longtable.tables.sources import Proposal, proposals_for

ITEM_FIELDS = {
    *("title", "purpose", "question", "originator", "originator_name", "planned_minutes"),
    *("activity", "source"),
}
CHANGEABLE = ITEM_FIELDS - {"source"}


@action("brought")
def add_item(meeting: Meeting, said: dict[str, Any], *, by: Person) -> Item:
    """Put an item at the end of the agenda: why it is there, who brings it, how long it takes."""
    permissions.may_bring(meeting.table, by=by)
    return _added(meeting, said, by=by)


@action("took in what is due for")
def take_in(meeting: Meeting, wanted: set[str] | None, *, today: dt.date, by: Person) -> Meeting:
    """Put what is due on the agenda: the proposals of these sources, or all of them (None)."""
    permissions.may_run(meeting.table, by=by)
    _open_agenda(meeting)
    due = [
        one for one in proposals_for(meeting, today=today) if wanted is None or one.source in wanted
    ]
    if not due:
        raise Refusal(_("This is on the agenda already, or no longer due."))
    for proposal in due:
        _taken_in(meeting, proposal, by=by)
    return meeting


@action("changed")
def change_item(item: Item, changes: dict[str, Any], *, version: int, by: Person) -> Item:
    """Save what an item is about."""
    permissions.may_run(item.meeting.table, by=by)
    if unknown := changes.keys() - CHANGEABLE:
        raise ValueError(f"not to be changed: {sorted(unknown)}")
    _open_agenda(item.meeting)
    _check_seat(item.meeting, changes.get("originator"))
    save_if_unchanged(item, changes, version=version)
    return item


@action("reordered")
def move_item(item: Item, *, earlier: bool, by: Person) -> Item:
    """Change places with the item before, or with the one after it."""
    permissions.may_run(item.meeting.table, by=by)
    _open_agenda(item.meeting)
    order = [one.pk for one in queries.agenda_of(item.meeting)]
    if item.pk not in order:
        raise Refusal(_("This item is no longer on the agenda."))
    here = order.index(item.pk)
    there = here - 1 if earlier else here + 1
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
    for position, pk in enumerate(order):
        item.meeting.items.filter(pk=pk).update(position=position)
    item.refresh_from_db()
    return item


@action("removed")
def remove_item(item: Item, *, now: dt.datetime, by: Person) -> Item:
    """Take an item off the agenda. It stays in the record."""
    permissions.may_run(item.meeting.table, by=by)
    _open_agenda(item.meeting)
    save_if_unchanged(item, {"removed": now}, version=item.version)
    return item


@action("parked")
def park(
    series: Series, title: str, *, now: dt.datetime, by: Person, meeting: Meeting | None = None
) -> ParkedItem:
    """Put something into the parking lot of a series."""
    permissions.may_bring(series.table, by=by)
    if not title.strip():
        raise Refusal(_("Say what is to be parked."))
    if meeting is not None and meeting.series_id != series.pk:
        raise ValueError("a meeting of another series")
    return ParkedItem.objects.create(
        series=series, title=title.strip(), meeting=meeting, by=by, parked=now
    )


@action("parked")
def park_item(item: Item, *, now: dt.datetime, by: Person) -> ParkedItem:
    """Move an item from the agenda to the parking lot."""
    permissions.may_run(item.meeting.table, by=by)
    if item.outcome != Item.Outcome.OPEN:
        raise Refusal(_("This item was dealt with already."))
    save_if_unchanged(item, {"outcome": Item.Outcome.PARKED}, version=item.version)
    meeting = item.meeting
    return ParkedItem.objects.create(
        series=meeting.series, title=item.title, meeting=meeting, by=by, parked=now
    )


@action("took up")
def take_up(parked: ParkedItem, meeting: Meeting, *, by: Person) -> Item:
    """Take something out of the parking lot and put it on an agenda of the same series."""
    permissions.may_run(meeting.table, by=by)
    if meeting.series_id != parked.series_id:
        raise Refusal(_("Choose a meeting of the same series."))
    _waiting(parked)
    item = _added(meeting, {"title": parked.title, "purpose": Purpose.COORDINATE}, by=by)
    save_if_unchanged(parked, {"taken_up": item}, version=parked.version)
    return item


@action("let go")
def let_go(parked: ParkedItem, *, now: dt.datetime, by: Person) -> ParkedItem:
    """Let go of something in the parking lot. It stays in the record."""
    permissions.may_run(parked.series.table, by=by)
    _waiting(parked)
    save_if_unchanged(parked, {"let_go": now}, version=parked.version)
    return parked


def _taken_in(meeting: Meeting, proposal: Proposal, *, by: Person) -> None:
    carried, parked = proposal.carried, proposal.parked
    said = {
        "title": proposal.title,
        "purpose": proposal.purpose,
        "question": proposal.question,
        "planned_minutes": proposal.minutes,
        "activity": proposal.activity,
        "source": proposal.source,
    }
    if carried:
        said |= {
            "originator": carried.originator,
            "originator_name": carried.originator_name,
        }
    item = _added(meeting, said, by=by)
    if carried:
        Item.objects.filter(pk=item.pk).update(carried_from=carried)
    if parked:
        save_if_unchanged(parked, {"taken_up": item}, version=parked.version)


def _added(meeting: Meeting, said: dict[str, Any], *, by: Person) -> Item:
    if unknown := said.keys() - ITEM_FIELDS:
        raise ValueError(f"no fields of an item: {sorted(unknown)}")
    _open_agenda(meeting)
    _check_seat(meeting, said.get("originator"))
    said = {**said, "title": said["title"].strip()}
    if not said["title"]:
        raise Refusal(_("Give the item a title."))
    if not said.get("originator") and not said.get("originator_name"):
        said["originator"] = (
            queries.seats_at(meeting.table)
            .filter(holdings__person=by, holdings__until=None)
            .first()
        )
        said["originator_name"] = "" if said["originator"] else str(by)
    last = meeting.items.aggregate(last=Max("position"))["last"]
    return Item.objects.create(meeting=meeting, position=0 if last is None else last + 1, **said)


def _open_agenda(meeting: Meeting) -> None:
    if meeting.state not in {Meeting.State.PLANNED, Meeting.State.LIVE}:
        raise Refusal(_("This meeting is over: its agenda stays as it is."))


def _check_seat(meeting: Meeting, seat: Seat | None) -> None:
    if seat is not None and seat.table_id != meeting.series.table_id:
        raise Refusal(_("Choose a seat of this table."))


def _waiting(parked: ParkedItem) -> None:
    if parked.taken_up_id or parked.let_go:
        raise Refusal(_("This was taken out of the parking lot already."))
