"""Where a promise stands, for whom it counts, and which step of the ladder it has reached."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from longtable.accountability.models import Commitment, LadderStep
from longtable.agenda.queries import terms_in_force
from longtable.initiative.models import Organization
from longtable.tables.models import Table


class Standing(TextChoices):
    """The same six for everyone. Late is what an open promise is after its day."""

    KEPT = "kept", _("Kept")
    RENEGOTIATED = "renegotiated", _("Renegotiated in time")
    KEPT_LATE = "kept_late", _("Kept late")
    LATE = "late", _("Late")
    DROPPED = "dropped", _("Dropped")
    OPEN = "open", _("Open")


GOOD = (Standing.KEPT, Standing.RENEGOTIATED)


def standing_of(promise: Commitment, *, today: dt.date) -> Standing:
    """Return where a promise stands on a day."""
    match promise.state:
        case Commitment.State.OPEN:
            return Standing.LATE if promise.due < today else Standing.OPEN
        case Commitment.State.KEPT:
            assert promise.closed is not None  # a constraint says so
            return Standing.KEPT_LATE if promise.closed > promise.due else Standing.KEPT
        case Commitment.State.RENEGOTIATED:
            return Standing.RENEGOTIATED
        case _:
            return Standing.DROPPED


def days_late(promise: Commitment, *, today: dt.date) -> int:
    """Return how many days after its day a promise was closed, or is open now; 0 if in time."""
    if promise.state == Commitment.State.RENEGOTIATED:
        return 0
    return max(0, ((promise.closed or today) - promise.due).days)


def tier_of(promise: Commitment) -> str:
    """Return for which group a promise counts: a tier, the backbone, steering, or another table."""
    owner = promise.owner
    if isinstance(owner, Organization):
        return "backbone" if owner.is_backbone else owner.tier
    kinds = {Table.Kind.BACKBONE: "backbone", Table.Kind.STEERING: "steering"}
    return kinds.get(Table.Kind(owner.kind), "table")


TIERS: dict[str, object] = {
    "backbone": _("Backbone"),
    "steering": _("Steering committee"),
    **dict(Organization.Tier.choices),
    "table": _("Other tables"),
    "": _("Size not said"),
}


@dataclass(frozen=True, slots=True)
class DueStep:
    """A step of the ladder that a late promise has reached, and the day on which it did."""

    step: str
    due: dt.date


def steps_reached(promise: Commitment, *, today: dt.date) -> list[DueStep]:
    """Return the steps that the charter asks for by now, for whomever it is, the first first."""
    late = days_late(promise, today=today)
    ladder = terms_in_force(promise.initiative, on=min(today, promise.closed or today)).ladder
    known = set(LadderStep.Step.values)
    return [
        DueStep(rung["step"], promise.due + dt.timedelta(days=rung["days"]))
        for rung in sorted(ladder, key=lambda rung: rung["days"])
        if rung["days"] <= late and rung["step"] in known
    ]


def steps_due(promise: Commitment, *, today: dt.date) -> list[DueStep]:
    """Return the steps that were reached and neither taken nor left out."""
    if promise.state != Commitment.State.OPEN:
        return []
    done = {*promise.steps.values_list("step", flat=True)}
    done |= {*promise.waivers.values_list("step", flat=True)}
    return [one for one in steps_reached(promise, today=today) if one.step not in done]
