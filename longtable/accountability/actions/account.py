"""The yearly account of the backbone and the steering committee: written, then published."""

import datetime as dt

from django.utils.translation import gettext as _

from longtable.accountability import permissions
from longtable.accountability.models import YearlyAccount
from longtable.accounts.models import Person
from longtable.initiative.models import Organization
from longtable.record.acting import Refusal, action, save_if_unchanged
from longtable.tables.models import Table


@action("wrote")
def write_account(
    owner: Organization | Table, *, year: int, text: str, version: int | None, by: Person
) -> YearlyAccount:
    """Write what one did, what one did not, and what one changes. Published, it stays."""
    permissions.may_write_account(owner, by=by)
    if not text.strip():
        raise Refusal(_("Write at least a sentence."))
    mine = {"table": owner} if isinstance(owner, Table) else {"organization": owner}
    account = YearlyAccount.objects.filter(year=year, **mine).first()
    if account is None:
        return YearlyAccount.objects.create(
            initiative=owner.initiative, year=year, text=text.strip(), **mine
        )
    if account.published:
        raise Refusal(_("This account is published. What is new goes into the next year's."))
    save_if_unchanged(account, {"text": text.strip()}, version=version or 0)
    return account


@action("published")
def publish_account(
    account: YearlyAccount, *, version: int, now: dt.datetime, by: Person
) -> YearlyAccount:
    """Publish an account, beside the promises of that year. It is never edited after."""
    owner = account.table or account.organization
    assert owner is not None  # one of the two is there
    permissions.may_write_account(owner, by=by)
    if account.published:
        raise Refusal(_("This account is published already."))
    save_if_unchanged(account, {"published": now}, version=version)
    return account
