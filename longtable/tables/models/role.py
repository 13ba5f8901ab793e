from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.initiative.models import BACKBONE_ROLES, Initiative, Role
from longtable.tables.models.seat import Seat
from longtable.tables.models.table import Table


class RoleCard(models.Model):
    """What is expected of a role, what it decides, and how one sees that it is done well.

    It belongs to a seat, to the facilitation of a table, or to a role of the backbone (`role`).
    The deputy of a seat is its alternate, so `deputy` is for the other two.
    """

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="role_cards")
    seat = models.OneToOneField(Seat, models.PROTECT, related_name="card", null=True, blank=True)
    table = models.OneToOneField(Table, models.PROTECT, related_name="card", null=True, blank=True)
    role = models.TextField(
        choices=[(one.value, one.label) for one in map(Role, BACKBONE_ROLES)], blank=True
    )
    expectation = models.TextField(_("What is expected"), blank=True)
    decides = models.TextField(_("What this role decides"), blank=True)
    access = models.TextField(_("What this role may see and use"), blank=True)
    term = models.CharField(_("For how long"), max_length=300, blank=True)
    accountable_to = models.TextField(_("Accountable to whom"), blank=True)
    success = models.TextField(_("How success is judged"), blank=True)
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="deputized_roles",
        null=True,
        blank=True,
        verbose_name=_("Deputy"),
    )
    hand_over_on = models.DateField(_("Hand-over date"), null=True, blank=True)
    successor = models.CharField(_("Who follows"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(seat__isnull=False, table__isnull=True, role="")
                | Q(seat__isnull=True, table__isnull=False, role="")
                | (Q(seat__isnull=True, table__isnull=True) & ~Q(role="")),
                name="a_card_is_of_one_role",
            ),
            models.UniqueConstraint(
                "initiative", "role", condition=~Q(role=""), name="one_card_for_a_backbone_role"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_role_display() or self.table or self.seat)
