"""Who may promise, say what became of a promise, and leave a step out."""

from django.db import models
from django.utils.translation import gettext as _

from longtable.accountability import queries
from longtable.accountability.models import Commitment
from longtable.accounts.models import Person
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Organization
from longtable.record.acting import Refusal
from longtable.tables import queries as tables
from longtable.tables.models import Table


def may_promise(owner: Organization | Table, where: Table | None, *, by: Person) -> None:
    """One promises for one's own organization or table; facilitators write down what was said.

    `where` is the table in whose meeting it was said. A caucus promises by itself.
    """
    if where is not None and tables.runs_table(by, where):
        return
    if not queries.stands_for(by, owner):
        raise Refusal(_("One promises for one's own organization or table."))


def may_answer_for(commitment: Commitment, *, by: Person) -> None:
    """Whoever stands for the owner says what became of a promise; so does a facilitator."""
    if not queries.answers_for(by, commitment):
        raise Refusal(_("Whoever promised says what became of it."))


def may_waive(commitment: Commitment, *, by: Person) -> None:
    """A facilitator leaves a step out, with a reason, never for the backbone's own promise."""
    if not initiatives.is_facilitator(by, commitment.initiative):
        raise Refusal(_("Ask a facilitator to do this."))
    if queries.tier_of(commitment) == "backbone":
        raise Refusal(_("The backbone does not excuse itself."))


def may_take_step(commitment: Commitment, *, by: models.Model) -> None:
    """The charter's ladder runs by itself: nobody speeds it up or holds it back by hand."""
    if by != commitment.initiative:
        raise Refusal(_("The steps follow by themselves, for all alike."))


def may_write_account(owner: Organization | Table, *, by: Person) -> None:
    """The backbone and the steering committee write of their own year."""
    if not queries.writes_account(by, owner):
        raise Refusal(_("The backbone and the steering committee write this of their own year."))
