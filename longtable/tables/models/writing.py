"""What is written after a meeting."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.tables.models.meeting import Meeting
from longtable.tables.models.seat import Seat


class FollowUp(models.Model):
    """The note after a meeting, in one language; made from the record, then edited."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="follow_ups")
    language = models.CharField(max_length=10)
    text = models.TextField(_("Text"))
    made = models.DateTimeField()
    sent = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint("meeting", "language", name="one_note_a_language")]

    def __str__(self) -> str:
        return f"note on {self.meeting} ({self.language})"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.meeting.initiative_id


class Minutes(models.Model):
    """The minutes of a meeting. Once enough members approved them they are never edited."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OUT = "out", _("Out for approval")
        APPROVED = "approved", _("Approved")

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="written")
    text = models.TextField(_("Text"))
    state = models.TextField(choices=State, default=State.DRAFT)
    out = models.DateTimeField(null=True)
    approved = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return f"minutes of {self.meeting}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.meeting.initiative_id


class MinutesApproval(models.Model):
    """A seat's word on the minutes: approves, or asks for a correction."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="approvals")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="approvals")
    approves = models.BooleanField()
    correction = models.TextField(_("What should be corrected"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("minutes", "seat", name="a_seat_approves_minutes_once")
        ]

    def __str__(self) -> str:
        return f"{self.seat} on {self.minutes}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.minutes.meeting.initiative_id
