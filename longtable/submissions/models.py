from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.initiative.models import Initiative, Organization
from longtable.measures.models import Indicator


class Submission(models.Model):
    """One file that an organization reported for one indicator, and what became of it.

    `reading` is what the file looks like, `layout` who is what in it, corrected by people;
    `problems` what is wrong with it, grouped by cause, and `counted` what a dry run gave. Nothing
    counts before it is `accepted`; `replaces` are earlier ones that it then overwrites where both
    speak. A large file is `taking` from the press of a person (`accepted_by`, `asked`) until the
    worker is done. `gone_through` of `whole` says how far the work on it is, in what `step` counts;
    without a step nothing of that is known yet.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Being read")
        UNREADABLE = "unreadable", _("Can't be read")
        READ = "read", _("Read, not yet taken in")
        TAKING = "taking", _("Being taken in")
        ACCEPTED = "accepted", _("Taken in")
        DISCARDED = "discarded", _("Discarded")
        UNDONE = "undone", _("Taken back")

    class Step(models.TextChoices):
        READING = "reading", _("bytes read")
        JUDGING = "judging", _("rows gone through")
        WRITING = "writing", _("numbers written")

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="submissions")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="submissions")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="submissions")
    file = models.FileField(upload_to="submissions/%Y/")
    file_name = models.CharField(max_length=255)
    file_digest = models.CharField(max_length=64)
    state = models.TextField(choices=State, default=State.WAITING)
    trouble = models.TextField(blank=True)
    reading = models.JSONField(default=dict, blank=True)
    layout = models.JSONField(default=dict, blank=True)
    problems = models.JSONField(default=list, blank=True)
    counted = models.JSONField(default=dict, blank=True)
    replaces = models.ManyToManyField("self", symmetrical=False, related_name="replaced_by")
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    received = models.DateTimeField()
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    asked = models.DateTimeField(null=True)
    accepted = models.DateTimeField(null=True)
    facts_due = models.CharField(
        max_length=32,
        blank=True,
        db_index=True,
        help_text="Not empty: what it says has changed, and the warehouse may not know yet.",
    )
    step = models.TextField(choices=Step, blank=True, default="", db_default="")
    gone_through = models.PositiveIntegerField(default=0)
    whole = models.PositiveIntegerField(default=0, db_default=0)
    once = models.CharField(
        max_length=64, blank=True, help_text="The form's own code: a double click sends once."
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "initiative", "once", condition=~Q(once=""), name="a_double_click_sends_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.file_name}"

    @property
    def is_open(self) -> bool:
        """Whether its understanding can still be corrected."""
        return self.state == self.State.READ

    @property
    def source(self) -> str:
        """The name that its facts carry in the warehouse."""
        return f"submission-{self.pk}"


class SubmittedFacts(models.Model):
    """The facts of an accepted submission, as they were accepted: the truth behind the warehouse.

    `rows` is gzipped JSON lines, one fact a line, in the order of the file.
    """

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="facts")
    rows = models.BinaryField()
    count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    periods = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.count} facts of submission {self.submission_id}"


class RememberedLayout(models.Model):
    """How a partner's file for an indicator is to be read, learned from the last one accepted."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="layouts")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="layouts")
    layout = models.JSONField(default=dict)
    learned_from = models.ForeignKey(Submission, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint("organization", "indicator", name="one_layout_a_partner")
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.indicator}"
