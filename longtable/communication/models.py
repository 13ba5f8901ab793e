"""What somebody wants to be written, and which letters were written of themselves."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.initiative.models import Initiative


def installation_zone() -> str:
    """Return the time zone of this installation, for whoever has chosen none."""
    return str(settings.TIME_ZONE)


class MailChoice(models.Model):
    """Which mail somebody wants from an initiative, and when it leaves them in peace.

    Quiet hours are by the wall clock in `zone`, and may go over midnight. Without a row the
    digest comes weekly, at any hour.
    """

    class What(models.TextChoices):
        WEEKLY = "weekly", _("One digest a week")
        ASKED = "asked", _("Only what is asked of me")
        NOTHING = "nothing", _("Nothing")

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="mail_choices")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_choices"
    )
    what = models.TextField(_("What you want by mail"), choices=What, default=What.WEEKLY)
    quiet_from = models.TimeField(_("No mail from"), null=True, blank=True)
    quiet_until = models.TimeField(_("until"), null=True, blank=True)
    zone = models.CharField(_("Your time zone"), max_length=60, default=installation_zone)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint("initiative", "person", name="one_mail_choice_a_person"),
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="quiet_hours_have_both_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"mail choice {self.pk}"

    @property
    def clock(self) -> ZoneInfo:
        """Return the time zone of its wall clock."""
        return ZoneInfo(self.zone)

    def quiet_ends(self, now: dt.datetime) -> dt.datetime | None:
        """Return when the quiet hours end that are on now; None when mail may come."""
        start, end = self.quiet_from, self.quiet_until
        if start is None or end is None or start == end:
            return None
        local = now.astimezone(self.clock)
        time = local.time()
        over_midnight = start > end
        quiet = (time >= start or time < end) if over_midnight else start <= time < end
        if not quiet:
            return None
        day = local.date() + dt.timedelta(days=over_midnight and time >= start)
        return dt.datetime.combine(day, end, self.clock)


class Digest(models.Model):
    """That somebody was written to: the week, what is due tomorrow, what is late. Never edited.

    `day` is the Monday of the week, or the day on which the other letters are written. The
    row and the letter are one transaction, so that nobody is written to twice. `is_sent` is
    false where there was nothing to say.
    """

    class Kind(models.TextChoices):
        WEEK = "week", _("The week")
        TOMORROW = "tomorrow", _("What is due tomorrow")
        LATE = "late", _("What is late")

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="digests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests")
    kind = models.TextField(choices=Kind, default=Kind.WEEK)
    day = models.DateField()
    written = models.DateTimeField()
    is_sent = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "initiative", "person", "kind", "day", name="a_digest_is_written_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"
