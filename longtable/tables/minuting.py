"""Minutes and follow-up notes, made from the record: our frame around people's own words."""

from django.utils import formats, translation
from django.utils.translation import gettext as _

from longtable.tables import queries
from longtable.tables.models import Attendance, Decision, Item, Meeting
from longtable.tables.sources import promises_of


def minutes_text(meeting: Meeting, *, language: str) -> str:
    """Return the minutes: who was there, the items, what was decided, what was promised."""
    with translation.override(language):
        parts = [
            _head(meeting),
            _section(_("Who was there"), _attendance(meeting)),
            _section(_("What we spoke about"), _items(meeting)),
            _section(_("What was decided"), _decisions(meeting)),
            _section(_("What was promised"), promises_of(meeting)),
            _section(_("Parked"), _parked(meeting)),
        ]
    return "\n\n".join(part for part in parts if part)


def follow_up_text(meeting: Meeting, *, language: str) -> str:
    """Return the note after a meeting, short: decided, promised, open, and the next time."""
    with translation.override(language):
        told = {"table": meeting.table, "day": formats.date_format(meeting.day)}
        carried = _titles(meeting, Item.Outcome.CARRIED)
        parts = [
            _("Thank you for the meeting of %(table)s on %(day)s.") % told,
            _section(_("What was decided"), _decisions(meeting)),
            _section(_("What was promised"), promises_of(meeting)),
            _section(_("Goes on at the next meeting"), carried),
            _section(_("Parked"), _parked(meeting)),
            _next_time(meeting),
            queries.meeting_address(meeting),
        ]
    return "\n\n".join(part for part in parts if part)


def _head(meeting: Meeting) -> str:
    told = {
        "day": formats.date_format(meeting.day),
        "time": formats.time_format(meeting.starts),
        "zone": meeting.zone,
    }
    when = _("%(day)s, %(time)s (%(zone)s)") % told
    return " · ".join(part for part in (when, " ".join(meeting.place.split())) if part)


def _section(title: str, lines: list[str]) -> str:
    listed = "\n".join(f"- {' '.join(line.split())}" for line in lines)
    return f"## {title}\n{listed}" if lines else ""


def _attendance(meeting: Meeting) -> list[str]:
    kept = meeting.attendances.select_related("seat").prefetch_related("seat__holdings")
    return [_present(one) for one in kept.order_by("seat__number")]


def _present(one: Attendance) -> str:
    if one.who == Attendance.Who.NOBODY:
        return _("%(seat)s: nobody") % {"seat": one.seat}
    day = one.meeting.day
    held = [h for h in one.seat.holdings.all() if h.part == one.who and h.since <= day]
    then = [h for h in held if h.until is None or h.until >= day]
    name = (then or held)[-1].name if held else one.get_who_display()
    told = {"seat": one.seat, "name": name}
    if one.is_remote:
        return _("%(seat)s: %(name)s, from far away") % told
    return _("%(seat)s: %(name)s") % told


def _items(meeting: Meeting) -> list[str]:
    lines = []
    for item in queries.agenda_of(meeting):
        told = [f"{item.title} ({item.get_outcome_display()})", item.note]
        lines.append(". ".join(part for part in told if part))
    return lines


def _decisions(meeting: Meeting) -> list[str]:
    closed = meeting.decisions.filter(state=Decision.State.CLOSED).order_by("number")
    return [
        " ".join(p for p in (f"{one.question} {one.get_outcome_display()}.", one.reason) if p)
        for one in closed
    ]


def _parked(meeting: Meeting) -> list[str]:
    return [one.title for one in meeting.parked.order_by("parked", "pk")]


def _titles(meeting: Meeting, outcome: str) -> list[str]:
    return [one.title for one in queries.agenda_of(meeting).filter(outcome=outcome)]


def _next_time(meeting: Meeting) -> str:
    following = queries.next_in_series(meeting.series, after=meeting.day)
    if following is None:
        return ""
    told = {
        "day": formats.date_format(following.day),
        "time": formats.time_format(following.starts),
        "zone": following.zone,
    }
    return _("The next meeting is on %(day)s at %(time)s (%(zone)s).") % told
