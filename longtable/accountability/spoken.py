"""What promises give to a table: those made in the room are kept, and those due are brought."""

import datetime as dt
from collections.abc import Iterator

from django.utils import formats
from django.utils.translation import gettext as _

from longtable.accountability import queries
from longtable.accountability.actions import Promise, make_commitment
from longtable.accountability.models import Commitment
from longtable.accounts.models import Person
from longtable.initiative import queries as initiatives
from longtable.record.acting import Refusal, ref
from longtable.tables import queries as tables
from longtable.tables.models import Meeting, Purpose
from longtable.tables.sources import Proposal, Spoken, promiser, proposes, tells_promises


@promiser
def keep_spoken(spoken: Spoken, now: dt.datetime, by: Person) -> Commitment:
    """Make the promise that was tapped in a meeting; the same tap again is the same promise."""
    initiative = spoken.meeting.table.initiative
    kind, _slash, number = spoken.owner.partition("/")
    if not number.isdecimal():
        raise Refusal(_("Say who promises: one organization, or one table."))
    organization = table = None
    if kind == "organization":
        organization = initiatives.organizations_in(initiative).filter(pk=int(number)).first()
    else:
        table = tables.tables_visible_to(by, initiative).filter(pk=int(number)).first()
    said = Promise(
        what=spoken.what,
        due=spoken.due,
        organization=organization,
        table=table,
        meeting=spoken.meeting,
        key=spoken.key,
    )
    return make_commitment(initiative, said, now=now, by=by)


@proposes("promises")
def late(meeting: Meeting, today: dt.date) -> Iterator[Proposal]:
    """Propose the late promises that the ladder has brought before the table."""
    for promise in queries.for_the_agenda_of(meeting.table, today=today):
        yield Proposal(
            title=promise.what[:300],
            purpose=Purpose.COORDINATE,
            source=ref(promise),
            why=_("A promise of %(owner)s, late since %(day)s.")
            % {"owner": promise.owner, "day": formats.date_format(promise.due)},
        )


@tells_promises("promises")
def made(meeting: Meeting) -> Iterator[str]:
    """Tell the minutes which promises were made in a meeting."""
    for promise in meeting.commitments.order_by("made", "pk"):
        yield _("%(owner)s: %(what)s, by %(day)s") % {
            "owner": promise.owner,
            "what": promise.what,
            "day": formats.date_format(promise.due),
        }
