"""The steps that follow a late promise: the same for all, by themselves; or left out, said why."""

import datetime as dt

from django.utils.translation import gettext as _

from longtable.accountability import permissions
from longtable.accountability.models import Commitment, LadderStep, Waiver
from longtable.accountability.queries import DueStep, steps_due
from longtable.accounts.models import Person
from longtable.initiative.models import Initiative
from longtable.record.acting import Refusal, action


@action("took a step after")
def take_step(
    commitment: Commitment, step: DueStep, *, now: dt.datetime, by: Initiative
) -> LadderStep:
    """Take one step of the charter's ladder, once only. Whom it concerns is told in one letter."""
    permissions.may_take_step(commitment, by=by)
    return LadderStep.objects.create(commitment=commitment, step=step.step, due=step.due, taken=now)


@action("left out a step after")
def waive_step(
    commitment: Commitment,
    step: str,
    *,
    reason: str,
    now: dt.datetime,
    by: Person,
) -> Waiver:
    """Leave a step out, with the reason. It is counted by tier, beside the steps taken."""
    permissions.may_waive(commitment, by=by)
    if not reason.strip():
        raise Refusal(_("Say why this step is left out. It is counted."))
    if commitment.steps.filter(step=step).exists():
        raise Refusal(_("This step was taken already."))
    return Waiver.objects.create(
        commitment=commitment, step=step, reason=reason.strip(), by=by, at=now
    )


def follow_ladder(commitment: Commitment, *, now: dt.datetime, today: dt.date) -> int:
    """Take all steps that a late promise has reached; return how many. Again, it takes none."""
    due = steps_due(commitment, today=today)
    for step in due:
        take_step(commitment, step, now=now, by=commitment.initiative)
    return len(due)
