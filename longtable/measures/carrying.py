"""Periods that stay as they were released, because what changed is about a few people only.

To show both the old and the new number would tell about those few, and to withhold the new one
would take the whole city's number away for their sake. The change waits until more comes together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from longtable.core.warehouse.facts import Fact
from longtable.measures.counting import Counted, Counting
from longtable.measures.keeping import fact_from_json, snapshots_of, unpacked
from longtable.measures.models import Definition, Release
from longtable.measures.protection import Guarded, Snapshot, counts_of


@dataclass(frozen=True, slots=True)
class Carried:
    """A period that stays as in an earlier release, with its cells and the facts behind them."""

    period: str
    number: int
    cells: list[Counted]
    facts: list[Fact]


def carried(counting: Counting, earlier: Sequence[Release], fewest: int) -> list[Carried]:
    """Return the periods in which nothing changed by `fewest` people or more, but something did.

    Only what is public now is carried on; a withdrawn release is not brought back.
    """
    newest = earlier[0] if earlier else None
    if newest is None or newest.state != Release.State.PUBLISHED:
        return []
    now: dict[str, list[Counted]] = {}
    for cell in counting.cells:
        now.setdefault(cell.period, []).append(cell)
    found = []
    for period, snapshot in snapshots_of(newest).items():
        before = list(snapshot.cells.values())
        if _few_changed(before, now.get(period, []), fewest):
            rows = (fact_from_json(row) for row in unpacked(newest.kept.facts))
            facts = [fact for fact in rows if fact.period == period]
            found.append(Carried(period, newest.number or 0, before, facts))
    return found


def as_before(
    snapshot: Snapshot, period: str, earlier: Sequence[Release], definition: Definition
) -> Guarded | None:
    """Return what the newest release showed of a period in which nothing changed, else None.

    It was protected together with all releases before it, so that showing the same again is safe.
    """
    newest = earlier[0] if earlier else None
    if newest is None or newest.state != Release.State.PUBLISHED:
        return None
    before = snapshots_of(newest).get(period)
    same_rule = newest.definition.fewest == definition.fewest
    if before is None or not same_rule or dict(before.cells) != dict(snapshot.cells):
        return None
    rows = newest.values.filter(period=period)
    shown = {(v.place, v.by, tuple(sorted(v.categories.items()))): v.shown for v in rows}
    return Guarded(shown, before.public, None)


def _few_changed(before: list[Counted], now: list[Counted], fewest: int) -> bool:
    old = {cell.key: counts_of(cell) for cell in before}
    new = {cell.key: counts_of(cell) for cell in now}
    if old.keys() != new.keys() or old == new:
        return False
    for key, counts in new.items():
        if counts.keys() != old[key].keys():
            return False
        for name, people in counts.items():
            was = old[key][name]
            if people is None or was is None:
                if people is not was:
                    return False
            elif abs(people - was) >= fewest:
                return False
    return True
