"""What there is to know about mail."""

import email
import email.policy
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet

from longtable.initiative.models import Initiative
from longtable.record.models import Letter, MailServer


@dataclass(frozen=True, slots=True)
class MailCounts:
    """How many letters wait, went out in the last thirty days, and could not be sent."""

    waiting: int
    sent: int
    failed: int


def mail_counts(initiative: Initiative | None = None) -> MailCounts:
    """Count the letters of an initiative, or of the whole installation."""
    letters = _letters(initiative)
    return MailCounts(
        **{
            status: letters.filter(status=status).count()
            for status in ("waiting", "sent", "failed")
        }
    )


def letters_in_trouble(initiative: Initiative | None = None) -> QuerySet[Letter]:
    """Return the letters that could not be sent yet, or not at all, with the server's words."""
    return _letters(initiative).exclude(trouble="").exclude(status="sent").order_by("-pk")


@dataclass(frozen=True, slots=True)
class ReadableLetter:
    """A letter that waits, with its text."""

    to: str
    subject: str
    text: str


def readable_letters(initiative: Initiative) -> list[ReadableLetter]:
    """Return the letters that wait, where a trial on this machine has no mail server; else none.

    Without them nobody could answer an invitation there, and a second person is needed.
    """
    if not settings.LOCAL or has_mail_server():
        return []
    waiting = _letters(initiative).filter(status="waiting").order_by("-pk")[:20]
    return [ReadableLetter(one.to, one.subject, _text_of(one)) for one in waiting]


def _text_of(letter: Letter) -> str:
    message = email.message_from_bytes(bytes(letter.message), policy=email.policy.default)
    return str(message.get_content())


def _letters(initiative: Initiative | None) -> QuerySet[Letter]:
    return Letter.objects.filter(Q(initiative=initiative.pk) if initiative else Q())


def kept_mail_server() -> MailServer | None:
    """Return the mail server as it was set in the browser, if it was."""
    return MailServer.objects.first()


def has_mail_server() -> bool:
    """Whether mail can go out at all: by the settings in the browser or in the environment."""
    return bool(settings.MAIL_URL) or kept_mail_server() is not None
