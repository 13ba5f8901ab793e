from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.initiative import queries as initiative
from longtable.initiative.models import Initiative
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
