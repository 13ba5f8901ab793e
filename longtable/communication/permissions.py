"""Who may set up mail, have it written, and choose which comes."""

from django.db import models
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.initiative import queries as initiative
from longtable.initiative.models import Initiative, Membership
from longtable.record.acting import Refusal


def may_set_mail_server(*, by: Person) -> None:
    """The mail server belongs to the whole installation."""
    if not by.is_administrator:
        raise Refusal(_("Ask the administrator of this installation to set the mail server."))


def may_send_test_mail(initiative_: Initiative | None, *, by: Person) -> None:
    """Administrators and facilitators may see whether mail goes out, by a mail to themselves."""
    if by.is_administrator or (initiative_ and initiative.is_facilitator(by, initiative_)):
        return
    raise Refusal(_("Ask a facilitator to send a test mail."))


def may_write_digest(membership: Membership, *, by: models.Model) -> None:
    """The initiative writes by itself: nobody sends a digest to anybody by hand."""
    if by != membership.initiative or membership.ended or not membership.person.is_active:
        raise Refusal(_("The digest is written by itself, to those who belong to the initiative."))


def may_choose_mail(initiative_: Initiative, *, by: Person) -> None:
    """Everybody chooses for themselves, while they belong to the initiative."""
    if initiative.membership_of(by, initiative_) is None:
        raise Refusal(_("You do not belong to this initiative, and get no mail from it."))
