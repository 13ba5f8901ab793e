"""What each kind of tap does: one function a kind, named in `TAKERS`."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from longtable.record.acting import Refusal
from longtable.tables import live, sources
from longtable.tables.actions.decision import prepare_decision
from longtable.tables.actions.item import park
from longtable.tables.actions.people import Raised, raise_tension
from longtable.tables.models import (
    Attendance,
    Item,
    Meeting,
    ParkedItem,
    Seat,
    Tap,
    Tension,
    TurnSummary,
)

LONGEST_TEXT = 1000


def _begin(tap: Tap, now: dt.datetime) -> None:
    if tap.meeting.state == Meeting.State.PLANNED:
        tap.meeting.state = Meeting.State.LIVE
        tap.meeting.opened = tap.at
        _save(tap.meeting, "state", "opened")


def _close(tap: Tap, now: dt.datetime) -> None:
    meeting = tap.meeting
    if meeting.state == Meeting.State.CLOSED:
        return
    meeting.state = Meeting.State.CLOSED
    meeting.opened = meeting.opened or tap.at
    meeting.closed = tap.at
    _save(meeting, "state", "opened", "closed")


def _save(meeting: Meeting, *fields: str) -> None:
    """Save what a tap says of a meeting, as a new version: who edits it meanwhile is told."""
    meeting.version += 1
    meeting.save(update_fields=[*fields, "version"])


def _attend(tap: Tap, now: dt.datetime) -> None:
    _seat(tap)
    if tap.content.get("who") not in Attendance.Who.values:
        raise Refusal(_("Say whether the holder, the alternate or nobody is here."))


def _turn(tap: Tap, now: dt.datetime) -> None:
    _seat(tap)
    if not tap.meeting.table.counts_turns:
        raise Refusal(_("Turns are not counted at this table."))
    if TurnSummary.objects.filter(meeting=tap.meeting).exists():
        raise Refusal(_("The turns of this meeting are counted up already. This one is left out."))


def _item_now(tap: Tap, now: dt.datetime) -> None:
    if tap.content.get("item"):
        _item(tap)


def _outcome(tap: Tap, now: dt.datetime) -> None:
    _item(tap)
    if tap.content.get("outcome") not in Item.Outcome.values:
        raise Refusal(_("Say what came of the item."))


def _decide(tap: Tap, now: dt.datetime) -> None:
    said = {
        "question": _text(tap)[:300],
        "text": _text(tap),
        "method": tap.meeting.table.method,
        "meeting": tap.meeting,
        "item": _item(tap) if tap.content.get("item") else None,
    }
    tap.content["made"] = prepare_decision(tap.meeting.table, said, by=tap.by).pk


def _promise(tap: Tap, now: dt.datetime) -> None:
    try:
        due = dt.date.fromisoformat(str(tap.content.get("due")))
    except ValueError as error:
        raise Refusal(_("Say by when it is promised.")) from error
    owner = str(tap.content.get("owner") or f"table/{tap.meeting.table.pk}")
    spoken = sources.Spoken(tap.meeting, _text(tap), owner, due, tap.key)
    tap.content["made"] = sources.take_promise(spoken, now=now, by=tap.by).pk


def _tension(tap: Tap, now: dt.datetime) -> None:
    seat = _seat(tap) if tap.content.get("seat") else None
    raised = Raised(_text(tap), seat, meeting=tap.meeting)
    made = raise_tension(tap.meeting.table, raised, now=tap.at, by=tap.by)
    tap.content["made"] = made.pk


def _park(tap: Tap, now: dt.datetime) -> None:
    meeting = tap.meeting
    made = park(meeting.series, _text(tap)[:300], now=tap.at, by=tap.by, meeting=meeting)
    tap.content["made"] = made.pk


def _answer(tap: Tap, now: dt.datetime) -> None:
    found = tap.meeting.messages.filter(pk=_number(tap, "message"))
    if not found.update(answered=tap.at):
        raise Refusal(_("This message is not of this meeting."))


def _undo(tap: Tap, now: dt.datetime) -> None:
    target = _tap_to_undo(tap)
    if target.what not in live.TAKEN_BACK:
        raise Refusal(_("Open its page to change it or to take it back."))
    if target.what == "tension":
        Tension.objects.filter(pk=target.content.get("made"), settled=None).delete()
    if target.what == "park":
        ParkedItem.objects.filter(pk=target.content.get("made")).update(let_go=tap.at)
    target.undone = True
    target.save(update_fields=["undone"])


def _tap_to_undo(tap: Tap) -> Tap:
    try:
        key = UUID(str(tap.content.get("target")))
    except ValueError as error:
        raise Refusal(_("This was not tapped in this meeting.")) from error
    found = Tap.objects.filter(meeting=tap.meeting, key=key).exclude(what="undo").first()
    if found is None:
        raise Refusal(_("This was not tapped in this meeting."))
    return found


TAKERS: dict[str, Callable[[Tap, dt.datetime], None]] = {
    "begin": _begin,
    "close": _close,
    "attend": _attend,
    "turn": _turn,
    "item": _item_now,
    "outcome": _outcome,
    "decision": _decide,
    "promise": _promise,
    "tension": _tension,
    "park": _park,
    "answer": _answer,
    "undo": _undo,
}


def readable(content: dict[str, Any]) -> dict[str, Any]:
    """Return what a tap says as it is kept: short texts without signs that no database takes."""
    return {
        name[:20]: value.replace("\x00", "")[:LONGEST_TEXT] if isinstance(value, str) else value
        for name, value in list(content.items())[:20]
        if value is None or isinstance(value, str | int | bool)
    }


def taker(what: str) -> Callable[[Tap, dt.datetime], None]:
    """Return what a kind of tap does."""
    found = TAKERS.get(what)
    if found is None:
        raise Refusal(_("This page is older than the program. Load it again."))
    return found


def settle(meeting: Meeting, tap: Tap) -> None:
    """Bring what the last of several taps decides to what all taps together say."""
    changed = _tap_to_undo(tap) if tap.what == "undo" else tap
    if changed.what == "attend":
        _settle_seat(meeting, changed.content["seat"])
    if tap.what == "undo" and changed.what == "outcome":
        _open_again(meeting, changed.content["item"])
    if changed.what in {"outcome", "item", "close", "begin"}:
        _settle_items(meeting, tap.at)


def _settle_seat(meeting: Meeting, seat: Any) -> None:
    taps = live.in_order(meeting.taps.filter(what="attend", content__seat=seat), "attend")
    if not taps:
        Attendance.objects.filter(meeting=meeting, seat=seat).delete()
        return
    said = taps[-1].content
    Attendance.objects.update_or_create(
        meeting=meeting,
        seat_id=int(seat),
        defaults={"who": said["who"], "is_remote": bool(said.get("remote"))},
    )


def _open_again(meeting: Meeting, item: int) -> None:
    """Take back what came of an item; what earlier taps said of it is settled afterwards."""
    meeting.items.filter(pk=item).update(outcome=Item.Outcome.OPEN, version=F("version") + 1)


def _settle_items(meeting: Meeting, until: dt.datetime) -> None:
    taps = list(meeting.taps.filter(what__in=["item", "outcome", "close"]))
    used = live.clock(taps, now=max([until, *(tap.at for tap in taps)])).used
    said = {int(tap.content["item"]): tap for tap in live.in_order(taps, "outcome")}
    for item in meeting.items.filter(removed=None):
        item.used_seconds = used.get(item.pk, 0)
        outcome = said[item.pk].content["outcome"] if item.pk in said else item.outcome
        if outcome != item.outcome:
            item.outcome, item.version = outcome, item.version + 1
            item.carried_to.filter(outcome=Item.Outcome.OPEN, removed=None).update(removed=until)
        item.save(update_fields=["used_seconds", "outcome", "version"])


def _number(tap: Tap, name: str) -> int:
    try:
        return int(tap.content.get(name) or 0)
    except (TypeError, ValueError):
        return 0


def _seat(tap: Tap) -> Seat:
    found = Seat.objects.filter(pk=_number(tap, "seat"), table=tap.meeting.table).first()
    if found is None:
        raise Refusal(_("This seat is not at this table."))
    tap.content["seat"] = found.pk
    return found


def _item(tap: Tap) -> Item:
    found = Item.objects.filter(pk=_number(tap, "item"), meeting=tap.meeting).first()
    if found is None:
        raise Refusal(_("This item is not on the agenda of this meeting."))
    tap.content["item"] = found.pk
    return found


def _text(tap: Tap) -> str:
    text = str(tap.content.get("text") or "").strip()[:LONGEST_TEXT]
    if not text:
        raise Refusal(_("Write a few words first."))
    return text
