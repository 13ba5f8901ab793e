"""Promise, and say what became of it: kept, renegotiated before its day, or dropped."""

import datetime as dt
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from longtable.accountability import permissions
from longtable.accountability.models import Commitment
from longtable.accounts.models import Person
from longtable.initiative.models import Initiative, Organization
from longtable.record.acting import Refusal, action, save_if_unchanged
from longtable.tables.models import Decision, Meeting, Table

State = Commitment.State


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised: by whom, what, how one will see it, how much work, by when, and why.

    `key` belongs to the tap or the form that sent it: sent twice, it is made once.
    """

    what: str
    due: dt.date
    organization: Organization | None = None
    table: Table | None = None
    person: Person | None = None
    measure: str = ""
    size: str = Commitment.Size.MEDIUM.value
    decision: Decision | None = None
    meeting: Meeting | None = None
    key: UUID | None = None


def make_commitment(
    initiative: Initiative, said: Promise, *, now: dt.datetime, by: Person
) -> Commitment:
    """Promise something. The same key again gives the promise that it made."""
    if said.key and (made := initiative.commitments.filter(key=said.key).first()):
        return made
    return _make(initiative, said, now=now, by=by)


@action("promised")
def _make(initiative: Initiative, said: Promise, *, now: dt.datetime, by: Person) -> Commitment:
    owner = said.organization or said.table
    if owner is None or (said.organization and said.table):
        raise Refusal(_("Say who promises: one organization, or one table."))
    if any(one and one.initiative_id != initiative.pk for one in _belongings(said)):
        raise Refusal(_("Choose something of this initiative."))
    where = said.meeting.table if said.meeting else said.decision.table if said.decision else None
    permissions.may_promise(owner, where, by=by)
    if not said.what.strip():
        raise Refusal(_("Say what is promised."))
    return _written(initiative, said, now=now, by=by)


@action("kept")
def keep_commitment(
    commitment: Commitment, *, evidence: str, version: int, today: dt.date, by: Person
) -> Commitment:
    """Say that it is done, and what shows it."""
    permissions.may_answer_for(commitment, by=by)
    _refuse_closed(commitment)
    if not evidence.strip():
        raise Refusal(_("Say what shows that it is done."))
    changes = {"state": State.KEPT, "closed": today, "evidence": evidence.strip()}
    save_if_unchanged(commitment, changes, version=version)
    return commitment


@action("renegotiated")
def renegotiate(
    commitment: Commitment,
    said: Promise,
    *,
    reason: str,
    version: int,
    now: dt.datetime,
    by: Person,
) -> Commitment:
    """Promise otherwise, before the day: it counts like a kept one. Returns the new promise.

    The owner stays; what, measure, size, day and who looks after it can change.
    """
    permissions.may_answer_for(commitment, by=by)
    _refuse_closed(commitment)
    today = timezone.localdate(now)
    if today > commitment.due:
        raise Refusal(_("Its day is over. Say that it is late, keep it, or drop it."))
    if not reason.strip():
        raise Refusal(_("Say why, so that the others can plan."))
    changes = {"state": State.RENEGOTIATED, "closed": today, "reason": reason.strip()}
    save_if_unchanged(commitment, changes, version=version)
    otherwise = replace(
        said,
        organization=commitment.organization,
        table=commitment.table,
        what=said.what.strip() or commitment.what,
        measure=said.measure.strip() or commitment.measure,
        decision=commitment.decision,
        meeting=commitment.meeting,
    )
    return _written(commitment.initiative, otherwise, now=now, by=by, instead_of=commitment)


@action("dropped")
def drop_commitment(
    commitment: Commitment, *, reason: str, version: int, today: dt.date, by: Person
) -> Commitment:
    """Give a promise up, and say why. It stays on the board."""
    permissions.may_answer_for(commitment, by=by)
    _refuse_closed(commitment)
    if not reason.strip():
        raise Refusal(_("Say why it is given up."))
    changes = {"state": State.DROPPED, "closed": today, "reason": reason.strip()}
    save_if_unchanged(commitment, changes, version=version)
    return commitment


def _written(
    initiative: Initiative,
    said: Promise,
    *,
    now: dt.datetime,
    by: Person,
    instead_of: Commitment | None = None,
) -> Commitment:
    owner = said.organization or said.table
    return Commitment.objects.create(
        initiative=initiative,
        organization=said.organization,
        table=said.table,
        person=said.person,
        what=said.what.strip(),
        measure=said.measure.strip(),
        size=said.size,
        due=said.due,
        made=now,
        made_by=by,
        decision=said.decision,
        meeting=said.meeting,
        key=said.key,
        renegotiated_from=instead_of,
        illustrative=owner is not None and owner.illustrative,
    )


def _belongings(said: Promise) -> tuple[Organization | Table | Decision | Meeting | None, ...]:
    return said.organization, said.table, said.decision, said.meeting


def _refuse_closed(commitment: Commitment) -> None:
    if commitment.state != State.OPEN:
        raise Refusal(_("This promise is closed already."))
