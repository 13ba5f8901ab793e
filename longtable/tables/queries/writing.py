"""What is written after a meeting, and how it is told apart into headings, lists and lines."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from longtable.accounts.models import Person
from longtable.tables.models import FollowUp, Meeting, Minutes, MinutesApproval, Seat, Table
from longtable.tables.queries.table import runs_table, seats_at


@dataclass(slots=True)
class Block:
    """A heading, a list, or a paragraph of a written text."""

    kind: str
    text: str = ""
    lines: list[str] = field(default_factory=list)


def writes_minutes(person: Person, meeting: Meeting) -> bool:
    """Whether the minutes of a meeting wait for somebody: the table's facilitator, if it has one.

    Where it has none, they wait for whoever runs the table.
    """
    table = meeting.table
    return table.facilitator_id in (None, person.pk) and runs_table(person, table)


def without_minutes(tables: Iterable[Table], *, since: dt.date, until: dt.date) -> list[Meeting]:
    """Return the meetings of those days that are over and whose minutes are not out."""
    out = [Minutes.State.OUT, Minutes.State.APPROVED]
    held = Meeting.objects.filter(
        series__table__in=tables, state=Meeting.State.CLOSED, day__range=(since, until)
    ).exclude(written__state__in=out)
    return list(held.select_related("series__table__initiative").order_by("day", "pk"))


def minutes_of(meeting: Meeting) -> Minutes | None:
    """Return the minutes of a meeting, if somebody began them."""
    return Minutes.objects.filter(meeting=meeting).first()


def minutes_for(meeting: Meeting, *, person: Person, is_member: bool) -> Minutes | None:
    """Return the minutes as somebody may read them.

    Drafts are for who runs the table; what is out, for members; what is approved of a meeting
    to which anyone may come, for everybody.
    """
    found = minutes_of(meeting)
    if found is None or runs_table(person, meeting.table):
        return found
    if is_member and found.state != Minutes.State.DRAFT:
        return found
    is_open = meeting.is_open and not meeting.table.is_closed
    return found if is_open and found.state == Minutes.State.APPROVED else None


def approvals_of(minutes: Minutes) -> QuerySet[MinutesApproval]:
    """Return what the seats said of the minutes."""
    return minutes.approvals.select_related("seat").order_by("seat__number")


def approvals_needed(minutes: Minutes) -> int:
    """Return how many seats must approve: more than half of those that somebody holds."""
    return len(_held(minutes.meeting)) // 2 + 1


def notes_of(meeting: Meeting) -> QuerySet[FollowUp]:
    """Return the follow-up notes of a meeting, one a language."""
    return meeting.follow_ups.order_by("language")


def blocks(text: str) -> list[Block]:
    """Return the parts of a text: lines that begin with `#` are headings, those with `-` a list."""
    found: list[Block] = []
    for line in text.splitlines():
        said = line.strip()
        if said.startswith("#"):
            found.append(Block("heading", said.lstrip("# ")))
        elif said.startswith("- "):
            if not found or found[-1].kind != "list":
                found.append(Block("list"))
            found[-1].lines.append(said[2:])
        elif said:
            found.append(Block("paragraph", said))
    return found


def _held(meeting: Meeting) -> list[Seat]:
    seats = seats_at(meeting.table)
    return [seat for seat in seats if any(h.until is None for h in seat.holdings.all())]
