"""What the culture charter says in numbers, so that the program can keep it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.initiative.models import Initiative


def usual_ladder() -> list[dict[str, object]]:
    """Return the steps that follow a late promise where the charter says nothing else."""
    return [
        {"days": 1, "step": "reminder"},
        {"days": 7, "step": "call"},
        {"days": 21, "step": "table"},
        {"days": 45, "step": "steering"},
    ]


class Terms(models.Model):
    """The terms of the culture charter in the draft; a version freezes them with its text.

    `ladder` is a list of {"days": days late, "step": reminder|call|table|steering}, the same for
    everyone. `adoption` is the rule by which the first version is adopted (`agenda.rules.Rule`);
    empty until it is chosen. `culture_numbers` maps a role to the codes of culture indicators that
    it may see.
    """

    initiative = models.OneToOneField(Initiative, models.PROTECT, related_name="terms")
    relationship_percent = models.PositiveIntegerField(
        _("Least share of meeting time for relationships, in percent"),
        default=10,
        validators=[MaxValueValidator(50)],
    )
    materials_days = models.PositiveIntegerField(
        _("Materials come this many days before a meeting"), default=5
    )
    minutes_days = models.PositiveIntegerField(
        _("Minutes are out within this many days"), default=7
    )
    decision_days = models.PositiveIntegerField(
        _("Decisions are published within this many days"), default=7
    )
    reply_days = models.PositiveIntegerField(
        _("Questions are answered within this many days"), default=14
    )
    attendance_percent = models.PositiveIntegerField(
        _("Meetings that the named person attends, in percent"),
        default=60,
        validators=[MaxValueValidator(100)],
    )
    kept_percent = models.PositiveIntegerField(
        _("Promises kept or renegotiated in time, in percent"),
        default=85,
        validators=[MaxValueValidator(100)],
    )
    settled_days = models.PositiveIntegerField(
        _("Tensions are settled within this many days"), default=60
    )
    ladder = models.JSONField(default=usual_ladder)
    residents_last = models.BooleanField(_("Residents speak last before a decision"), default=True)
    amended_by = models.TextField(
        _("How the agenda is changed"), default="consent", help_text="A method of deciding."
    )
    renewal_month = models.PositiveIntegerField(
        _("Month of the yearly renewal"),
        default=11,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    accountability_public = models.BooleanField(
        _("The promise board can be read by everyone"), default=True
    )
    culture_numbers = models.JSONField(default=dict, blank=True)
    adoption = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "terms"

    def __str__(self) -> str:
        return f"terms of {self.initiative}"
