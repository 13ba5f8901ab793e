"""Voice in the standard: whose suggestions for the charter are taken up."""

import datetime as dt
from dataclasses import dataclass

from longtable.accountability.queries.standing import TIERS
from longtable.accountability.queries.treatment import LARGE, SMALL
from longtable.agenda.models import Suggestion
from longtable.agenda.queries import answered_about_the_charter
from longtable.core.stats.estimates import Difference, newcombe
from longtable.initiative.models import Initiative
from longtable.initiative.queries import size_of

FEWEST_SUGGESTED = 10


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """One tier: how many of its suggestions were answered, and how many of those taken up."""

    tier: str
    label: str
    suggested: int
    taken: int

    @property
    def can_tell(self) -> bool:
        """Whether enough was suggested to say how much of it is taken up."""
        return self.suggested >= FEWEST_SUGGESTED


@dataclass(frozen=True, slots=True)
class Voice:
    """The tiers side by side; `gap` is large minus small with its interval, None: too few."""

    rows: list[VoiceRow]
    gap: Difference | None

    @property
    def points(self) -> tuple[int, int]:
        """Return the ends of the gap's interval in percentage points, seen from who has more."""
        if self.gap is None:
            return 0, 0
        ends = sorted(abs(round(end * 100)) for end in (self.gap.lower, self.gap.upper))
        return ends[0], ends[1]

    @property
    def favors_large(self) -> bool:
        """Whether more is taken up of what large members suggest."""
        return self.gap is not None and self.gap.value > 0

    @property
    def is_unequal(self) -> bool:
        """Whether the interval of the gap leaves out 0."""
        return self.gap is not None and not self.gap.lower <= 0 <= self.gap.upper


def voice(initiative: Initiative, *, since: dt.date) -> Voice:
    """Return what was suggested for the charter and taken up, by who suggested it.

    Uptake parity of the standard itself (I4): of the suggestions that were answered since a day,
    the share that was taken up, by the size of the organization that its author belongs to now or
    belonged to last. The gap's interval is Newcombe's, and is asked of ten on each side.
    """
    answered = list(answered_about_the_charter(initiative, since=since))
    tiers = _tiers_of({one.by_id for one in answered}, initiative)
    by_tier: dict[str, list[Suggestion]] = {}
    for one in answered:
        by_tier.setdefault(tiers.get(one.by_id, ""), []).append(one)
    rows = [_row(tier, by_tier[tier]) for tier in TIERS if tier in by_tier]
    return Voice(rows, _gap(rows))


def _tiers_of(people: set[int], initiative: Initiative) -> dict[int, str]:
    found = {}
    latest_last = initiative.memberships.filter(person__in=people).select_related("organization")
    for membership in latest_last.order_by("since", "pk"):
        found[membership.person_id] = size_of(membership)
    return found


def _row(tier: str, answered: list[Suggestion]) -> VoiceRow:
    taken = sum(one.state == Suggestion.State.TAKEN for one in answered)
    return VoiceRow(tier, str(TIERS[tier]), len(answered), taken)


def _gap(rows: list[VoiceRow]) -> Difference | None:
    sides = []
    for tiers in (LARGE, SMALL):
        side = [row for row in rows if row.tier in tiers]
        sides.append((sum(row.taken for row in side), sum(row.suggested for row in side)))
    if min(suggested for _taken, suggested in sides) < FEWEST_SUGGESTED:
        return None
    return newcombe(*sides)
