"""What taking part costs: minutes asked against the paid hours there are, by size (I6)."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from longtable.accountability.queries.treatment import SMALL
from longtable.communication.queries.asked import WINDOW, Asked
from longtable.initiative.models import Initiative, Organization

FEWEST_ORGANIZATIONS = 3
TOO_MUCH = 0.02
WEEKS = WINDOW / dt.timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class CostRow:
    """One size of organization: minutes asked of its people, and minutes they are paid for.

    Both of the last four weeks, and of those organizations alone that have paid hours and said so.
    """

    tier: str
    label: str
    organizations: int
    asked: int
    paid: int

    @property
    def share(self) -> float | None:
        """Return asked by paid; None where fewer than three said how many paid hours they have."""
        if self.organizations < FEWEST_ORGANIZATIONS:
            return None
        return self.asked / self.paid

    @property
    def hours_asked(self) -> float:
        """Return the hours asked."""
        return self.asked / 60

    @property
    def hours_paid(self) -> float:
        """Return the paid hours of the same time."""
        return self.paid / 60

    @property
    def percent(self) -> float | None:
        """Return the share as a percentage."""
        return None if self.share is None else self.share * 100

    @property
    def is_too_much(self) -> bool:
        """Whether more than 2 % is asked of the small: pay for it, or ask for less at a time."""
        return self.tier in SMALL and self.share is not None and self.share > TOO_MUCH


def costs(initiative: Initiative, of_each: list[Asked]) -> list[CostRow]:
    """Return what is asked of partners against what they are paid for, the smallest size first.

    `of_each` is what `asked_of_each` returns.
    """
    asked: dict[int, int] = defaultdict(int)
    for one in of_each:
        if one.membership.organization_id is not None:
            asked[one.membership.organization_id] += one.minutes
    said = initiative.organizations.filter(left=None, is_backbone=False, paid_hours__gt=0)
    by_tier: dict[str, list[Organization]] = defaultdict(list)
    for organization in said.order_by("pk"):
        by_tier[organization.tier].append(organization)
    sizes = dict(Organization.Tier.choices)
    return [_row(tier, str(sizes[tier]), by_tier[tier], asked) for tier in sizes if by_tier[tier]]


def _row(tier: str, label: str, said: list[Organization], asked: dict[int, int]) -> CostRow:
    hours = sum(organization.paid_hours or 0 for organization in said)
    return CostRow(
        tier=tier,
        label=label,
        organizations=len(said),
        asked=sum(asked[organization.pk] for organization in said),
        paid=round(hours * 60 * WEEKS),
    )
