"""Who may write the agenda, suggest, and give their word on it."""

from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.agenda import queries, seats
from longtable.agenda.models import Clause
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Organization, Role
from longtable.record.acting import Refusal


def may_write(initiative: Initiative, *, by: Person) -> None:
    """Facilitators write the draft down, answer suggestions and open versions."""
    if not initiatives.is_facilitator(by, initiative):
        raise Refusal(_("Ask a facilitator to do this, or suggest it."))


def may_suggest(clause: Clause, *, by: Person) -> None:
    """Members suggest and comment, and so do those who hold a resident seat; readers read."""
    membership = initiatives.membership_of(by, clause.initiative)
    if membership and membership.role != Role.READER:
        return
    if membership and _holds_a_seat(by, clause.initiative):
        return
    raise Refusal(_("Readers can read the draft. Ask a facilitator for a part in writing it."))


def may_sign_for(organization: Organization, *, by: Person) -> None:
    """Its own people sign for an organization; a facilitator enters what was signed on paper."""
    if not queries.speaks_for(organization, by) and not initiatives.is_facilitator(
        by, organization.initiative
    ):
        raise Refusal(_("Somebody of this organization signs for it."))


def may_sign_seat(initiative: Initiative, number: int, *, by: Person) -> None:
    """Who holds a resident seat signs for it; a facilitator enters what was signed on paper."""
    if not seats.speaks_for_seat(by, number) and not initiatives.is_facilitator(by, initiative):
        raise Refusal(_("Who holds this seat signs for it."))


def may_tell_change(organization: Organization, *, by: Person) -> None:
    """An organization tells by itself what it changed in its own house."""
    if not queries.speaks_for(organization, by):
        raise Refusal(_("Somebody of this organization tells what it changed."))


def _holds_a_seat(person: Person, initiative: Initiative) -> bool:
    found = seats.resident_seats(initiative)
    return any(seats.speaks_for_seat(person, seat.number) for seat in found)
