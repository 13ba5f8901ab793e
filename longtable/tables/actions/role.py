"""Write role cards, and take what the next holder of a role needs."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.initiative import queries as initiatives
from longtable.record.acting import Refusal, action, save_if_unchanged
from longtable.tables import permissions, queries
from longtable.tables.models import RoleCard
from longtable.tables.queries import Post

CARD_FIELDS = {
    *("expectation", "decides", "access", "term", "accountable_to", "success"),
    *("deputy", "hand_over_on", "successor"),
}


@action("wrote the role card")
def write_card(post: Post, said: dict[str, Any], *, version: int | None, by: Person) -> RoleCard:
    """Write what is expected of a role (see CARD_FIELDS); `version` is None for the first card."""
    permissions.may_write_card(post, by=by)
    if unknown := said.keys() - CARD_FIELDS:
        raise ValueError(f"no fields of a role card: {sorted(unknown)}")
    deputy = said.get("deputy")
    if deputy is not None:
        if post.seat:
            raise Refusal(_("The deputy of a seat is its alternate. Name one on the seat's page."))
        if initiatives.membership_of(deputy, post.initiative) is None:
            raise Refusal(_("Choose somebody of this initiative."))
        if queries.holds(deputy, post):
            raise Refusal(_("Somebody who holds a role can't be the deputy too."))
    card = queries.card_of(post)
    if card is None:
        return RoleCard.objects.create(
            initiative=post.initiative, seat=post.seat, table=post.table, role=post.role, **said
        )
    save_if_unchanged(card, said, version=version or 0)
    return card


@action("took the handover pack of")
def take_handover_pack(post: Post, *, by: Person) -> models.Model:
    """Take what the next holder of a role needs; the record says so. Nothing else changes."""
    permissions.may_hand_over(post, by=by)
    return post.seat or post.table or post.initiative
