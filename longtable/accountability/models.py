from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.initiative.models import Initiative, Organization
from longtable.tables.models import CompositionRule, Decision, Meeting, Table


class Commitment(models.Model):
    """A promise: who, what, by when, and whether it was kept. The same for everyone.

    Its owner is an organization (the backbone is one), a table, or a person for one of these
    (`person` then says who looks after it). Late is no state: it is what an open one is after
    its day. A renegotiated one is closed, and `renegotiated_from` of its successor names it.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        KEPT = "kept", _("Kept")
        RENEGOTIATED = "renegotiated", _("Renegotiated before it was due")
        DROPPED = "dropped", _("Dropped")

    class Size(models.TextChoices):
        SMALL = "small", _("A few hours")
        MEDIUM = "medium", _("Some days")
        LARGE = "large", _("Weeks or more")

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="commitments")
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="commitments", null=True, blank=True
    )
    table = models.ForeignKey(
        Table, models.PROTECT, related_name="commitments", null=True, blank=True
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="commitments", null=True, blank=True
    )
    what = models.TextField(_("What is promised"))
    measure = models.TextField(_("How we shall see that it is done"), blank=True)
    size = models.TextField(_("How much work it is"), choices=Size, default=Size.MEDIUM)
    due = models.DateField(_("By when"))
    made = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="commitments", null=True, blank=True
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="commitments", null=True, blank=True
    )
    state = models.TextField(choices=State, default=State.OPEN)
    closed = models.DateField(null=True, blank=True)
    evidence = models.TextField(_("What shows it"), blank=True)
    reason = models.TextField(_("Why"), blank=True)
    renegotiated_from = models.OneToOneField(
        "self", models.PROTECT, related_name="successor", null=True, blank=True
    )
    key = models.UUIDField(
        null=True, blank=True, unique=True, help_text="Of the tap that made it: sent twice, once."
    )
    illustrative = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organization__isnull=False, table__isnull=True)
                | Q(organization__isnull=True, table__isnull=False),
                name="a_promise_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed__isnull=True)
                | (~Q(state="open") & Q(closed__isnull=False)),
                name="a_closed_promise_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.what[:80]

    @property
    def owner(self) -> Organization | Table:
        """Return who is held to it."""
        return self.organization or self.table  # type: ignore[return-value]


class LadderStep(models.Model):
    """One step that followed a late promise, by the charter's ladder. Never edited."""

    class Step(models.TextChoices):
        REMINDER = "reminder", _("A reminder")
        CALL = "call", _("A call by the facilitator")
        TABLE = "table", _("On the table's agenda")
        STEERING = "steering", _("On the steering committee's agenda")

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="steps")
    step = models.TextField(choices=Step)
    due = models.DateField()
    taken = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("commitment", "step", name="a_step_is_taken_once")]

    def __str__(self) -> str:
        return f"{self.step} for {self.commitment}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.commitment.initiative_id


class Waiver(models.Model):
    """A step that was left out for a late promise, with the reason. Counted by tier."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="waivers")
    step = models.TextField(choices=LadderStep.Step)
    reason = models.TextField(_("Why"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("commitment", "step", name="a_step_is_waived_once")]

    def __str__(self) -> str:
        return f"{self.step} waived for {self.commitment}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.commitment.initiative_id


class YearlyAccount(models.Model):
    """What the backbone or the steering committee says of its own year. Published as it is."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="yearly_accounts")
    table = models.ForeignKey(
        Table, models.PROTECT, related_name="yearly_accounts", null=True, blank=True
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="yearly_accounts", null=True, blank=True
    )
    year = models.PositiveIntegerField(_("Year"))
    text = models.TextField(_("What we did, what we did not, and what we change"))
    published = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "table", "year", condition=Q(table__isnull=False), name="one_account_a_table_a_year"
            ),
            models.UniqueConstraint(
                "organization",
                "year",
                condition=Q(organization__isnull=False),
                name="one_account_an_organization_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table or self.organization}, {self.year}"


class CompositionPlan(models.Model):
    """The promise that follows a rule of composition that is not met, and who leads it."""

    rule = models.ForeignKey(CompositionRule, models.PROTECT, related_name="plans")
    commitment = models.OneToOneField(Commitment, models.PROTECT, related_name="composition_plan")
    leaders = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    def __str__(self) -> str:
        return f"plan for {self.rule}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.commitment.initiative_id
