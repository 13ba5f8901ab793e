"""Promises made in the room: kept as every other promise."""

import datetime as dt

from django.utils.translation import gettext as _

from longtable.accountability.actions import Promise, make_commitment
from longtable.accountability.models import Commitment
from longtable.accounts.models import Person
from longtable.initiative import queries as initiatives
from longtable.record.acting import Refusal
from longtable.tables import queries as tables
from longtable.tables.sources import Spoken, promiser


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
