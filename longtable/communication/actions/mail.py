"""Set up how mail goes out, and try it."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.communication import permissions
from longtable.communication.sealing import seal
from longtable.initiative.models import Initiative
from longtable.record.acting import action, save_if_unchanged
from longtable.record.models import Letter, MailServer


@action("set the mail server")
def set_mail_server(
    wanted: MailServer, *, password: str | None, version: int | None, by: Person
) -> MailServer:
    """Keep the mail server of this installation. `password` None keeps the one there is.

    `version` is the version of the settings that were changed; None when there were none.
    """
    permissions.may_set_mail_server(by=by)
    fields = ("host", "port", "security", "username", "sender")
    changes = {field: getattr(wanted, field) for field in fields}
    if password is not None:
        changes["sealed_password"] = seal(password)
    kept = MailServer.objects.first()
    if kept is None:
        return MailServer.objects.create(**changes)
    save_if_unchanged(kept, changes, version=version or 0)
    return kept


@action("sent a test mail")
def send_test_mail(initiative: Initiative | None, *, by: Person) -> Letter:
    """Write a mail to oneself, that goes out like any other."""
    permissions.may_send_test_mail(initiative, by=by)
    with translation.override(by.language):
        letter = EmailMessage(
            subject=_("A test mail from Longtable"),
            body=_("Mail from %(address)s reaches you.") % {"address": settings.ADDRESS},
            to=[by.email],
            headers={"X-Longtable-Initiative": str(initiative.pk)} if initiative else None,
        )
    letter.send()
    return Letter.objects.filter(to=by.email).latest("pk")
