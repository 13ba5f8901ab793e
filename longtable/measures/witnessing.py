"""The tables that prove a release: kept with it, and only for those who may see its check."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from longtable.core.stats.disclosure import fillings
from longtable.measures.keeping import unpacked
from longtable.measures.models import Release
from longtable.measures.protection import Guarded, Node


@dataclass(frozen=True, slots=True)
class Filled:
    """A count that is not shown, as each table has it. `tables` are people, parts of them too.

    `count` is numerator, rest, denominator, eligible or outside; `place` is empty for the change
    of a count since an earlier release.
    """

    period: str
    place: str
    categories: tuple[tuple[str, str], ...]
    count: str
    tables: tuple[float, ...]


def proof_as_json(
    guarded: Mapping[str, Guarded], earlier: Sequence[Release]
) -> Iterator[dict[str, Any]]:
    """Yield a row for each count that is not shown; a period taken over brings its rows along."""
    before: dict[str, list[dict[str, Any]]] = {}
    for row in _kept(earlier):
        before.setdefault(row["period"], []).append(row)
    for period, found in guarded.items():
        if found.protection is None:
            yield from before.get(period, [])
        else:
            yield from _rows(period, found)


def proof_of(release: Release) -> list[Filled]:
    """Return the rows that were kept with a release, in the order of its program."""
    return [
        Filled(
            row["period"],
            row["place"],
            tuple((breakdown, category) for breakdown, category in row["categories"]),
            row["count"],
            tuple(row["tables"]),
        )
        for row in _kept([release])
    ]


def _kept(releases: Sequence[Release]) -> Iterable[dict[str, Any]]:
    kept = bytes(releases[0].kept.witnesses or b"") if releases else b""
    return unpacked(kept) if kept else []


def _rows(period: str, found: Guarded) -> Iterator[dict[str, Any]]:
    assert found.protection is not None
    for at, values in fillings(found.protection):
        key, name = found.nodes.get(at, _CHANGE)
        yield {
            "period": period,
            "place": key[0],
            "categories": [list(pair) for pair in key[2]],
            "count": name,
            "tables": [round(float(value), 6) for value in values],
        }


_CHANGE: Node = (("", "", ()), "change")
