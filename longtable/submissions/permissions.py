"""Who may send, correct, take in, discard and take back what an organization reports."""

from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Organization, Role
from longtable.measures.models import Indicator
from longtable.record.acting import Refusal
from longtable.submissions.models import Submission


def may_send(organization: Organization, indicator: Indicator, *, by: Person) -> None:
    """Partners send for their own organization; data leads and facilitators for any."""
    if indicator.initiative_id != organization.initiative_id or indicator.retired:
        raise Refusal(_("Choose an indicator of this initiative."))
    if organization.left:
        raise Refusal(_("This organization has left the initiative."))
    if not speaks_for(organization, by=by):
        raise Refusal(_("Only people of %(name)s can send its files.") % {"name": organization})


def may_handle(submission: Submission, *, by: Person) -> None:
    """Who may send for an organization may also correct, take in and take back what it sent."""
    if not speaks_for(submission.organization, by=by):
        raise Refusal(
            _("Only people of %(name)s can change this.") % {"name": submission.organization}
        )


def speaks_for(organization: Organization, *, by: Person) -> bool:
    """Whether somebody reports for an organization: its steward and its members."""
    if initiatives.is_backbone(by, organization.initiative):
        return True
    membership = initiatives.membership_of(by, organization.initiative)
    return (
        membership is not None
        and membership.organization_id == organization.pk
        and membership.role in (Role.PARTNER_STEWARD, Role.PARTNER_MEMBER)
    )
