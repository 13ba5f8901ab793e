"""A release, read for the screens of this room: lines, groups, places, in the reader's words."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from longtable.initiative.models import Initiative
from longtable.measures import queries as measures
from longtable.measures.models import Definition, Release
from longtable.numbers import queries as numbers
from longtable.record import queries as record
from longtable.web.spoken import spoken


@dataclass
class Reading:
    """The values of one release for one place, with the names of everything.

    `edition` is the newest entry of the record before any of it was read; None while somebody acts.
    """

    release: Release
    names: measures.Names
    place: str
    edition: int | None

    @property
    def definition(self) -> Definition:
        """Return the definition that the release was made by."""
        return self.release.definition

    @cached_property
    def values(self) -> list[measures.Value]:
        """Return every value of the place, whatever it is broken down by."""
        return measures.values_of(self.release, place=self.place) if self.place else []

    @cached_property
    def everybody(self) -> list[measures.Value]:
        """Return the values of everybody in the place, in the order of time."""
        return numbers.ordered(value for value in self.values if not value.by)

    @cached_property
    def newest(self) -> measures.Value | None:
        """Return the newest value of everybody, shown or not."""
        return self.everybody[-1] if self.everybody else None

    @cached_property
    def cuts(self) -> list[str]:
        """Return what the place's values are broken down by, the headline one first."""
        found = {value.by: None for value in self.values if value.by}
        first = self.definition.headline_breakdown
        return sorted(found, key=lambda by: (by != first, list(found).index(by)))

    @cached_property
    def breaks(self) -> dict[str, str]:
        """Return where the series breaks, and why; bridged breaks are no breaks."""
        rows = self.release.indicator.breaks.all()
        return {row.period: spoken(row.reason) for row in rows if not spoken(row.bridge)}

    def groups(self, by: str) -> dict[str, list[measures.Value]]:
        """Return the values of each group of a cut, in the order of time."""
        found: dict[str, list[measures.Value]] = defaultdict(list)
        for value in self.values:
            if value.by == by:
                found[self.names.group(value.categories)].append(value)
        return {name: numbers.ordered(values) for name, values in found.items()}

    def cut_name(self, by: str) -> str:
        """Return what a cut is called."""
        return self.names.cut(by)

    @property
    def place_name(self) -> str:
        """Return what the place is called."""
        return self.names.places.get(self.place, self.place)


def read(release: Release, initiative: Initiative, *, place: str = "") -> Reading:
    """Return a release as it is read for a place; without one, for the place of the headline."""
    edition = record.settled_entry()
    place = place or release.definition.headline_place or _only_place(release)
    return Reading(release, measures.names_of(initiative), place, edition)


def _only_place(release: Release) -> str:
    """Return the place of a release that has but one; "" where there are many."""
    places = {value.place for value in measures.values_of(release, by="")}
    return places.pop() if len(places) == 1 else ""
