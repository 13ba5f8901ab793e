"""That somebody has reported, and how far it is: the one thing that others may know of it."""

from dataclasses import dataclass

from longtable.initiative.models import Initiative, Organization
from longtable.measures.models import Indicator
from longtable.submissions.models import Submission


@dataclass(frozen=True, slots=True)
class Reported:
    """That an organization has reported, and no more: who, for what and when, and the state."""

    organization: Organization
    indicator: Indicator
    periods: tuple[str, ...]
    state: str


def reported(initiative: Initiative) -> list[Reported]:
    """Return who has reported for which indicator and periods, and how far it is. No more."""
    gone = [Submission.State.DISCARDED, Submission.State.UNDONE]
    found = initiative.submissions.exclude(state__in=gone)
    return [
        Reported(
            each.organization,
            each.indicator,
            tuple(each.counted.get("periods", ())),
            each.state,
        )
        for each in found.select_related("organization", "indicator").order_by("received")
    ]
