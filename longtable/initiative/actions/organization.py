"""Add, change and remove an initiative's organizations."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.initiative import permissions, queries
from longtable.initiative.models import Initiative, Organization
from longtable.record.acting import Refusal, action, save_if_unchanged

CHANGEABLE = {"name", "tier", "paid_hours", "is_funder"}


@action("added")
def add_organization(
    initiative: Initiative,
    *,
    name: str,
    by: Person,
    tier: str = "",
    paid_hours: int | None = None,
    is_funder: bool = False,
) -> Organization:
    """Add a partner. Every organization, whatever its size, is added the same way."""
    permissions.may_run(initiative, by=by)
    _refuse_a_double(initiative, name)
    return Organization.objects.create(
        initiative=initiative,
        name=name.strip(),
        tier=tier,
        paid_hours=paid_hours,
        is_funder=is_funder,
        illustrative=initiative.illustrative,
    )


@action("changed")
def change_organization(
    organization: Organization, changes: dict[str, Any], *, version: int, by: Person
) -> Organization:
    """Save an organization's name, tier, paid hours, or whether it is a funder."""
    permissions.may_run(organization.initiative, by=by)
    unknown = changes.keys() - CHANGEABLE
    if unknown:
        raise ValueError(f"not to be changed: {sorted(unknown)}")
    if "name" in changes and changes["name"] != organization.name:
        _refuse_a_double(organization.initiative, changes["name"])
    save_if_unchanged(organization, changes, version=version)
    return organization


@action("removed")
def remove_organization(organization: Organization, *, today: dt.date, by: Person) -> Organization:
    """Let an organization leave. What it reported stays; its members must have left before."""
    permissions.may_run(organization.initiative, by=by)
    if organization.is_backbone:
        raise Refusal(_("The backbone can't be removed."))
    if queries.members_of(organization).exists():
        raise Refusal(_("Remove its people first, or give them another organization."))
    save_if_unchanged(organization, {"left": today}, version=organization.version)
    return organization


@action("brought back")
def bring_back_organization(organization: Organization, *, by: Person) -> Organization:
    """Let an organization that has left take part again, as it was."""
    permissions.may_run(organization.initiative, by=by)
    if organization.left is None:
        raise Refusal(_("“%(name)s” is there already.") % {"name": organization})
    save_if_unchanged(organization, {"left": None}, version=organization.version)
    return organization


def _refuse_a_double(initiative: Initiative, name: str) -> None:
    if initiative.organizations.filter(name__iexact=name.strip()).exists():
        raise Refusal(_("“%(name)s” is there already.") % {"name": name})
