"""The text of the agenda as it is being written, clause by clause."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.initiative.models import Initiative


class Clause(models.Model):
    """One clause of the common agenda, as it stands in the draft now."""

    class Part(models.TextChoices):
        PROBLEM = "problem", _("The problem")
        POPULATION = "population", _("Whom it is about")
        VISION = "vision", _("The vision")
        RESULT = "result", _("Results")
        STRATEGY = "strategy", _("Strategies")
        VALUES = "values", _("Culture charter: values")
        EXPECTATIONS = "expectations", _("Culture charter: what we expect of each other")
        DECIDING = "deciding", _("Culture charter: how we decide")
        LATE = "late", _("Culture charter: when a promise is late")
        COMMUNICATION = "communication", _("Culture charter: standards of communication")
        PARTICIPATION = "participation", _("Culture charter: standards of participation")
        RESULTS = "results", _("Culture charter: standards of results")
        NUMBERS = "numbers", _("Culture charter: who may see which culture numbers")

    class Strategy(models.TextChoices):
        PROGRAM = "program", _("Program")
        PRACTICE = "practice", _("Practice")
        POLICY = "policy", _("Policy")

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="clauses")
    part = models.TextField(_("Part of the agenda"), choices=Part)
    strategy = models.TextField(_("Kind of strategy"), choices=Strategy, blank=True)
    title = models.CharField(_("Title"), max_length=200)
    text = models.TextField(_("Text"))
    position = models.PositiveIntegerField(default=0)
    retired = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(part="strategy") & ~Q(strategy=""))
                | (~Q(part="strategy") & Q(strategy="")),
                name="a_strategy_says_its_kind",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Wording(models.Model):
    """One wording that a clause had: what it said, who wrote it, when. Never edited."""

    clause = models.ForeignKey(Clause, models.PROTECT, related_name="wordings")
    title = models.CharField(max_length=200)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.clause} ({self.at:%Y-%m-%d})"


class Lineage(models.Model):
    """Where a clause came from when clauses were split or merged."""

    class How(models.TextChoices):
        SPLIT = "split", _("Split from")
        MERGED = "merged", _("Merged from")

    clause = models.ForeignKey(Clause, models.PROTECT, related_name="origins")
    came_from = models.ForeignKey(Clause, models.PROTECT, related_name="successors")
    how = models.TextField(choices=How)

    class Meta:
        constraints = [models.UniqueConstraint("clause", "came_from", name="one_origin_once")]

    def __str__(self) -> str:
        return f"{self.clause} {self.how} {self.came_from}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.clause.initiative_id


class Suggestion(models.Model):
    """Another wording for a clause, shown in place until it is taken or declined."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        TAKEN = "taken", _("Taken up")
        DECLINED = "declined", _("Not taken up")

    clause = models.ForeignKey(Clause, models.PROTECT, related_name="suggestions")
    text = models.TextField(_("Text"))
    reason = models.TextField(_("Why"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    wrote_over = models.PositiveIntegerField(help_text="The clause's version that it starts from.")
    state = models.TextField(choices=State, default=State.OPEN)
    answer = models.TextField(_("Answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    answered = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"suggestion {self.pk} for {self.clause}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.clause.initiative_id


class Comment(models.Model):
    """What somebody said of a clause."""

    clause = models.ForeignKey(Clause, models.PROTECT, related_name="comments")
    text = models.TextField(_("Comment"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"comment {self.pk} on {self.clause}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.clause.initiative_id


class LensAnswer(models.Model):
    """One answer of the equity lens, for the problem, the target or a strategy."""

    class Question(models.TextChoices):
        DEFINED_BY = "defined_by", _("Who defined this, and from what experience?")
        KNOWLEDGE = "knowledge", _("Whose knowledge counted?")
        LEFT_OUT = "left_out", _("What was not considered?")
        GOAL_BY = "goal_by", _("Who set the goal?")
        FURTHEST = "furthest", _("Which group is furthest from it?")

    clause = models.ForeignKey(Clause, models.PROTECT, related_name="lens")
    question = models.TextField(choices=Question)
    answer = models.TextField(_("Answer"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint("clause", "question", name="a_lens_question_is_asked_once")
        ]

    def __str__(self) -> str:
        return f"{self.clause}: {self.get_question_display()}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.clause.initiative_id
