"""Who sits at the tables: as people say of themselves, against a named population.

What people say of themselves is kept apart from their accounts, for this purpose only, and is
deleted as soon as they take it back. Nothing here is ever inferred.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.initiative.models import Initiative, Organization
from longtable.measures.models import Breakdown, Category
from longtable.tables.models.table import Constituency, Table


class ReferencePopulation(models.Model):
    """Whom those at the tables are compared with: chosen and named, with its source.

    `shares` maps the code of each category to its share of the population, from 0 to 1; they add
    up to 1. A breakdown has one at a time: an earlier one is retired.
    """

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="reference_populations")
    breakdown = models.ForeignKey(Breakdown, models.PROTECT, related_name="references")
    name = models.CharField(_("Who they are"), max_length=200)
    source = models.CharField(_("Source"), max_length=500)
    year = models.PositiveIntegerField(_("Year"))
    shares = models.JSONField(default=dict)
    retired = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "breakdown", condition=Q(retired=None), name="one_population_a_breakdown_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.year}"


class SelfDescription(models.Model):
    """How somebody describes themselves in one breakdown, for one purpose: who is at the tables."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="self_descriptions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="self_descriptions"
    )
    breakdown = models.ForeignKey(Breakdown, models.PROTECT, related_name="self_descriptions")
    category = models.ForeignKey(Category, models.PROTECT, related_name="self_descriptions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "initiative", "person", "breakdown", name="one_self_description_a_breakdown"
            )
        ]

    def __str__(self) -> str:
        return f"self-description {self.pk}"


class Nearness(models.Model):
    """How near somebody is to what the initiative is about, as they say it themselves."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="nearness")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="nearness")
    works_on_it = models.BooleanField(_("I work on it directly"), null=True)
    lives_with_it = models.BooleanField(_("I live with it"), null=True)

    class Meta:
        verbose_name_plural = "nearness"
        constraints = [
            models.UniqueConstraint("initiative", "person", name="one_nearness_a_person")
        ]

    def __str__(self) -> str:
        return f"nearness {self.pk}"


class LeadershipDescription(models.Model):
    """How an organization describes its own leadership, in its own words."""

    organization = models.OneToOneField(Organization, models.CASCADE, related_name="leadership")
    text = models.TextField(_("Who leads us, in our own words"))
    given = models.DateField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"leadership of {self.organization}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.organization.initiative_id


class CompositionRule(models.Model):
    """A least share or number of a table's seats, for a constituency or a self-described category.

    Where both are said, both must be met.
    """

    table = models.ForeignKey(Table, models.PROTECT, related_name="composition_rules")
    constituency = models.TextField(_("For whom"), choices=Constituency, blank=True)
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="composition_rules", null=True, blank=True
    )
    least_percent = models.PositiveIntegerField(_("At least, in percent of the seats"), default=0)
    least_seats = models.PositiveIntegerField(_("At least this many seats"), default=0)
    ended = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "table",
                "constituency",
                condition=Q(ended=None) & ~Q(constituency=""),
                name="one_rule_a_constituency",
            ),
            models.UniqueConstraint(
                "table",
                "category",
                condition=Q(ended=None, category__isnull=False),
                name="one_rule_a_category",
            ),
            models.CheckConstraint(
                condition=(~Q(constituency="") & Q(category=None))
                | (Q(constituency="") & Q(category__isnull=False)),
                name="a_rule_is_for_one_group",
            ),
            models.CheckConstraint(
                condition=(Q(least_percent__gt=0) | Q(least_seats__gt=0))
                & Q(least_percent__lte=100),
                name="a_rule_asks_for_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table}: {self.group}"

    @property
    def group(self) -> str:
        """Return whom it is for."""
        return str(self.category) if self.category else str(self.get_constituency_display())

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.table.initiative_id


class CompositionCount(models.Model):
    """Who sat at the tables on a day, as it may be told (see `tables.counting`). Never edited.

    `told` holds only what was protected before; the answers behind it are not kept here.
    """

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="composition_counts")
    day = models.DateField()
    told = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint("initiative", "day", name="one_composition_count_a_day")
        ]

    def __str__(self) -> str:
        return f"who sits at the tables, {self.day}"
