from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.initiative.models import Initiative, Organization
from longtable.web.spoken import SpokenField, spoken


class Indicator(models.Model):
    """What is measured, of a population or of the culture of the initiative itself.

    What it means stands in its definitions, which have numbers; the newest is in force.
    """

    class Kind(models.TextChoices):
        POPULATION = "population", _("Population indicator")
        CONTRIBUTING = "contributing", _("Contributing indicator")
        PERFORMANCE = "performance", _("Performance measure")
        CULTURE = "culture", _("Culture indicator")

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="indicators")
    code = models.SlugField(_("Code"), max_length=80, help_text=_("Part of its address."))
    kind = models.TextField(_("Kind"), choices=Kind, default=Kind.POPULATION)
    owner = models.ForeignKey(
        Organization,
        models.PROTECT,
        related_name="indicators",
        verbose_name=_("Who looks after it"),
    )
    position = models.PositiveIntegerField(default=0)
    retired = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("initiative", "code", name="an_indicator_stands_once")
        ]

    def __str__(self) -> str:
        return str(self.definition) if self.pk else self.code

    @property
    def fact_code(self) -> str:
        """Return the name of this indicator in the warehouse, which holds all initiatives."""
        return f"{self.initiative_id}/{self.code}"

    @property
    def definition(self) -> "Definition":
        """Return the definition in force: the newest."""
        return max(self.definitions.all(), key=lambda definition: definition.number)


class Definition(models.Model):
    """One numbered version of what an indicator means. Once released it is never edited."""

    class Unit(models.TextChoices):
        PERCENT = "percent", _("Percent of people")
        PER_1000 = "per_1000", _("Per 1,000 people")
        SCORE = "score", _("Mean score")
        NUMBER = "number", _("Number, in a unit of its own")

    class Direction(models.TextChoices):
        UP = "up", _("Higher is better")
        DOWN = "down", _("Lower is better")

    class Estimator(models.TextChoices):
        RATE = "rate", _("A share of people, from counts")
        MEAN = "mean", _("A mean, from sums and counts")
        PUBLISHED = "published", _("As its source published it, without counts")

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="definitions")
    number = models.PositiveIntegerField(default=1)
    name = SpokenField(_("Short name"))
    question = SpokenField(_("The question in plain words"))
    numerator = SpokenField(_("Who is counted (numerator)"))
    denominator = SpokenField(_("Out of whom (denominator)"))
    unit = models.TextField(_("Unit"), choices=Unit, default=Unit.PERCENT)
    unit_words = SpokenField(_("Unit in words"))
    people = SpokenField(_("What to call the people, such as “children”"))
    direction = models.TextField(_("Direction"), choices=Direction, default=Direction.UP)
    estimator = models.TextField(_("Estimator"), choices=Estimator, default=Estimator.RATE)
    decimals = models.PositiveIntegerField(_("Decimals shown"), default=0)
    fewest = models.PositiveIntegerField(
        _("Fewest people that may be shown"),
        default=10,
        validators=[MinValueValidator(5), MaxValueValidator(1000)],
    )
    # The population object (R-CA-02).
    place = models.TextField(_("Place"), blank=True)
    sectors = models.TextField(_("Sectors, such as public schools"), blank=True)
    grade_or_age = models.TextField(_("Grade or age"), blank=True)
    population_period = models.TextField(_("Period of the population's size"), blank=True)
    population_size = models.PositiveIntegerField(
        _("Size of the population"), null=True, blank=True
    )
    population_source = models.TextField(_("Where that size comes from"), blank=True)
    # Where the numbers come from.
    source = models.TextField(_("Source"), blank=True)
    source_licence = models.TextField(_("Licence of the source"), blank=True)
    lag = models.TextField(_("How late the numbers come"), blank=True)
    collection_rule = models.TextField(_("How it is collected"), blank=True)
    # What is aimed at. A target is in the indicator's unit: percent from 0 to 100.
    baseline_period = models.CharField(_("Baseline"), max_length=40, blank=True)
    target = models.FloatField(_("Target"), null=True, blank=True)
    target_period = models.CharField(_("Target for"), max_length=40, blank=True)
    # What is published: a list of {"level": "city", "by": ["race"]}; nothing else can be reached.
    cuts = models.JSONField(_("What is published"), default=list, blank=True)
    headline_place = models.CharField(max_length=80, blank=True)
    headline_breakdown = models.CharField(max_length=60, blank=True)
    comparators = models.JSONField(default=list, blank=True)
    story = SpokenField(_("The story behind the curve"))
    caution = SpokenField(_("What a reader has to know"))
    holds_from = models.CharField(_("First period that it holds for"), max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("indicator", "number", name="a_definition_has_its_number"),
            models.CheckConstraint(condition=Q(fewest__gte=5), name="never_fewer_than_five"),
        ]

    def __str__(self) -> str:
        return spoken(self.name)

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.indicator.initiative_id


class SeriesBreak(models.Model):
    """From this period on, values can't be compared with those before.

    A declared bridge (`bridge` says why) lets two definitions be drawn as one line.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="breaks")
    period = models.CharField(_("First period after the break"), max_length=40)
    reason = SpokenField(_("What changed"))
    bridge = SpokenField(_("Why the line may go on all the same"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint("indicator", "period", name="one_break_a_period")]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.period}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.indicator.initiative_id
