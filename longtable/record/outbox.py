"""The outbox: mail is written with the action that causes it, and sent by the worker."""

import datetime as dt
from collections.abc import Sequence
from email.utils import make_msgid

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from longtable.record.models import Letter

RETRIES = [dt.timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720, 1440)]


class OutboxBackend(BaseEmailBackend):
    """Django's mail, kept in the outbox table instead of waiting for a server."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write one letter a recipient, in the transaction that is open; return how many mails."""
        for mail in email_messages:
            for recipient in mail.recipients():
                _write(mail, recipient)
        return len(email_messages)


def _write(mail: EmailMessage, recipient: str) -> None:
    mail.extra_headers.setdefault("Message-ID", make_msgid(domain="longtable.invalid"))
    initiative = mail.extra_headers.pop("X-Longtable-Initiative", None)
    Letter.objects.create(
        to=recipient,
        subject=str(mail.subject),
        message=mail.message().as_bytes(),
        initiative=int(initiative) if initiative else None,
    )
