"""The letters around a meeting: the invitation with its calendar entry, and the note after it."""

import datetime as dt
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.utils import formats, translation
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.tables import queries
from longtable.tables.models import FollowUp, Meeting


def write_invitations(meeting: Meeting, *, now: dt.datetime) -> int:
    """Write to all who are asked, in their languages, in the transaction that is open.

    A meeting that was called off is taken out of their calendars. Returns how many are written.
    """
    asked = queries.invited_to(meeting.table)
    for holding in asked:
        assert holding.person is not None
        with translation.override(holding.person.language):
            _invite(meeting, holding.person, now=now)
    return len(asked)


def write_follow_up(note: FollowUp, person: Person) -> None:
    """Write the note after a meeting to one person."""
    meeting = note.meeting
    with translation.override(note.language):
        told = {"table": _one_line(str(meeting.table)), "day": formats.date_format(meeting.day)}
        subject = _("After the meeting of %(table)s on %(day)s") % told
    EmailMessage(subject=subject, body=note.text, to=[person.email], **_from(meeting)).send()


def _invite(meeting: Meeting, person: Person, *, now: dt.datetime) -> None:
    called_off = meeting.state == Meeting.State.CALLED_OFF
    told = {
        "table": _one_line(str(meeting.table)),
        "day": formats.date_format(meeting.day),
        "time": formats.time_format(meeting.starts),
        "zone": meeting.zone,
        "reason": meeting.reason,
        "link": queries.meeting_address(meeting),
    }
    if called_off:
        subject = _("Called off: %(table)s on %(day)s") % told
        lines = [_("The meeting of %(table)s on %(day)s is called off.") % told]
    else:
        subject = _("%(table)s meets on %(day)s at %(time)s") % told
        lines = [_("%(table)s meets on %(day)s at %(time)s (%(zone)s).") % told]
    lines += [meeting.reason, "" if called_off else meeting.place, str(told["link"])]
    mail = EmailMultiAlternatives(
        subject=subject,
        body="\n\n".join(line for line in lines if line),
        to=[person.email],
        **_from(meeting),
    )
    method = "CANCEL" if called_off else "REQUEST"
    text = queries.calendar_text([meeting], now=now, method=method, to=person.email)
    mail.attach_alternative(text, f"text/calendar; method={method}; charset=utf-8")
    mail.send()


def _from(meeting: Meeting) -> dict[str, Any]:
    initiative = meeting.table.initiative
    return {
        "reply_to": [initiative.reply_to] if initiative.reply_to else None,
        "headers": {"X-Longtable-Initiative": str(initiative.pk)},
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())
