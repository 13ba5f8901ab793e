"""What an initiative measures, of whom and where."""

from dataclasses import dataclass

from django.db.models import QuerySet

from longtable.core.warehouse.engine import DamagedSource
from longtable.initiative.models import Initiative
from longtable.measures import templates as shipped
from longtable.measures.models import Breakdown, Indicator, Place
from longtable.measures.store import engine
from longtable.web.spoken import Spoken, spoken


@dataclass(frozen=True, slots=True)
class Template:
    """A ready set of indicators to start from."""

    code: str
    name: Spoken
    description: Spoken

    def __str__(self) -> str:
        return spoken(self.name)


def indicators_of(initiative: Initiative) -> QuerySet[Indicator]:
    """Return the indicators of an initiative that are not retired, in its own order."""
    return initiative.indicators.filter(retired=None).prefetch_related("definitions")


def indicator_at(initiative: Initiative, code: str) -> Indicator | None:
    """Return the indicator at an address, retired or not; None where there is none."""
    found = initiative.indicators.filter(code=code).select_related("owner", "initiative")
    return found.prefetch_related("definitions", "breaks").first()


def breakdowns_of(initiative: Initiative) -> QuerySet[Breakdown]:
    """Return the breakdowns of an initiative with their categories, by code."""
    return initiative.breakdowns.prefetch_related("categories").order_by("code")


def places_of(initiative: Initiative) -> QuerySet[Place]:
    """Return all places of an initiative, in its own order."""
    return initiative.places.select_related("parent")


def levels_of(initiative: Initiative) -> list[str]:
    """Return the levels of place that an initiative has, in order of their first place."""
    return list(dict.fromkeys(initiative.places.values_list("level", flat=True)))


def has_facts(initiative: Initiative) -> bool:
    """Whether anything has been counted in an initiative so far."""
    try:
        parts = engine().catalog()
    except DamagedSource:
        return True
    return any(part.indicator.startswith(f"{initiative.pk}/") for part in parts)


def templates() -> list[Template]:
    """Return the sets of indicators that ship with Longtable, in their own order."""
    return [Template(t["code"], t["name"], t["description"]) for t in shipped.all_templates()]
