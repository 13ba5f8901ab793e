"""An organization says what it changed in its own house because of the agenda."""

from typing import Any

from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.agenda import permissions
from longtable.agenda.models import Clause, OwnChange
from longtable.initiative.models import Organization
from longtable.record.acting import Refusal, action, save_if_unchanged

NOTHING = OwnChange.Area.NOTHING


@action("told")
def tell_own_change(
    organization: Organization,
    *,
    year: int,
    area: str,
    what: str,
    by: Person,
    because: Clause | None = None,
) -> OwnChange:
    """Tell one change of a year; "nothing yet" is an answer too, as long as it is the only one."""
    permissions.may_tell_change(organization, by=by)
    _of_this_initiative(organization, because)
    told = organization.own_changes.filter(year=year)
    if area == NOTHING and told.exists():
        raise Refusal(_("For this year something is told already. Change that line instead."))
    if told.filter(area=NOTHING).exists():
        raise Refusal(_("For this year it says “Nothing yet”. Change that line instead."))
    return OwnChange.objects.create(
        organization=organization, year=year, area=area, what=what, because=because
    )


@action("changed")
def change_own_change(
    row: OwnChange, changes: dict[str, Any], *, version: int, by: Person
) -> OwnChange:
    """Save what an organization told before."""
    permissions.may_tell_change(row.organization, by=by)
    unknown = changes.keys() - {"year", "area", "what", "because"}
    if unknown:
        raise ValueError(f"not to be changed: {sorted(unknown)}")
    _of_this_initiative(row.organization, changes.get("because"))
    save_if_unchanged(row, changes, version=version)
    return row


def _of_this_initiative(organization: Organization, because: Clause | None) -> None:
    if because and because.initiative_id != organization.initiative_id:
        raise Refusal(_("Choose a clause of this agenda."))
