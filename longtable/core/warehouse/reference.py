"""The engine that is slow, plain and obviously right: what the others are compared with."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from longtable.core.warehouse.connection import Confined
from longtable.core.warehouse.engine import Engine
from longtable.core.warehouse.facts import Fact, Kind, millionths
from longtable.core.warehouse.files import current_files
from longtable.core.warehouse.query import (
    Cell,
    Part,
    Query,
    parts_of,
    summable_kind,
)
from longtable.core.warehouse.rows import read_facts


class PythonEngine(Engine):
    """Reads every fact and adds them one by one."""

    def __init__(self, folder: Path) -> None:
        self._folder = Path(folder).absolute()
        self._confined = Confined(self._folder, memory="512MB", threads=1)

    def catalog(self, indicator: str | None = None) -> list[Part]:
        """Return how many facts of each shape there are, in order."""
        rows: Counter[tuple[str, str, str, str, str, Kind]] = Counter()
        masked, caution, eligible, largest = (Counter(rows) for _ in range(4))
        for fact in self._all():
            if indicator in (None, fact.indicator):
                shape = (*_where(fact), fact.kind)
                rows[shape] += 1
                masked[shape] += fact.masked
                caution[shape] += fact.mark == "caution"
                eligible[shape] += fact.eligible is not None
                people = (fact.numerator, fact.denominator, fact.eligible)
                largest[shape] = max([largest[shape], *(n for n in people if n is not None)])
        return [
            Part(
                *shape, rows[shape], masked[shape], caution[shape], eligible[shape], largest[shape]
            )
            for shape in sorted(rows)
        ]

    def cells(self, query: Query) -> list[Cell]:
        """Return the cells of every grouping, in the query's order and then by key."""
        parts = parts_of(query, self.catalog(query.indicator))
        if not parts:
            return []
        kind = summable_kind(parts)
        facts = self.facts(query)
        cells = []
        for grouping in query.sets:
            groups: dict[tuple[tuple[str, str | None], ...], list[Fact]] = {}
            for fact in facts:
                for key in _keys(fact, grouping, query):
                    groups.setdefault(key, []).append(fact)
            cells += [_cell(key, groups[key], kind=kind) for key in sorted(groups, key=_order)]
        return cells

    def facts(self, query: Query) -> list[Fact]:
        """Return the facts that a query reads, as they stand."""
        return sorted((fact for fact in self._all() if _fits(fact, query)), key=fact_order)

    def _all(self) -> Iterator[Fact]:
        files = list(current_files(self._folder).values())
        for file in files:
            file.check()
        yield from read_facts(self._confined.cursor(), files)


def fact_order(fact: Fact) -> tuple[object, ...]:
    """Return what facts of one cut are ordered by: period, place, categories, source, unit."""
    categories = tuple((category is None, category or "") for _, category in fact.categories)
    return (fact.period, fact.place, categories, fact.source, fact.unit, repr(fact))


def _where(fact: Fact) -> tuple[str, str, str, str, str]:
    return (fact.source, fact.indicator, fact.cut, fact.level, fact.period)


def _fits(fact: Fact, query: Query) -> bool:
    if (fact.indicator, fact.cut, fact.level) != (query.indicator, query.cut, query.level):
        return False
    if query.periods is not None and fact.period not in query.periods:
        return False
    if query.sources is not None and fact.source not in query.sources:
        return False
    values = _values(fact)
    return all(values[column] in kept for column, kept in query.keep.items())


def _values(fact: Fact) -> dict[str, str | None]:
    return {"period": fact.period, "place": fact.place, **dict(fact.categories)}


def _keys(
    fact: Fact, grouping: tuple[str, ...], query: Query
) -> Iterable[tuple[tuple[str, str | None], ...]]:
    values = _values(fact)
    if "place" not in grouping:
        return [tuple((column, values[column]) for column in grouping)]
    above = {ancestor for place, ancestor in query.roll_up if place == fact.place}
    return [
        tuple((column, (values | {"place": place})[column]) for column in grouping)
        for place in {fact.place, *above}
    ]


def _order(key: tuple[tuple[str, str | None], ...]) -> list[tuple[bool, str]]:
    """Return what keys of one grouping are ordered by: their values, what is not known last."""
    return [(value is None, value or "") for _, value in key]


def _cell(key: tuple[tuple[str, str | None], ...], facts: list[Fact], *, kind: Kind) -> Cell:
    masked = sum(fact.masked for fact in facts)
    numerator = sum(fact.numerator or 0 for fact in facts)
    denominator = sum(fact.denominator or 0 for fact in facts)
    total = float(sum((millionths(fact.total or 0) for fact in facts), start=Decimal(0)))
    eligible = [fact.eligible for fact in facts if fact.eligible is not None]
    return Cell(
        key=key,
        rows=len(facts),
        numerator=numerator if kind == "count" and not masked else None,
        denominator=denominator if not masked else None,
        total=total if kind == "mean" and not masked else None,
        eligible=sum(eligible) if len(eligible) == len(facts) else None,
        masked_rows=masked,
        caution_rows=sum(fact.mark == "caution" for fact in facts),
        known_numerator=numerator,
        known_denominator=denominator,
        known_total=total,
    )
