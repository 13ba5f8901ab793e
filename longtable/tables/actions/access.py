"""Ask for what is needed to come, say whether it was there, and bring what there is to read."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.record.acting import Refusal, action, save_if_unchanged
from longtable.tables import permissions
from longtable.tables.models import AccessRequest, Material, Meeting, Seat


@dataclass(frozen=True, slots=True)
class Need:
    """What a seat needs (or anybody, without a seat), and whether it does so every time."""

    kind: str
    seat: Seat | None = None
    detail: str = ""
    is_standing: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """Something to read before a meeting, in one language, as text or by a link."""

    title: str
    language: str
    text: str = ""
    link: str = ""


@action("asked for")
def ask_for(meeting: Meeting, need: Need, *, now: dt.datetime, by: Person) -> AccessRequest:
    """Ask for what a seat needs to take part."""
    permissions.may_ask_for(meeting.table, need.seat, by=by)
    if meeting.state != Meeting.State.PLANNED:
        raise Refusal(_("Only a meeting that is planned can be changed."))
    return AccessRequest.objects.create(
        meeting=meeting,
        seat=need.seat,
        kind=need.kind,
        detail=need.detail.strip(),
        is_standing=need.is_standing,
        asked=now,
    )


@action("said what was there of")
def say_if_delivered(
    request: AccessRequest, *, was_there: bool, cause: str, version: int, by: Person
) -> AccessRequest:
    """Say whether what was asked for was there; if it was not, why."""
    permissions.may_run(request.meeting.table, by=by)
    if not was_there and not cause.strip():
        raise Refusal(_("Say why it was not there."))
    said = {"is_delivered": was_there, "cause": "" if was_there else cause.strip()}
    save_if_unchanged(request, said, version=version)
    return request


@action("brought")
def bring_material(meeting: Meeting, reading: Reading, *, now: dt.datetime, by: Person) -> Material:
    """Put something to read on the meeting's page. When it came is kept."""
    permissions.may_run(meeting.table, by=by)
    if not (reading.text.strip() or reading.link):
        raise Refusal(_("Paste the text, or give a link."))
    return Material.objects.create(
        meeting=meeting,
        title=reading.title.strip(),
        language=reading.language,
        text=reading.text,
        link=reading.link,
        came=now,
    )
