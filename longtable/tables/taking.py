"""What each kind of tap does: one function a kind, named in `TAKERS`."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from longtable.record.acting import Refusal
from longtable.tables import live, sources
from longtable.tables.models import (
    Attendance,
    Decision,
    Item,
    Meeting,
    ParkedItem,
    Seat,
    Tap,
    Tension,
    TurnSummary,
)

LONGEST_TEXT = 1000
KEPT_BY_THEMSELVES = {"decision", "promise"}  # what has a page of its own, where it is changed


def _begin(tap: Tap, now: dt.datetime) -> None:
    if tap.meeting.state == Meeting.State.PLANNED:
        tap.meeting.state = Meeting.State.LIVE
        tap.meeting.opened = tap.at
        tap.meeting.save(update_fields=["state", "opened"])


def _close(tap: Tap, now: dt.datetime) -> None:
    meeting = tap.meeting
    if meeting.state == Meeting.State.CLOSED:
        return
    meeting.state = Meeting.State.CLOSED
    meeting.opened = meeting.opened or tap.at
    meeting.closed = tap.at
    meeting.save(update_fields=["state", "opened", "closed"])


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


def _note(tap: Tap, now: dt.datetime) -> None:
    item = _item(tap)
    item.note = f"{item.note}\n{_text(tap)}".strip()
    item.save(update_fields=["note"])


def _decide(tap: Tap, now: dt.datetime) -> None:
    table = tap.meeting.table
    item = _item(tap) if tap.content.get("item") else None
    last = Decision.objects.select_for_update().filter(table=table).order_by("-number").first()
    made = Decision.objects.create(
        table=table,
        number=last.number + 1 if last else 1,
        meeting=tap.meeting,
        item=item,
        question=_text(tap)[:300],
        text=_text(tap),
        method=table.method,
        illustrative=tap.meeting.illustrative,
    )
    tap.content["made"] = made.pk


def _promise(tap: Tap, now: dt.datetime) -> None:
    try:
        due = dt.date.fromisoformat(str(tap.content.get("due")))
    except ValueError as error:
        raise Refusal(_("Say by when it is promised.")) from error
    owner = str(tap.content.get("owner") or f"table/{tap.meeting.table.pk}")
    spoken = sources.Spoken(tap.meeting, _text(tap), owner, due, tap.key)
    tap.content["made"] = sources.take_promise(spoken, now=now, by=tap.by).pk


def _tension(tap: Tap, now: dt.datetime) -> None:
    made = Tension.objects.create(
        table=tap.meeting.table,
        meeting=tap.meeting,
        text=_text(tap),
        raised_by=_seat(tap) if tap.content.get("seat") else None,
        opened=tap.at,
    )
    tap.content["made"] = made.pk


def _park(tap: Tap, now: dt.datetime) -> None:
    made = ParkedItem.objects.create(
        series=tap.meeting.series,
        meeting=tap.meeting,
        title=_text(tap)[:300],
        by=tap.by,
        parked=tap.at,
    )
    tap.content["made"] = made.pk


def _answer(tap: Tap, now: dt.datetime) -> None:
    found = tap.meeting.messages.filter(pk=_number(tap, "message"))
    if not found.update(answered=tap.at):
        raise Refusal(_("This message is not of this meeting."))


def _undo(tap: Tap, now: dt.datetime) -> None:
    target = _tap_to_undo(tap)
    if target.what in KEPT_BY_THEMSELVES:
        raise Refusal(_("Open its page to change it or to take it back."))
    if target.what == "tension":
        Tension.objects.filter(pk=target.content.get("made"), settled=None).delete()
    if target.what == "park":
        ParkedItem.objects.filter(pk=target.content.get("made")).update(let_go=tap.at)
    target.undone = True
    target.save(update_fields=["undone"])


def _tap_to_undo(tap: Tap) -> Tap:
    try:
        key = UUID(str(tap.content.get("key")))
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
    "note": _note,
    "decision": _decide,
    "promise": _promise,
    "tension": _tension,
    "park": _park,
    "answer": _answer,
    "undo": _undo,
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


def _settle_items(meeting: Meeting, until: dt.datetime) -> None:
    taps = list(meeting.taps.filter(what__in=["item", "outcome", "close"]))
    used = live.clock(taps, now=max([until, *(tap.at for tap in taps)])).used
    said = {int(tap.content["item"]): tap for tap in live.in_order(taps, "outcome")}
    for item in meeting.items.filter(removed=None):
        changes: dict[str, Any] = {"used_seconds": used.get(item.pk, 0)}
        if item.pk in said:
            changes["outcome"] = said[item.pk].content["outcome"]
        Item.objects.filter(pk=item.pk).update(**changes)


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
