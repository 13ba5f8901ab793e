from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.initiative.models import Initiative


class Roster(models.Model):
    """A list of people, organizations and seats that somebody sent, and what became of it.

    The file itself is not kept. `sheets` holds its cells and `layout` how they are read, until it
    is taken in, discarded or too old; then both are emptied. `learned` says how the next list is
    to be read, `made` which rows came of this one, by number.
    """

    class State(models.TextChoices):
        READ = "read", _("Read, not yet taken in")
        TAKEN = "taken", _("Taken in")
        DISCARDED = "discarded", _("Discarded")
        UNDONE = "undone", _("Taken back")

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="rosters")
    file_name = models.CharField(max_length=255)
    state = models.TextField(choices=State, default=State.READ)
    sheets = models.JSONField(default=list, blank=True)
    layout = models.JSONField(default=dict, blank=True)
    learned = models.JSONField(default=dict, blank=True)
    made = models.JSONField(default=dict, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    taken = models.DateTimeField(null=True)
    once = models.CharField(
        max_length=64, blank=True, help_text="The form's own code: a double click sends once."
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "initiative", "once", condition=~Q(once=""), name="a_list_is_sent_once"
            )
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_open(self) -> bool:
        """Whether its understanding can still be corrected."""
        return self.state == self.State.READ
