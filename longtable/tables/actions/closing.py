"""Close a decision by its rule, publish it, and tell whoever the idea came from."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.record.acting import Refusal, action, save_if_unchanged
from longtable.tables import permissions, queries
from longtable.tables.deciding import Result
from longtable.tables.models import Attendance, Decision, Objection
from longtable.tables.models.table import Method
from longtable.tables.outcome_letters import write_outcome


@dataclass(frozen=True, slots=True)
class Closing:
    """What is said at the close. Without an `outcome` it is what the rule gives.

    Another outcome than that, or a close before all advice is in, needs `breach`: how the rule
    was not kept, in words that stay in the list.
    """

    reason: str = ""
    outcome: str = ""
    breach: str = ""
    review_on: dt.date | None = None


@action("decided")
def close_decision(
    decision: Decision, said: Closing, *, version: int, now: dt.datetime, by: Person
) -> Decision:
    """Count by the rule and write the outcome down, with what was not kept of the rule."""
    permissions.may_run(decision.table, by=by)
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if decision.state != Decision.State.OPEN:
        raise Refusal(_("Only an open decision can be closed."))
    result = queries.result_of(decision)
    _refuse_hidden_breach(decision, result, said)
    outcome = said.outcome or result.outcome
    changes = {
        "state": Decision.State.CLOSED,
        "closed": now,
        "outcome": outcome,
        "chosen": result.chosen if outcome in ("adopted", "concern") else "",
        "reason": said.reason.strip(),
        "breach": said.breach.strip(),
        "review_on": said.review_on or decision.review_on,
    }
    save_if_unchanged(decision, changes, version=version)
    decision.objections.filter(state=Objection.State.OPEN).update(state=Objection.State.STANDS)
    _note_presence(decision)
    return decision


def publish_decision(
    decision: Decision, *, reason: str, version: int, now: dt.datetime, by: Person
) -> Decision:
    """Put a decision with its reason in the log, and tell whose idea it was. Twice is once."""
    permissions.may_run(decision.table, by=by)
    return (
        decision
        if decision.published
        else _publish(decision, reason=reason, version=version, now=now, by=by)
    )


@action("published")
def _publish(
    decision: Decision, *, reason: str, version: int, now: dt.datetime, by: Person
) -> Decision:
    permissions.may_run(decision.table, by=by)
    if decision.state != Decision.State.CLOSED:
        raise Refusal(_("Close the decision first."))
    reason = reason.strip() or decision.reason
    if not reason:
        raise Refusal(_("Say why it was decided so. Everyone will read it."))
    changes = {"reason": reason, "published": now, "told": now if decision.tell else None}
    save_if_unchanged(decision, changes, version=version)
    if decision.tell:
        write_outcome(decision)
    return decision


def _refuse_hidden_breach(decision: Decision, result: Result, said: Closing) -> None:
    if said.breach.strip():
        return
    if said.outcome and said.outcome != result.outcome:
        raise Refusal(_("The rule gives another outcome. Say how the rule was not kept."))
    waits = any(one.code in ("advice_missing", "undecided") for one in result.because)
    if decision.method in (Method.ADVICE, Method.DELEGATED) and waits:
        raise Refusal(
            _("Somebody who has to be heard has not answered. Wait, or say how the rule is broken.")
        )


def _note_presence(decision: Decision) -> None:
    """Write down who was there: who answered, and who sat in the meeting that decided it."""
    there: set[int] = set()
    if decision.meeting_id:
        filled = Attendance.objects.filter(meeting=decision.meeting_id)
        there = set(filled.exclude(who=Attendance.Who.NOBODY).values_list("seat", flat=True))
    decision.electors.filter(seat__in=there).update(is_present=True)
    decision.electors.filter(is_present=None).update(is_present=False)
