from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from longtable.initiative.models import Initiative


class Method(models.TextChoices):
    """How a table decides. What each means stands in `tables.methods`."""

    CONSENT = "consent", _("Consent")
    CONSENSUS = "consensus", _("Consensus")
    GRADIENTS = "gradients", _("Gradients of agreement")
    MAJORITY = "majority", _("Majority with a quorum")
    ADVICE = "advice", _("Advice")
    DELEGATED = "delegated", _("Delegated")
    RESIDENTS = "residents", _("Residents decide")
    APPROVAL = "approval", _("Approval of several options")


class Constituency(models.TextChoices):
    """Whom a seat is there for: a fact of the seat, which may be shown."""

    RESIDENT = "resident", _("Residents")
    GRASSROOTS = "grassroots", _("Grass-roots groups")
    PROVIDER = "provider", _("Providers")
    PUBLIC = "public", _("Public bodies")
    FUNDER = "funder", _("Funders")
    BUSINESS = "business", _("Business")
    BACKBONE = "backbone", _("Backbone")


class Table(models.Model):
    """Where people sit: the steering committee, the backbone, a working table, a caucus.

    The record of a caucus is seen by its members only.
    """

    class Kind(models.TextChoices):
        STEERING = "steering", _("Steering committee")
        BACKBONE = "backbone", _("Backbone")
        WORKING = "working", _("Working table")
        RESIDENTS = "residents", _("Resident council")
        CAUCUS = "caucus", _("Caucus")
        OTHER = "other", _("Another table")

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="tables")
    slug = models.SlugField(
        _("Address"),
        max_length=60,
        validators=[RegexValidator(r"^[a-z][a-z0-9-]*$", _("Small letters, digits and hyphens."))],
    )
    name = models.CharField(_("Name"), max_length=200)
    kind = models.TextField(_("Kind"), choices=Kind, default=Kind.WORKING)
    purpose = models.TextField(_("What it is for"), blank=True)
    rules = models.TextField(_("Table rules"), blank=True)
    method = models.TextField(_("How it decides"), choices=Method, default=Method.CONSENT)
    term_months = models.PositiveIntegerField(_("Length of a term, in months"), default=24)
    facilitator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="facilitated_tables",
        null=True,
        blank=True,
        verbose_name=_("Who facilitates"),
    )
    counts_turns = models.BooleanField(
        _("Turns are counted"),
        default=True,
        help_text=_("If one person at the table does not want it, nobody's turns are counted."),
    )
    illustrative = models.BooleanField(default=False)
    ended = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint("initiative", "slug", name="a_table_stands_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_closed(self) -> bool:
        """Whether only its members see its record."""
        return self.kind == self.Kind.CAUCUS
