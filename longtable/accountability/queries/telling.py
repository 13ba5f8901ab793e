"""Whom a step of the ladder is told: the same for everyone, whoever promised."""

import datetime as dt
from collections.abc import Iterable

from longtable.accountability.models import Commitment, LadderStep
from longtable.accounts.models import Person
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Organization, Role
from longtable.tables import queries as tables

TOLD = (LadderStep.Step.REMINDER, LadderStep.Step.CALL)


def steps_to_tell(initiative: Initiative, *, since: dt.datetime) -> list[LadderStep]:
    """Return the steps taken since then that somebody is written about, the oldest first.

    A promise that was kept, dropped or renegotiated meanwhile needs no word any more. The steps
    to a table's agenda need none either: the agenda shows them.
    """
    found = LadderStep.objects.filter(
        commitment__initiative=initiative,
        commitment__state=Commitment.State.OPEN,
        step__in=TOLD,
        taken__gte=since,
    )
    related = ("commitment__person", "commitment__organization", "commitment__table__facilitator")
    return list(found.select_related(*related).order_by("taken", "pk"))


def told_of(step: LadderStep) -> list[Person]:
    """Return whom a step concerns: who looks after the promise, or who is to call them."""
    promise = step.commitment
    if step.step == LadderStep.Step.REMINDER:
        return list(_who_looks_after(promise))
    return list(_who_calls(promise)) if step.step == LadderStep.Step.CALL else []


def _who_looks_after(promise: Commitment) -> Iterable[Person]:
    if promise.person_id and promise.person:
        return [promise.person]
    owner = promise.owner
    if isinstance(owner, Organization):
        members = initiatives.members_of(owner)
        stewards = members.filter(role__in=[Role.PARTNER_STEWARD, Role.FUNDER])
        if owner.is_backbone:
            stewards = initiatives.people_in(promise.initiative).filter(role=Role.FACILITATOR)
        return [one.person for one in stewards]
    chairs = [
        tables.holders(seat).get("principal") for seat in tables.seats_at(owner) if seat.is_chair
    ]
    found = [one.person for one in chairs if one and one.person]
    return found or ([owner.facilitator] if owner.facilitator else [])


def _who_calls(promise: Commitment) -> Iterable[Person]:
    table = promise.table
    if table and (table.facilitator or table.is_closed):
        return [table.facilitator] if table.facilitator else []
    people = initiatives.people_in(promise.initiative).filter(role=Role.FACILITATOR)
    return [one.person for one in people]
