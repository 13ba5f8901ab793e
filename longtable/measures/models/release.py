from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from longtable.measures.models.indicator import Definition, Indicator


class Release(models.Model):
    """All values of an indicator, made public together. Never edited once it is public.

    A later release replaces it and says why; what changed can be seen. Every release that was
    ever public counts when the next one is protected, the withdrawn ones too.
    """

    class State(models.TextChoices):
        PREPARED = "prepared", _("Prepared")
        PUBLISHED = "published", _("Published")
        DISCARDED = "discarded", _("Discarded")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="releases")
    definition = models.ForeignKey(Definition, models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField(null=True, help_text="1, 2, 3 … as published.")
    state = models.TextField(choices=State, default=State.PREPARED)
    reason = models.TextField(_("What is new, or what is corrected"), blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, related_name="replaced_by", null=True, blank=True
    )
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    published = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    withdrawn = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)
    # What it was made from and with, so that `longtable verify` can make it again.
    inputs = models.JSONField(default=list, help_text="Sources with their digests.")
    engine = models.TextField(blank=True)
    code_version = models.TextField(blank=True)
    objective = models.TextField(default="communities")
    check_report = models.JSONField(default=dict, help_text="Suppression, bound, gap, attack.")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "indicator",
                "number",
                condition=Q(number__isnull=False),
                name="a_release_has_its_number",
            ),
            models.UniqueConstraint(
                "indicator", condition=Q(state="prepared"), name="one_prepared_release_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("prepared_by")),
                name="nobody_approves_their_own_release",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["prepared", "discarded"])
                | Q(approved_by__isnull=False, published__isnull=False, number__isnull=False),
                name="two_people_stand_behind_a_public_release",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, release {self.number or '–'}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.indicator.initiative_id


class ReleaseInputs(models.Model):
    """What a release was made from, kept with it for good. Private: it is not protected.

    `facts` are the facts that were read and `counts` the cells before protection, both gzipped
    JSON lines. They let a release be made again, and later ones be protected together with it.
    `witnesses`, packed alike, are the tables that prove it; they tell which counts are small.
    """

    release = models.OneToOneField(Release, models.CASCADE, related_name="kept")
    facts = models.BinaryField()
    counts = models.BinaryField()
    # May be empty: a new table, which a default would need on SQLite, would lose its triggers.
    witnesses = models.BinaryField(null=True)

    def __str__(self) -> str:
        return f"inputs of {self.release}"


class PublishedValue(models.Model):
    """One value of a release, or the reason why there is none.

    `by` is the cut ("" for everybody, "race", "race+sex"), `categories` the category of each of
    its breakdowns. `estimate`, `lower` and `upper` are in the indicator's unit: percent from 0
    to 100. Counts are of people.
    """

    class Shown(models.TextChoices):
        YES = "yes", _("Shown")
        SMALL = "small", _("Withheld: too few people")
        PROTECTS = "protects", _("Withheld: it protects another")
        MASKED = "masked", _("Hidden by the source")
        MISSING = "missing", _("Not known")

    release = models.ForeignKey(Release, models.CASCADE, related_name="values")
    period = models.CharField(max_length=40)
    level = models.CharField(max_length=40)
    place = models.CharField(max_length=80)
    by = models.CharField(max_length=200, blank=True)
    categories = models.JSONField(default=dict)
    shown = models.TextField(choices=Shown, default=Shown.YES)
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    eligible = models.BigIntegerField(null=True, help_text="Who should have been counted.")
    estimate = models.FloatField(null=True)
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    as_published = models.TextField(blank=True, help_text="The source's own digits.")
    mark = models.TextField(blank=True, help_text="The source's own mark.")

    class Meta:
        indexes = [models.Index(fields=["release", "by", "place", "period"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(shown="yes", estimate__isnull=False)
                | Q(
                    ~Q(shown="yes"),
                    numerator=None,
                    estimate=None,
                    lower=None,
                    upper=None,
                    as_published="",
                ),
                name="a_value_is_shown_or_withheld",
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.period} {self.categories}"
