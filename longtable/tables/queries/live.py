"""A meeting as it stands now, for the cockpit, the room and those far away."""

import datetime as dt
from dataclasses import dataclass

from longtable.tables import live
from longtable.tables.models import Attendance, Item, Meeting, Message, Seat
from longtable.tables.queries.table import holders, seats_at


@dataclass(frozen=True, slots=True)
class SeatNow:
    """A seat in the room: who is in it now, and whether they have been heard.

    `who` is an `Attendance.Who`, or "" while it is not yet said.
    """

    pk: int
    seat: Seat
    name: str
    alternate: str
    who: str
    remote: bool
    heard: bool

    @property
    def is_here(self) -> bool:
        """Whether somebody sits there, in the room or far away."""
        return self.who in {Attendance.Who.PRINCIPAL, Attendance.Who.ALTERNATE}


@dataclass(frozen=True, slots=True)
class ItemNow:
    """An item of the agenda and the seconds that it has used so far."""

    item: Item
    used: int
    is_now: bool


@dataclass(frozen=True, slots=True)
class RoomNow:
    """All that the cockpit shows. `taps` is the number of taps it is made of: it only grows.

    `captured` has (key, what, text); `last` is the key of the tap that can be taken back now.
    """

    meeting: Meeting
    taps: int
    items: list[ItemNow]
    seats: list[SeatNow]
    captured: list[tuple[str, str, str]]
    messages: list[Message]
    last: str

    @property
    def now(self) -> ItemNow | None:
        """Return the item that the meeting is at."""
        return next((one for one in self.items if one.is_now), None)

    @property
    def is_unsaid(self) -> bool:
        """Whether it is not yet said of every seat who is in it."""
        return any(not one.who for one in self.seats)

    @property
    def unheard(self) -> list[SeatNow]:
        """Return who is here and has not been heard."""
        return [one for one in self.seats if one.is_here and not one.heard]


def meeting_by_code(code: str) -> Meeting | None:
    """Return the meeting that the code of a link opens."""
    found = Meeting.objects.filter(code=code).select_related("series__table__initiative")
    return found.first()


def room_now(meeting: Meeting, *, now: dt.datetime) -> RoomNow:
    """Return a meeting as its taps tell it until now."""
    taps = list(meeting.taps.all())
    last = live.last_to_take_back(taps)
    clock, heard = live.clock(taps, now=now), live.turns(taps)
    said = {one.seat_id: one for one in meeting.attendances.all()}
    items, seats = meeting.items.filter(removed=None), seats_at(meeting.table)
    return RoomNow(
        meeting=meeting,
        taps=sum(tap.what != "phone" for tap in taps),
        items=[ItemNow(one, clock.used.get(one.pk, 0), one.pk == clock.item) for one in items],
        seats=[_seat(one, said.get(one.pk), heard.get(one.pk, 0)) for one in seats],
        captured=[
            (str(tap.key), tap.what, str(tap.content.get("text", "")))
            for tap in live.in_order(taps, "decision", "promise", "tension", "park")
        ],
        last=str(last.key) if last else "",
        messages=list(meeting.messages.filter(answered=None).order_by("came")[:200]),
    )


def _seat(seat: Seat, said: Attendance | None, turns: int) -> SeatNow:
    held = holders(seat)
    principal, alternate = held.get("principal"), held.get("alternate")
    return SeatNow(
        pk=seat.pk,
        seat=seat,
        name=principal.name if principal else "",
        alternate=alternate.name if alternate else "",
        who=said.who if said else "",
        remote=bool(said and said.is_remote),
        heard=turns > 0,
    )
