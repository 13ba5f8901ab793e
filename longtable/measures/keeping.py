"""What is kept with a release: the facts that were read, and the counts before protection."""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from longtable.core.warehouse.facts import Fact
from longtable.measures.counting import Counted, World
from longtable.measures.models import Indicator, PublishedValue, Release
from longtable.measures.protection import Node, Snapshot

_NAMES = tuple(column.name for column in fields(Fact))


def world_of(indicator: Indicator) -> World:
    """Return what the initiative says of its places and breakdowns."""
    places = list(indicator.initiative.places.select_related("parent"))
    covering = indicator.initiative.breakdowns.filter(covers_everyone=True)
    return World(
        parents={place.code: place.parent.code if place.parent else None for place in places},
        levels={place.code: place.level for place in places},
        covering=frozenset(covering.values_list("code", flat=True)),
        comparators=frozenset(place.code for place in places if place.comparator),
    )


def packed(rows: Iterable[dict[str, Any]]) -> bytes:
    """Return rows as gzipped JSON lines, the same bytes for the same rows."""
    lines = (json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)
    return gzip.compress("\n".join(lines).encode(), mtime=0)


def unpacked(rows: bytes | memoryview) -> Iterator[dict[str, Any]]:
    """Yield the rows of gzipped JSON lines."""
    for line in gzip.decompress(bytes(rows)).decode().splitlines():
        yield json.loads(line)


def fact_as_json(fact: Fact) -> dict[str, Any]:
    """Return what a fact says, without what it does not."""
    return {name: said for name in _NAMES if (said := getattr(fact, name)) not in (None, "")}


def fact_from_json(said: dict[str, Any]) -> Fact:
    """Return the fact that `fact_as_json` wrote."""
    pairs = tuple((breakdown, category) for breakdown, category in said["categories"])
    return Fact(**{**said, "categories": pairs})


def counts_kept(release: Release) -> list[Counted]:
    """Return the cells of a release as they were counted, before protection."""
    return [Counted.from_json(row) for row in unpacked(release.kept.counts)]


def snapshots_of(release: Release) -> dict[str, Snapshot]:
    """Return a release period by period, with the counts that everybody could see."""
    public: dict[str, set[Node]] = {}
    for value in release.values.all():
        key = (value.place, value.by, tuple(sorted(value.categories.items())))
        public.setdefault(value.period, set()).update((key, name) for name in _told(value))
    cells: dict[str, dict[Any, Counted]] = {}
    for cell in counts_kept(release):
        cells.setdefault(cell.period, {})[cell.key] = cell
    return {
        period: Snapshot(release.number, of_period, frozenset(public.get(period, ())))
        for period, of_period in cells.items()
    }


def _told(value: PublishedValue) -> Iterator[str]:
    if value.denominator is not None:
        yield "denominator"
        if value.numerator is not None:
            yield from ("numerator", "rest")
        if value.eligible is not None:
            yield from ("eligible", "outside")
    elif value.eligible is not None:
        yield "eligible"
