"""A city of three schools, told apart by race, with two people to release its numbers."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from longtable.measures import actions
from longtable.measures.models import Definition, Indicator, Release
from tests.factories import (
    BreakdownFactory,
    CategoryFactory,
    DefinitionFactory,
    IndicatorFactory,
    InitiativeFactory,
    MembershipFactory,
    PlaceFactory,
    count_people,
)

RACES = ("asian", "black", "white")
SCHOOLS = ("north", "south", "west")
CUTS = [
    {"level": "city", "by": []},
    {"level": "city", "by": ["race"]},
    {"level": "school", "by": []},
    {"level": "school", "by": ["race"]},
]


@dataclass(frozen=True)
class City:
    indicator: Indicator
    definition: Definition
    lead: Any
    facilitator: Any

    def count(self, period: str, table: dict[str, list[tuple[int, int]]], **more: Any) -> None:
        """Store numerators and denominators by school, in the order of the races."""
        rows = [
            (period, school, "school", {"race": race}, *counts)
            for school, line in table.items()
            for race, counts in zip(RACES, line, strict=True)
        ]
        count_people(self.indicator, rows, **{"source": f"submission-{period}", **more})

    def prepare(self, **more: Any) -> Release:
        said = {"reason": "New numbers", "now": timezone.now(), "by": self.lead} | more
        return actions.prepare_release(self.indicator, **said)

    def publish(self, **more: Any) -> Release:
        release = self.prepare(**more)
        return actions.approve_release(
            release, version=release.version, now=timezone.now(), by=self.facilitator
        )


def city(**more: Any) -> City:
    initiative = InitiativeFactory()
    lead = MembershipFactory(initiative=initiative, data_lead=True).person
    facilitator = MembershipFactory(initiative=initiative, facilitator=True).person
    race = BreakdownFactory(initiative=initiative, code="race")
    for code in RACES:
        CategoryFactory(breakdown=race, code=code)
    above = PlaceFactory(initiative=initiative, code="city", level="city")
    for code in SCHOOLS:
        PlaceFactory(initiative=initiative, code=code, parent=above)
    indicator = IndicatorFactory(initiative=initiative, code="reading")
    definition = DefinitionFactory(indicator=indicator, **{"cuts": CUTS, **more})
    return City(indicator, definition, lead, facilitator)


SAFE = {
    "north": [(30, 60), (40, 80), (50, 90)],
    "south": [(20, 70), (35, 90), (60, 95)],
    "west": [(25, 50), (30, 85), (70, 99)],
}
SMALL = {**SAFE, "west": [(2, 4), (30, 85), (70, 99)]}
