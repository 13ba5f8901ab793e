"""The yearly account: who leads and owes one, what is written, and the promises of that year."""

import datetime as dt

from longtable.accountability.models import Commitment, YearlyAccount
from longtable.accountability.queries.board import Mark
from longtable.accountability.queries.standing import standing_of
from longtable.accounts.models import Person
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Organization
from longtable.tables import queries as tables
from longtable.tables.models import Table

Owner = Organization | Table


def leading_owners(initiative: Initiative) -> list[Owner]:
    """Return who owes an account: the backbone, then the steering committee."""
    backbone = initiatives.organizations_in(initiative).filter(is_backbone=True)
    steering = initiative.tables.filter(kind=Table.Kind.STEERING, ended=None).order_by("name")
    return [*backbone, *steering]


def writes_account(person: Person, owner: Owner) -> bool:
    """Whether somebody writes it: the backbone of itself, the steering committee of itself."""
    if isinstance(owner, Table):
        return owner.kind == Table.Kind.STEERING and tables.may_run_or_sits(person, owner)
    return owner.is_backbone and initiatives.is_backbone(person, owner.initiative)


def account_of(owner: Owner, year: int) -> YearlyAccount | None:
    """Return what was written of a year, published or not."""
    mine = {"table": owner} if isinstance(owner, Table) else {"organization": owner}
    return YearlyAccount.objects.filter(year=year, **mine).first()


def year_of(owner: Owner, year: int, *, today: dt.date) -> list[Mark]:
    """Return an owner's promises whose day was in a year, and where they stand."""
    mine = {"table": owner} if isinstance(owner, Table) else {"organization": owner}
    found = Commitment.objects.filter(due__year=year, **mine).order_by("due", "pk")
    return [Mark(one, standing_of(one, today=today)) for one in found]
