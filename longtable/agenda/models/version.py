"""Versions of the agenda, and who agreed to which."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.initiative.models import Initiative, Organization


class Drafter(models.Model):
    """Somebody who was in the room when the agenda was drafted, by what they stood for.

    The name is their own to give, and may be left out.
    """

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="drafters")
    day = models.DateField(_("Day"))
    name = models.CharField(_("Name, if they wish"), max_length=300, blank=True)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="drafters", null=True, blank=True
    )
    constituency = models.TextField(_("Constituency"))
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.constituency} on {self.day}"


class AgendaVersion(models.Model):
    """One numbered version of the agenda: text, terms, lens and drafters, frozen together.

    `content` is all that was agreed; `digest` its SHA-256. `rule` says by which rule it becomes
    the agenda, chosen before anybody signs. The content of a version is never edited.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open for signing")
        IN_FORCE = "in_force", _("In force")
        REPLACED = "replaced", _("Replaced")
        NOT_ADOPTED = "not_adopted", _("Not adopted")

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="agenda_versions")
    number = models.PositiveIntegerField()
    state = models.TextField(choices=State, default=State.OPEN)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    rule = models.JSONField(default=dict)
    what_changed = models.TextField(_("What changed, and why"), blank=True)
    learned = models.TextField(_("What was learned since the last version"), blank=True)
    opened = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closes = models.DateField(_("Sign until"))
    decided = models.DateTimeField(null=True)
    in_force_from = models.DateField(null=True)
    in_force_until = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint("initiative", "number", name="a_version_has_its_number"),
            models.UniqueConstraint(
                "initiative", condition=Q(state="in_force"), name="one_version_is_in_force"
            ),
            models.UniqueConstraint(
                "initiative", condition=Q(state="open"), name="one_version_is_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative}, version {self.number}"


class Ratification(models.Model):
    """An organization's or a resident seat's word on one version, with its reasons. Never edited.

    `seat` is the number that `tables` knows the seat by (0 for an organization): `tables` stands
    higher, and signs its seats in (`sources.sign_in_seats`). `on_paper` says that a facilitator
    entered what somebody without an account signed on paper.
    """

    class Answer(models.TextChoices):
        SIGNS = "signs", _("Signs")
        CONCERN = "concern", _("Signs, with a concern")
        DISSENTS = "dissents", _("Does not sign")

    agenda = models.ForeignKey(AgendaVersion, models.PROTECT, related_name="ratifications")
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="ratifications", null=True, blank=True
    )
    seat = models.PositiveBigIntegerField(default=0)
    signer = models.CharField(_("Who signs"), max_length=300)
    constituency = models.TextField(blank=True)
    tier = models.TextField(blank=True)
    answer = models.TextField(_("Answer"), choices=Answer)
    reason = models.TextField(_("Reasons"), blank=True)
    on_paper = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "agenda",
                "organization",
                condition=Q(seat=0),
                name="an_organization_ratifies_a_version_once",
            ),
            models.UniqueConstraint(
                "agenda", "seat", condition=~Q(seat=0), name="a_seat_ratifies_a_version_once"
            ),
            models.CheckConstraint(
                condition=(Q(seat=0) & Q(organization__isnull=False)) | ~Q(seat=0),
                name="an_organization_or_a_seat_ratifies",
            ),
            models.CheckConstraint(
                condition=Q(answer="signs") | ~Q(reason=""), name="who_does_not_sign_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signer}: {self.get_answer_display()}"

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.agenda.initiative_id
