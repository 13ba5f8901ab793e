"""Who may define what is measured, and who may make it public."""

from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative
from longtable.measures.models import Release
from longtable.record.acting import Refusal


def may_define(initiative: Initiative, *, by: Person) -> None:
    """Data leads and facilitators define indicators, breakdowns and places."""
    if not initiatives.is_backbone(by, initiative):
        raise Refusal(_("Ask a data lead or a facilitator to do this."))


def may_prepare(initiative: Initiative, *, by: Person) -> None:
    """Data leads and facilitators prepare and discard releases."""
    may_define(initiative, by=by)


def may_approve(release: Release, *, by: Person) -> None:
    """Somebody of the backbone other than the one who prepared it makes a release public."""
    may_define(release.indicator.initiative, by=by)
    if release.prepared_by_id == by.pk:
        raise Refusal(_("You prepared this release. Somebody else has to approve it."))


def may_withdraw(release: Release, *, by: Person) -> None:
    """One data lead or facilitator is enough to withdraw a release: it may be urgent."""
    may_define(release.indicator.initiative, by=by)
