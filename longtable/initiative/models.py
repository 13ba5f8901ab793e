from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# First segments of an address that are not initiatives (`docs/reference/addresses.md`).
RESERVED = {
    "components", "accounts", "api", "healthz", "static", "media", "admin", "join", "r",
    "today", "start", "search", "credits", "robots.txt", "favicon.ico", "style", "language",
    "settings",
}  # fmt: skip


class Initiative(models.Model):
    """Organizations and residents who agreed to move one number together."""

    slug = models.SlugField(
        _("Address"),
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z][a-z0-9-]*$", _("Small letters, digits and hyphens."))],
    )
    name = models.CharField(_("Name"), max_length=200)
    promise = models.TextField(_("The promise in one sentence"), blank=True)
    place = models.CharField(_("Place"), max_length=200, blank=True)
    listed = models.BooleanField(_("Named on the front page"), default=False)
    illustrative = models.BooleanField(default=False)
    credits = models.TextField(
        _("Sources and licences"), blank=True, help_text=_("Shown on every page.")
    )
    reply_to = models.EmailField(_("Address for replies"), blank=True)
    languages = models.JSONField(default=list, blank=True)
    started = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class Organization(models.Model):
    """A partner of any size, a public body, a funder, or the backbone itself."""

    class Tier(models.TextChoices):
        NONE = "none", _("Residents, no budget")
        SMALL = "under_100k", _("Under $100,000 a year")
        MIDDLE = "100k_1m", _("$100,000 to $1 million a year")
        LARGE = "1m_10m", _("$1 million to $10 million a year")
        LARGEST = "over_10m", _("Over $10 million a year")

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="organizations")
    name = models.CharField(_("Name"), max_length=300)
    tier = models.TextField(_("Size, by yearly budget"), choices=Tier, blank=True)
    paid_hours = models.PositiveIntegerField(
        _("Paid hours a week, of all its people together"), null=True, blank=True
    )
    is_backbone = models.BooleanField(_("This is the backbone"), default=False)
    is_funder = models.BooleanField(_("This is a funder"), default=False)
    illustrative = models.BooleanField(default=False)
    left = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint("initiative", "name", name="an_organization_stands_once")
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What somebody is in one initiative (see `docs/reference/roles.md`)."""

    FACILITATOR = "facilitator", _("Facilitator")
    DATA_LEAD = "data_lead", _("Data lead")
    PARTNER_STEWARD = "partner_steward", _("Partner steward")
    PARTNER_MEMBER = "partner_member", _("Partner member")
    FUNDER = "funder", _("Funder")
    READER = "reader", _("Reader")


BACKBONE_ROLES = [Role.FACILITATOR, Role.DATA_LEAD]
PARTNER_ROLES = [Role.PARTNER_STEWARD, Role.PARTNER_MEMBER, Role.FUNDER]


class Membership(models.Model):
    """One person's one role in one initiative, for an organization where the role needs one."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.TextField(_("Role"), choices=Role)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="memberships", null=True, blank=True
    )
    since = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True)
    reach = models.CharField(
        _("How the others of this initiative reach you"),
        max_length=300,
        blank=True,
        db_default="",
    )
    welcomed = models.DateTimeField(
        null=True, help_text="When they were done with the page for newcomers."
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "initiative",
                "person",
                condition=Q(ended=None),
                name="one_role_at_a_time_in_an_initiative",
            ),
            models.CheckConstraint(
                condition=Q(organization__isnull=False) | ~Q(role__in=PARTNER_ROLES),
                name="partners_speak_for_an_organization",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"

    @property
    def is_backbone(self) -> bool:
        """Whether this person works for the backbone."""
        return self.role in BACKBONE_ROLES


class Invitation(models.Model):
    """An invitation by mail: for one address, used once, for fourteen days.

    Only a hash of its code is kept.
    """

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="invitations")
    email = models.EmailField(_("E-mail address"))
    name = models.CharField(_("Name"), max_length=300, blank=True)
    role = models.TextField(_("Role"), choices=Role)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="invitations", null=True, blank=True
    )
    language = models.CharField(_("Language of the invitation"), max_length=10, default="en")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    code_hash = models.TextField(unique=True)
    expires = models.DateTimeField()
    answered = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"invitation {self.pk} to {self.initiative}"
