"""What there is to know about mail."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from longtable.initiative.models import Initiative
from longtable.record.models import Letter


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
