"""What there is to know about mail."""

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


def _letters(initiative: Initiative | None) -> QuerySet[Letter]:
    return Letter.objects.filter(Q(initiative=initiative.pk) if initiative else Q())


def kept_mail_server() -> MailServer | None:
    """Return the mail server as it was set in the browser, if it was."""
    return MailServer.objects.first()


def has_mail_server() -> bool:
    """Whether mail can go out at all: by the settings in the browser or in the environment."""
    return bool(settings.MAIL_URL) or kept_mail_server() is not None
