"""Who is at the tables, told by themselves, against a named population. Kept apart, deletable."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.initiative.models import Initiative, Organization
from longtable.measures.models import Breakdown, Category
from longtable.tables.models.table import Constituency, Table


class CompositionRule(models.Model):
    """A least share or count of a table's seats for a constituency, such as a third residents."""

    table = models.ForeignKey(Table, models.PROTECT, related_name="composition_rules")
    constituency = models.TextField(_("For whom"), choices=Constituency)
    least_percent = models.PositiveIntegerField(_("At least, in percent of the seats"), default=0)
    least_seats = models.PositiveIntegerField(_("At least this many seats"), default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint("table", "constituency", name="one_rule_a_constituency")
        ]

    def __str__(self) -> str:
        return f"{self.table}: {self.get_constituency_display()}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.table.initiative_id


class ReferencePopulation(models.Model):
    """Whom a table is compared with: chosen and named, with its source.

    `shares` maps a category's code to its share of the population, from 0 to 1, adding up to 1.
    """

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="reference_populations")
    breakdown = models.ForeignKey(Breakdown, models.PROTECT, related_name="references")
    name = models.CharField(_("Who they are"), max_length=200)
    source = models.TextField(_("Source"))
    year = models.PositiveIntegerField(_("Year"))
    shares = models.JSONField(default=dict)
    retired = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.name}, {self.year}"


class SelfDescription(models.Model):
    """How somebody describes themselves, for one purpose only: who is at the tables.

    Optional; the person takes it back at any time, and then it is deleted.
    """

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="self_descriptions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="self_descriptions"
    )
    category = models.ForeignKey(Category, models.PROTECT, related_name="self_descriptions")
    breakdown = models.ForeignKey(Breakdown, models.PROTECT, related_name="self_descriptions")
    given = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "initiative", "person", "breakdown", name="one_self_description_a_breakdown"
            )
        ]

    def __str__(self) -> str:
        return f"self-description {self.pk}"


class LeadershipDescription(models.Model):
    """How an organization describes its own leadership. Never inferred from anything."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="leadership")
    breakdown = models.ForeignKey(Breakdown, models.PROTECT, related_name="leadership")
    text = models.TextField(_("In your own words"))
    given = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organization", "breakdown", name="one_leadership_description_a_breakdown"
            )
        ]

    def __str__(self) -> str:
        return f"leadership of {self.organization}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.organization.initiative_id
