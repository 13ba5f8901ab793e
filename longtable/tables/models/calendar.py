from django.conf import settings
from django.db import models

from longtable.initiative.models import Initiative


class CalendarLink(models.Model):
    """Somebody's secret link to the calendar of their tables. Renewing it ends the one before.

    The link itself is kept nowhere: it is signed anew from this row (`queries.calendar_code`).
    """

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="calendar_links")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_links"
    )
    renewals = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint("initiative", "person", name="one_calendar_link_a_person")
        ]

    def __str__(self) -> str:
        return f"calendar link {self.pk}"
