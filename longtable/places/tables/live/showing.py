"""What the whole room may see: the item, the question, the rule, the number. Nothing on people."""

from dataclasses import dataclass

from longtable.measures import queries as measures
from longtable.measures.models import Release
from longtable.numbers import queries as numbers
from longtable.tables.models import Decision, Meeting
from longtable.tables.queries import RoomNow


@dataclass(frozen=True, slots=True)
class Showing:
    """The item that the meeting is at, as a large screen shows it."""

    title: str
    purpose: str
    question: str
    rule: str
    number: numbers.Number | None
    number_name: str
    planned: int
    used: int


def showing(room: RoomNow) -> Showing | None:
    """Return what is shown now; None between items."""
    if room.now is None:
        return None
    item = room.now.item
    release = _release(room.meeting, item.source)
    decision = item.decisions.filter(state=Decision.State.OPEN).first()
    return Showing(
        title=item.title,
        purpose=str(item.get_purpose_display()),
        question=decision.question if decision else item.question,
        rule=str(decision.rule.get("sentence", "")) if decision else "",
        number=_number(release) if release else None,
        number_name=str(release.definition) if release else "",
        planned=item.planned_minutes,
        used=room.now.used // 60,
    )


def _release(meeting: Meeting, source: str) -> Release | None:
    """Return the public release that an item is about (`measures.release/7`)."""
    kind, _, number = source.partition("/")
    if kind != "measures.release" or not number.isdigit():
        return None
    current = measures.current_releases(meeting.table.initiative)
    return next((one for one in current if one.pk == int(number)), None)


def _number(release: Release) -> numbers.Number | None:
    place = release.definition.headline_place
    line = numbers.ordered(measures.series(release, place=place)) if place else []
    return numbers.number_of(line[-1], release, label=line[-1].period) if line else None
