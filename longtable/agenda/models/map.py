"""From result to strategy to program to measure, and what each organization changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.agenda.models.clause import Clause
from longtable.initiative.models import Organization
from longtable.measures.models import Indicator


class ResultIndicator(models.Model):
    """An indicator by which a result is seen."""

    result = models.ForeignKey(Clause, models.PROTECT, related_name="indicators")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="results")

    class Meta:
        constraints = [
            models.UniqueConstraint("result", "indicator", name="an_indicator_once_a_result")
        ]

    def __str__(self) -> str:
        return f"{self.result}: {self.indicator}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.result.initiative_id


class StrategyResult(models.Model):
    """A result that a strategy is to bring about."""

    strategy = models.ForeignKey(Clause, models.PROTECT, related_name="serves")
    result = models.ForeignKey(Clause, models.PROTECT, related_name="served_by")

    class Meta:
        constraints = [
            models.UniqueConstraint("strategy", "result", name="a_strategy_serves_a_result_once")
        ]

    def __str__(self) -> str:
        return f"{self.strategy} → {self.result}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.strategy.initiative_id


class Program(models.Model):
    """What an organization does for a strategy, and the measure that it is seen by."""

    strategy = models.ForeignKey(Clause, models.PROTECT, related_name="programs")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="programs")
    name = models.CharField(_("Name"), max_length=200)
    measure = models.ForeignKey(
        Indicator, models.PROTECT, related_name="programs", null=True, blank=True
    )
    ended = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.strategy.initiative_id


class OwnChange(models.Model):
    """What an organization changed in its own house because of the agenda, in one year."""

    class Area(models.TextChoices):
        BUDGET = "budget", _("Budget")
        STAFFING = "staffing", _("Staffing")
        POLICY = "policy", _("Policy")
        GRANTS = "grants", _("Grant rules")
        NOTHING = "nothing", _("Nothing yet")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="own_changes")
    year = models.PositiveIntegerField(_("Year"))
    area = models.TextField(_("What was changed"), choices=Area)
    what = models.TextField(_("In a sentence or two"))
    because = models.ForeignKey(
        Clause, models.PROTECT, related_name="changes", null=True, blank=True
    )
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.organization} {self.year}: {self.get_area_display()}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.organization.initiative_id
