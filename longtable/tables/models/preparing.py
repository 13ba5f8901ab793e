"""What people need to be able to come, and what they get to read before."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.tables.models.meeting import Meeting
from longtable.tables.models.seat import Seat


class AccessRequest(models.Model):
    """What a seat needs to take part in a meeting, and whether it was there."""

    class Kind(models.TextChoices):
        LANGUAGE = "language", _("Materials in another language")
        INTERPRETATION = "interpretation", _("Interpretation")
        CHILD_CARE = "child_care", _("Child care")
        FOOD = "food", _("Food")
        TRANSPORT = "transport", _("Transport")
        PAY = "pay", _("Pay")
        PLACE = "place", _("An accessible place")
        TIME = "time", _("Another time of day")
        FORMAT = "format", _("Another format, such as large print")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="access_requests")
    seat = models.ForeignKey(
        Seat, models.PROTECT, related_name="access_requests", null=True, blank=True
    )
    kind = models.TextField(_("What is needed"), choices=Kind)
    detail = models.TextField(_("In more detail"), blank=True)
    is_standing = models.BooleanField(_("At every meeting of this series"), default=False)
    asked = models.DateTimeField()
    is_delivered = models.BooleanField(null=True, help_text="Empty: not yet known.")
    cause = models.TextField(_("Why it was not there"), blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for {self.meeting}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.meeting.initiative_id


class Material(models.Model):
    """Something to read before a meeting, in one language, and when it came."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="materials")
    title = models.CharField(_("Title"), max_length=300)
    language = models.CharField(_("Language"), max_length=10, default="en")
    text = models.TextField(_("Text"), blank=True)
    link = models.URLField(_("Link"), blank=True, max_length=500)
    came = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.meeting.initiative_id
