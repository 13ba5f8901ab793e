"""Meetings as calendars read them (iCalendar, RFC 5545), and the secret links to them."""

import datetime as dt
import hmac
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import Signer
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative
from longtable.tables.models import CalendarLink, Holding, Meeting, Table
from longtable.tables.queries.meeting import meetings_of
from longtable.tables.queries.rhythm import begins
from longtable.tables.queries.table import sits_at, table_at, tables_visible_to

_PAST = dt.timedelta(days=90)
_OCTETS = 74


def calendar_link_of(person: Person, initiative: Initiative) -> CalendarLink | None:
    """Return the link that somebody made, if they made one."""
    return CalendarLink.objects.filter(person=person, initiative=initiative).first()


def calendar_code(link: CalendarLink) -> str:
    """Return the secret part of a link: it can't be made without the installation's secret."""
    return f"{link.pk}.{Signer(salt='tables.calendar').signature(f'{link.pk}:{link.renewals}')}"


def calendar_link_for(code: str, initiative: Initiative) -> CalendarLink | None:
    """Return the link with this code, while whoever made it belongs to the initiative."""
    number = code.partition(".")[0]
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    found = CalendarLink.objects.filter(pk=int(number), initiative=initiative)
    link = found.select_related("person", "initiative").first()
    if link is None or not hmac.compare_digest(calendar_code(link).encode(), code.encode()):
        return None
    return link if initiatives.membership_of(link.person, initiative) else None


def calendar_meetings(
    person: Person, initiative: Initiative, *, table: str = "", today: dt.date
) -> list[Meeting] | None:
    """Return the meetings of one table, or of all where somebody sits or which they run.

    None where there is no such table for them.
    """
    if table:
        one = table_at(table, initiative, person=person)
        tables = [one] if one else []
    else:
        visible = tables_visible_to(person, initiative)
        tables = [t for t in visible if sits_at(person, t) or t.facilitator_id == person.pk]
    if table and not tables:
        return None
    return [
        meeting for one in tables for meeting in meetings_of(one).filter(day__gte=today - _PAST)
    ]


def invited_to(table: Table) -> list[Holding]:
    """Return who is asked to a table's meetings by mail: holders and alternates with an address."""
    present = Holding.objects.filter(
        seat__table=table, seat__ended=None, until=None, person__is_active=True
    )
    present = present.select_related("person", "seat").order_by("seat__number", "part")
    here = {m.person_id for m in initiatives.people_in(table.initiative)}
    return list({one.person_id: one for one in present if one.person_id in here}.values())


def calendar_text(
    meetings: list[Meeting],
    *,
    now: dt.datetime,
    method: str = "PUBLISH",
    to: str = "",
    where: str = "",
) -> str:
    """Return meetings as one iCalendar text. Times are in UTC, so that no zone can be misread.

    `method` is PUBLISH, REQUEST or CANCEL; `to` is the address of who is asked.
    `where` is the page that every meeting leads to, instead of its own, which members alone see.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Longtable//Meetings//EN"]
    lines += ["CALSCALE:GREGORIAN", f"METHOD:{method}"]
    for meeting in meetings:
        lines += _event(meeting, now=now, to=to, where=where)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def meeting_address(meeting: Meeting) -> str:
    """Return the whole address of a meeting's page."""
    table = meeting.table
    return f"{settings.ADDRESS}/{table.initiative.slug}/tables/{table.slug}/meetings/{meeting.day}/"


def _event(meeting: Meeting, *, now: dt.datetime, to: str, where: str) -> list[str]:
    starts = begins(meeting.day, meeting.starts, meeting.zone)
    called_off = meeting.state == Meeting.State.CALLED_OFF
    lines = [
        "BEGIN:VEVENT",
        f"UID:meeting-{meeting.pk}@{urlsplit(settings.ADDRESS).hostname or 'longtable'}",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART:{_utc(starts)}",
        f"DTEND:{_utc(starts + dt.timedelta(minutes=meeting.minutes))}",
        f"SEQUENCE:{meeting.sequence}",
        f"STATUS:{'CANCELLED' if called_off else 'CONFIRMED'}",
        f"SUMMARY:{_escaped(f'{meeting.table}: {meeting.series}')}",
        f"URL:{where or meeting_address(meeting)}",
    ]
    if meeting.place:
        lines.append(f"LOCATION:{_escaped(meeting.place)}")
    if said := _described(meeting):
        lines.append(f"DESCRIPTION:{_escaped(said)}")
    if to:
        initiative = meeting.table.initiative
        organizer = initiative.reply_to or settings.DEFAULT_FROM_EMAIL
        lines.append(f"ORGANIZER:mailto:{_address(organizer)}")
        lines.append(f"ATTENDEE;ROLE=REQ-PARTICIPANT;RSVP=FALSE:mailto:{_address(to)}")
    return [*lines, "END:VEVENT"]


def _described(meeting: Meeting) -> str:
    told = [meeting.reason, meeting.link and _("From far away: %(link)s") % {"link": meeting.link}]
    return "\n".join(text for text in told if text)


def _utc(when: dt.datetime) -> str:
    return when.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _address(mail: str) -> str:
    return "".join(parseaddr(mail)[1].split())


def _escaped(text: str) -> str:
    lines = "\n".join(text.splitlines()).replace("\\", "\\\\")
    return lines.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line cut as calendars want it: at most 75 octets, never within a character."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > _OCTETS:
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])
