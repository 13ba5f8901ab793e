"""What happens in the room, as the facilitator taps it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.tables.models.meeting import Meeting
from longtable.tables.models.seat import Seat


class Attendance(models.Model):
    """Whether a seat was filled in a meeting, by whom, and how."""

    class Who(models.TextChoices):
        PRINCIPAL = "principal", _("The holder")
        ALTERNATE = "alternate", _("The alternate")
        NOBODY = "nobody", _("Nobody")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="attendances")
    who = models.TextField(choices=Who)
    is_remote = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint("meeting", "seat", name="a_seat_attends_a_meeting_once")
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.who}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.meeting.initiative_id


class Tap(models.Model):
    """One tap on the facilitator's phone, with a key of its own: sent twice, it counts once.

    `what` says the kind (see `tables.live`), `content` the rest. Taps for turns are deleted when
    the meeting closes: who spoke how often is not kept (`TurnSummary`).
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="taps")
    key = models.UUIDField()
    what = models.CharField(max_length=20)
    content = models.JSONField(default=dict)
    at = models.DateTimeField(help_text="When it was tapped, by the phone's clock.")
    came = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undone = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint("meeting", "key", name="a_tap_counts_once")]

    def __str__(self) -> str:
        return f"{self.what} in {self.meeting}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.meeting.initiative_id


class TurnSummary(models.Model):
    """How turns were spread in a meeting, so that nobody can be told apart.

    `counts` are the turns of the seats present, sorted, without names. `by_constituency` has
    [seats present, turns] for constituencies with at least three seats present; the others are
    pooled under "".
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="turns")
    counts = models.JSONField(default=list)
    by_constituency = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"turns in {self.meeting}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.meeting.initiative_id


class Message(models.Model):
    """What somebody sent to a meeting from the page that needs no account.

    `key` is the form's own number: sent twice, it counts once.
    """

    class Kind(models.TextChoices):
        HERE = "here", _("I am here")
        HAND = "hand", _("I would like to speak")
        WORD = "word", _("I have something to say, in writing")
        CALL = "call", _("Please call me afterwards")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="messages")
    key = models.UUIDField()
    kind = models.TextField(_("What"), choices=Kind)
    name = models.CharField(_("Your name, if you wish"), max_length=100, blank=True)
    text = models.TextField(_("Your words"), blank=True)
    came = models.DateTimeField()
    answered = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint("meeting", "key", name="a_message_counts_once")]

    def __str__(self) -> str:
        return f"{self.kind} in {self.meeting}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.meeting.initiative_id
