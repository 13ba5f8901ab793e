"""Many facts of one source as columns, for files of a million rows; the same facts otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from longtable.core.warehouse.facts import Categories, Fact, Kind, Mark

Values = np.ndarray[Any, np.dtype[Any]]
WHOLE = ("numerator", "denominator", "eligible")
MEASURED = ("total", "estimate", "lower", "upper")


@dataclass(frozen=True, slots=True)
class Numbers:
    """One number for each fact, where `known`."""

    values: Values
    known: Values

    def listed(self) -> list[Any]:
        """Return the numbers, None where there is none."""
        if self.known.all():
            return self.values.tolist()  # type: ignore[no-any-return]
        pairs = zip(self.values.tolist(), self.known.tolist(), strict=True)
        return [value if known else None for value, known in pairs]


@dataclass(frozen=True, slots=True)
class FactColumns:
    """Facts of one indicator, source and kind, in order: for each a code into what it may be.

    `places` are pairs of code and level. A number that no fact has is left out of `numbers`. Each
    fact must be valid (`Fact`); that is for whoever makes the columns to see to.
    """

    indicator: str
    source: str
    kind: Kind
    periods: Sequence[str]
    places: Sequence[tuple[str, str]]
    categories: Sequence[Categories]
    marks: Sequence[Mark]
    published: Sequence[str]
    period: Values
    place: Values
    category: Values
    mark: Values
    as_published: Values
    numbers: Mapping[str, Numbers]

    def __len__(self) -> int:
        return len(self.period)

    def some(self, rows: Values | slice) -> "FactColumns":
        """Return some of the facts, by their numbers from 0."""
        codes = ("period", "place", "category", "mark", "as_published")
        numbers = {
            name: Numbers(found.values[rows], found.known[rows])
            for name, found in self.numbers.items()
        }
        return replace(self, numbers=numbers, **{name: getattr(self, name)[rows] for name in codes})

    def __iter__(self) -> Iterator[Fact]:
        """Yield the facts one by one."""
        lists = [numbers.listed() for numbers in self.numbers.values()]
        codes = (self.period, self.place, self.category, self.mark, self.as_published)
        lines = zip(*(each.tolist() for each in codes), *lists, strict=True)
        for period, place, category, mark, published, *values in lines:
            code, level = self.places[place]
            yield Fact(
                indicator=self.indicator,
                source=self.source,
                kind=self.kind,
                period=self.periods[period],
                place=code,
                level=level,
                categories=self.categories[category],
                mark=self.marks[mark],
                as_published=self.published[published],
                **dict(zip(self.numbers, values, strict=True)),
            )
