from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.initiative.models import Organization
from longtable.measures.models import Release
from longtable.tables.models.meeting import Item, Meeting
from longtable.tables.models.seat import Seat
from longtable.tables.models.table import Constituency, Method, Table


class Decision(models.Model):
    """A question that a table decides: by which rule, who decides, what came out, and why.

    `rule` is the rule in full as it was when the decision opened (see `tables.deciding.Rule`);
    `options` are what can be chosen, where the method has options of its own. The equity
    questions are answered on the record.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Decided")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Outcome(models.TextChoices):
        NONE = "", _("Not yet decided")
        ADOPTED = "adopted", _("Adopted")
        CONCERN = "concern", _("Adopted, with a recorded concern")
        NOT_ADOPTED = "not_adopted", _("Not adopted")
        RETURNED = "returned", _("Returned to be worked on")

    table = models.ForeignKey(Table, models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="decisions", null=True, blank=True
    )
    item = models.ForeignKey(Item, models.PROTECT, related_name="decisions", null=True, blank=True)
    question = models.CharField(_("The question"), max_length=300)
    text = models.TextField(_("What is proposed"), blank=True)
    method = models.TextField(_("How it is decided"), choices=Method)
    rule = models.JSONField(default=dict)
    options = models.JSONField(default=list, blank=True)
    decider = models.ForeignKey(
        Seat, models.PROTECT, related_name="delegated", null=True, blank=True
    )
    speaks_last = models.TextField(_("Who speaks last"), choices=Constituency, blank=True)
    proposed_by = models.ForeignKey(
        Seat, models.PROTECT, related_name="proposals", null=True, blank=True
    )
    idea_of = models.CharField(_("Whose idea it was"), max_length=300, blank=True)
    tell = models.EmailField(_("Where to tell them what became of it"), blank=True)
    told = models.DateTimeField(null=True)
    gains = models.TextField(_("Who gains?"), blank=True)
    bears = models.TextField(_("Who bears it?"), blank=True)
    asked = models.TextField(_("Who of them was asked?"), blank=True)
    harm = models.TextField(_("What would tell us that it did harm?"), blank=True)
    release = models.ForeignKey(
        Release, models.PROTECT, related_name="decisions", null=True, blank=True
    )
    state = models.TextField(choices=State, default=State.DRAFT)
    opened = models.DateTimeField(null=True)
    text_changed = models.DateTimeField(
        null=True, help_text="When the text changed while it was open: answers fell back."
    )
    closes = models.DateTimeField(_("Answers until"), null=True, blank=True)
    closed = models.DateTimeField(null=True)
    outcome = models.TextField(choices=Outcome, default=Outcome.NONE, blank=True)
    chosen = models.TextField(blank=True)
    reason = models.TextField(_("Why"), blank=True)
    breach = models.TextField(_("How the rule was not kept"), blank=True)
    review_on = models.DateField(_("Look at it again on"), null=True, blank=True)
    published = models.DateTimeField(null=True)
    illustrative = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint("table", "number", name="a_decision_has_its_number")]

    def __str__(self) -> str:
        return self.question

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.table.initiative_id


class Elector(models.Model):
    """A seat that decides, as it was when the decision opened. Nobody is added later."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="electors")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="electorates")
    holder = models.CharField(max_length=300, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    alternate = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="+", null=True, blank=True
    )
    constituency = models.TextField(choices=Constituency)
    is_present = models.BooleanField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint("decision", "seat", name="a_seat_decides_once")]

    def __str__(self) -> str:
        return f"{self.seat} on {self.decision}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.decision.table.initiative_id


class Ballot(models.Model):
    """What a seat answered, by name, with its reason. A new answer replaces it until the close."""

    class Channel(models.TextChoices):
        PAGE = "page", _("On the page")
        ROOM = "room", _("In the room")
        PAPER = "paper", _("On paper")

    elector = models.OneToOneField(Elector, models.PROTECT, related_name="ballot")
    choice = models.TextField()
    choices = models.JSONField(default=list, blank=True)
    reason = models.TextField(_("Why"), blank=True)
    channel = models.TextField(choices=Channel, default=Channel.PAGE)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.elector}: {self.choice}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.elector.decision.table.initiative_id


class Objection(models.Model):
    """A reasoned objection, and what was done with it. Kept, whatever the outcome."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        INTEGRATED = "integrated", _("Taken into the proposal")
        WITHDRAWN = "withdrawn", _("Withdrawn by who raised it")
        STANDS = "stands", _("Stands as dissent")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="objections")
    elector = models.ForeignKey(
        Elector, models.PROTECT, related_name="objections", null=True, blank=True
    )
    from_table = models.ForeignKey(
        Table, models.PROTECT, related_name="objections", null=True, blank=True
    )
    reason = models.TextField(_("Why"))
    state = models.TextField(choices=State, default=State.OPEN)
    answer = models.TextField(_("What was done with it"), blank=True)
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(elector__isnull=False) | Q(from_table__isnull=False),
                name="somebody_objects",
            )
        ]

    def __str__(self) -> str:
        return f"objection {self.pk} to {self.decision}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.decision.table.initiative_id
