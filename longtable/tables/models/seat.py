from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.initiative.models import Invitation, Organization
from longtable.tables.models.table import Constituency, Table


class Seat(models.Model):
    """A place at a table: for an organization or none, for a constituency, for a term."""

    table = models.ForeignKey(Table, models.PROTECT, related_name="seats")
    number = models.PositiveIntegerField()
    name = models.CharField(_("What the seat is called"), max_length=200, blank=True)
    constituency = models.TextField(_("For whom it is there"), choices=Constituency)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="seats", null=True, blank=True
    )
    is_chair = models.BooleanField(_("This seat chairs the table"), default=False)
    works_on_it = models.BooleanField(_("Works on it directly"), default=False)
    lives_with_it = models.BooleanField(_("Lives with it"), default=False)
    term_from = models.DateField(_("Term from"), null=True, blank=True)
    term_until = models.DateField(_("Term until"), null=True, blank=True)
    ended = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint("table", "number", name="a_seat_has_its_number")]

    def __str__(self) -> str:
        return self.name or f"{self.table} {self.number}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.table.initiative_id


class Holding(models.Model):
    """Who holds a seat, or stands in for its holder, from when to when.

    Somebody without an account is here by name only (`person` is None); whoever answers the
    `invitation` takes the seat with their account.
    """

    class Part(models.TextChoices):
        PRINCIPAL = "principal", _("Holder")
        ALTERNATE = "alternate", _("Alternate")

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="holdings")
    part = models.TextField(choices=Part, default=Part.PRINCIPAL)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="holdings", null=True, blank=True
    )
    invitation = models.ForeignKey(
        Invitation, models.PROTECT, related_name="+", null=True, blank=True
    )
    name = models.CharField(_("Name"), max_length=300)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    handed_over = models.TextField(_("What the next holder has to know"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "seat", "part", condition=Q(until=None), name="a_seat_has_one_holder_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_part_display()})"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.seat.table.initiative_id
