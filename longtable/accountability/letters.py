"""What the ladder writes: the same words to everyone, whoever promised."""

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from longtable.accountability.models import Commitment, LadderStep
from longtable.accounts.models import Person
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Organization, Role
from longtable.tables import queries as tables


def write_reminder(promise: Commitment, step: str) -> None:
    """Write to whom a step concerns, in the transaction that is open.

    A reminder goes to whoever looks after the promise; a call to who facilitates. The steps to a
    table's agenda need no mail: the agenda shows them.
    """
    if step == LadderStep.Step.REMINDER:
        people = _who_looks_after(promise)
    elif step == LadderStep.Step.CALL:
        people = _who_calls(promise)
    else:
        return
    for person in people:
        with translation.override(person.language):
            _write(promise, step, person)


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


def _write(promise: Commitment, step: str, person: Person) -> None:
    initiative = promise.initiative
    where = f"{initiative.slug}/accountability/promises/{promise.pk}/"
    page = {"promise": promise, "step": step, "link": f"{settings.ADDRESS}/{where}"}
    EmailMessage(
        subject=_("A promise is late: %(what)s") % {"what": " ".join(str(promise).split())},
        body=render_to_string("accountability/late.txt", page),
        to=[person.email],
        reply_to=[initiative.reply_to] if initiative.reply_to else None,
        headers={"X-Longtable-Initiative": str(initiative.pk)},
    ).send()
