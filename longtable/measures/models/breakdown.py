from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.initiative.models import Initiative
from longtable.web.spoken import SpokenField, spoken


class Breakdown(models.Model):
    """What people are told apart by, such as race and ethnicity. Chosen by the initiative."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="breakdowns")
    code = models.SlugField(_("Code"), max_length=60)
    name = SpokenField(_("Name"))
    covers_everyone = models.BooleanField(
        _("Everybody is in exactly one category"),
        default=True,
        help_text=_("If so, the categories add up to everybody, and are protected together."),
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint("initiative", "code", name="a_breakdown_stands_once")
        ]

    def __str__(self) -> str:
        return spoken(self.name)


class Category(models.Model):
    """One group of a breakdown, by the label that it chose, with the spellings that files use.

    A retired one keeps its name where it was released; new files can't name it.
    """

    breakdown = models.ForeignKey(Breakdown, models.PROTECT, related_name="categories")
    code = models.SlugField(_("Code"), max_length=80)
    name = SpokenField(_("Name"))
    spellings = models.JSONField(_("Other spellings in files"), default=list, blank=True)
    position = models.PositiveIntegerField(default=0)
    retired = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "categories"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint("breakdown", "code", name="a_category_stands_once")]

    def __str__(self) -> str:
        return spoken(self.name)

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.breakdown.initiative_id


class Place(models.Model):
    """A city, district, school, neighborhood…, and the place that it lies in.

    `level` is what kind of place it is ("city", "school"); a place's parent is of another level.
    `comparator` marks a place outside the initiative that it is compared with (a state, peers).
    """

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="places")
    code = models.CharField(_("Code"), max_length=80)
    name = SpokenField(_("Name"))
    level = models.SlugField(_("Level"), max_length=40)
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="children", null=True, blank=True
    )
    spellings = models.JSONField(_("Other spellings in files"), default=list, blank=True)
    comparator = models.BooleanField(_("For comparison only"), default=False)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "code"]
        constraints = [models.UniqueConstraint("initiative", "code", name="a_place_stands_once")]

    def __str__(self) -> str:
        return spoken(self.name)
