"""What somebody is written about promises that became late: all of it in one letter."""

import datetime as dt

from django.utils import formats
from django.utils.translation import gettext as _

from longtable.accountability import queries as accountability
from longtable.accountability.models import LadderStep
from longtable.communication.estimates import ESTIMATES
from longtable.communication.line import Line, where
from longtable.communication.models import Digest
from longtable.initiative.models import Initiative, Membership

WEEK = dt.timedelta(days=7)
BACK = dt.timedelta(days=60)


def late_steps(initiative: Initiative, *, now: dt.datetime) -> dict[int, list[LadderStep]]:
    """Return the steps that somebody may have to be told of, by the key of the person."""
    found: dict[int, list[LadderStep]] = {}
    for step in accountability.steps_to_tell(initiative, since=now - BACK):
        for person in accountability.told_of(step):
            found.setdefault(person.pk, []).append(step)
    return found


def not_yet_told(
    membership: Membership, steps: list[LadderStep], *, now: dt.datetime
) -> list[LadderStep]:
    """Return the steps that are to be written to somebody now: none within a week of the last."""
    letters = Digest.objects.filter(
        person=membership.person, initiative=membership.initiative, kind=Digest.Kind.LATE
    )
    last = letters.order_by("written").last()
    if last is None:
        return [step for step in steps if step.taken >= membership.since]
    if last.written > now - WEEK:
        return []
    return [step for step in steps if step.taken > last.written]


def late_lines(steps: list[LadderStep]) -> list[Line]:
    """Return one line a promise, with what is asked; both steps of a promise are one line."""
    return [_line(step) for step in {step.commitment_id: step for step in steps}.values()]


def _line(step: LadderStep) -> Line:
    promise = step.commitment
    said = {
        "owner": promise.owner,
        "day": formats.date_format(promise.due),
        "what": " ".join(promise.what.split()),
    }
    if step.step == LadderStep.Step.CALL:
        what = _("%(owner)s promised this by %(day)s: %(what)s. Please call them.") % said
        button = _("Ask what is in the way, and what would help")
    else:
        what = _("%(owner)s promised this by %(day)s: %(what)s") % said
        button = _("If it is done, say what shows it. If not, say so")
    return Line(
        what=what,
        since=step.taken,
        address=where("accountability:promise", promise.initiative.slug, promise.pk),
        button=button,
        minutes=ESTIMATES["promise" if step.step == LadderStep.Step.REMINDER else "call"],
        who=str(promise.owner),
    )
