"""Performance, treatment and voice: three questions that are never merged."""

import datetime as dt
from dataclasses import dataclass

from longtable.accountability.models import Commitment
from longtable.accountability.queries.standing import (
    GOOD,
    TIERS,
    Standing,
    days_late,
    standing_of,
    steps_reached,
    tier_of,
)
from longtable.core.stats.exact import fisher
from longtable.initiative.models import Initiative, Organization
from longtable.tables.models import Table

FEWEST_DUE = 15
FEWEST_LATE = 10
SMALL = (Organization.Tier.NONE, Organization.Tier.SMALL)
LARGE = (Organization.Tier.LARGE, Organization.Tier.LARGEST, "backbone", "steering")


@dataclass(frozen=True, slots=True)
class TierRow:
    """One tier: promises due and kept; late ones and those that met the charter's next step.

    `can_tell_kept` and `can_tell_treated` are false where there are too few to tell.
    """

    tier: str
    label: str
    due: int
    kept: int
    late: int
    treated: int
    waivers: int

    @property
    def can_tell_kept(self) -> bool:
        """Whether enough promises were due to say how well they are kept."""
        return self.due >= FEWEST_DUE

    @property
    def can_tell_treated(self) -> bool:
        """Whether enough were late to say how they were treated."""
        return self.late >= FEWEST_LATE


@dataclass(frozen=True, slots=True)
class Treatment:
    """The tiers side by side; `p` compares small with large (two-sided Fisher), None: too few."""

    rows: list[TierRow]
    p: float | None


def treatment(initiative: Initiative, *, since: dt.date, today: dt.date) -> Treatment:
    """Return what was due, kept, late and followed up, tier by tier, over one period for all."""
    found = initiative.commitments.filter(due__gte=since, due__lt=today)
    promises = list(
        found.exclude(table__kind=Table.Kind.CAUCUS)
        .select_related("organization", "table", "initiative")
        .prefetch_related("steps", "waivers")
    )
    by_tier: dict[str, list[Commitment]] = {}
    for promise in promises:
        by_tier.setdefault(tier_of(promise), []).append(promise)
    rows = [_row(tier, by_tier[tier], today=today) for tier in TIERS if by_tier.get(tier)]
    return Treatment(rows, _difference(rows))


def was_treated(promise: Commitment, *, today: dt.date) -> bool:
    """Whether every step that the charter asked for by then was taken."""
    taken = {step.step for step in promise.steps.all()}
    return all(one.step in taken for one in steps_reached(promise, today=today))


def is_kept(promise: Commitment, *, today: dt.date) -> bool:
    """Whether a promise was kept in time, or renegotiated before it was due."""
    return standing_of(promise, today=today) in GOOD


def is_late(promise: Commitment, *, today: dt.date) -> bool:
    """Whether a promise reached at least the first step of the ladder."""
    late = standing_of(promise, today=today) in (Standing.LATE, Standing.KEPT_LATE)
    return (
        late and days_late(promise, today=today) > 0 and bool(steps_reached(promise, today=today))
    )


def _row(tier: str, promises: list[Commitment], *, today: dt.date) -> TierRow:
    late = [one for one in promises if is_late(one, today=today)]
    return TierRow(
        tier=tier,
        label=str(TIERS[tier]),
        due=len(promises),
        kept=sum(is_kept(one, today=today) for one in promises),
        late=len(late),
        treated=sum(was_treated(one, today=today) for one in late),
        waivers=sum(len(one.waivers.all()) for one in promises),
    )


def _difference(rows: list[TierRow]) -> float | None:
    small = [row for row in rows if row.tier in SMALL]
    large = [row for row in rows if row.tier in LARGE]
    late = [sum(row.late for row in side) for side in (small, large)]
    treated = [sum(row.treated for row in side) for side in (small, large)]
    if min(late) < FEWEST_LATE:
        return None
    return fisher((treated[0], late[0]), (treated[1], late[1]))
