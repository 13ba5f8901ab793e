"""Invite to a meeting by mail, and make or renew one's own calendar link."""

import datetime as dt

from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative
from longtable.record.acting import Refusal, action, save_if_unchanged
from longtable.tables import letters, permissions, queries
from longtable.tables.models import CalendarLink, Meeting


@action("invited to")
def invite_to_meeting(meeting: Meeting, *, now: dt.datetime, by: Person) -> Meeting:
    """Send an invitation that calendars understand to all who hold a seat or stand in."""
    permissions.may_run(meeting.table, by=by)
    if meeting.state != Meeting.State.PLANNED:
        raise Refusal(_("Only to a meeting that is planned can people be invited."))
    if not letters.write_invitations(meeting, now=now):
        raise Refusal(_("Nobody at this table has an e-mail address yet."))
    save_if_unchanged(meeting, {"invited": now}, version=meeting.version)
    return meeting


@action("renewed")
def renew_calendar_link(initiative: Initiative, *, by: Person) -> CalendarLink:
    """Make one's secret calendar link, or a new one: the one before opens nothing any more."""
    if initiatives.membership_of(by, initiative) is None:
        raise Refusal(_("Only members have a calendar here."))
    link = queries.calendar_link_of(by, initiative)
    if link is None:
        return CalendarLink.objects.create(initiative=initiative, person=by)
    link.renewals += 1
    link.save(update_fields=["renewals"])
    return link
