from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.initiative.models import Initiative
from longtable.tables.models.meeting import Meeting
from longtable.tables.models.seat import Seat
from longtable.tables.models.table import Table


class Tension(models.Model):
    """A conflict that was raised at a table, and how it was settled.

    It counts once another seat confirms that it mattered. The anonymous door comes with sealed
    answers and is not offered before.
    """

    class Door(models.TextChoices):
        ROOM = "room", _("In the room")
        FACILITATOR = "facilitator", _("Through the facilitator")
        TABLE = "table", _("From another table")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        SETTLED = "settled", _("Settled")
        LEARNED = "learned", _("Not settled; we learned from it")

    table = models.ForeignKey(Table, models.PROTECT, related_name="tensions")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="tensions", null=True, blank=True
    )
    text = models.TextField(_("What it is about"))
    door = models.TextField(choices=Door, default=Door.ROOM)
    raised_by = models.ForeignKey(
        Seat, models.PROTECT, related_name="tensions", null=True, blank=True
    )
    from_table = models.ForeignKey(
        Table, models.PROTECT, related_name="sent_tensions", null=True, blank=True
    )
    confirmed_by = models.ForeignKey(
        Seat, models.PROTECT, related_name="confirmed_tensions", null=True, blank=True
    )
    state = models.TextField(choices=State, default=State.OPEN)
    outcome = models.TextField(_("What came of it"), blank=True)
    opened = models.DateTimeField()
    settled = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.table.initiative_id


class PrivateNote(models.Model):
    """A facilitator's own note on whom to call: encrypted, expiring, seen by nobody else.

    `sealed` is the text, encrypted with a key made from the installation's secret for this
    facilitator. It is in no export, search or backup of anyone else.
    """

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="private_notes")
    facilitator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="private_notes"
    )
    seat = models.ForeignKey(
        Seat, models.PROTECT, related_name="private_notes", null=True, blank=True
    )
    sealed = models.BinaryField()
    written = models.DateTimeField()
    expires = models.DateTimeField()
    done = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"private note {self.pk}"
