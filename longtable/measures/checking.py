"""An attack on exactly what will be public, built from the published values alone.

Shares nothing with `protection`: it reads the rows that readers will see, this release's and
those of every earlier one, and works out what they give away. Only the referee at the end knows
which withheld counts are small.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from longtable.core.stats.attack import Addition, Contradiction, attack_cells
from longtable.measures.counting import Categories, World
from longtable.measures.models import PublishedValue, Release

Key = tuple[str, str, Categories]
Place = tuple[Key, str]
NAMES = ("numerator", "rest", "denominator", "eligible", "outside")


@dataclass(slots=True)
class Findings:
    """What the attacker found. `exact` and `narrowed` are small or masked counts that came out.

    `isolated` are published numbers whose difference from an earlier release is about fewer
    people than may be shown. `unexplained` are periods where the published numbers contradict each
    other, so that sums count as limits only.
    """

    asked: int = 0
    exact: int = 0
    narrowed: int = 0
    isolated: int = 0
    unexplained: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether nothing came out."""
        return not (self.exact or self.narrowed or self.isolated)

    def as_json(self) -> dict[str, Any]:
        """Return the findings as they are stored."""
        names = ("asked", "exact", "narrowed", "isolated", "unexplained")
        return {name: getattr(self, name) for name in names} | {"passed": self.passed}


def attack_values(
    values: Sequence[PublishedValue],
    earlier: Sequence[Sequence[PublishedValue]],
    world: World,
    *,
    truths: Mapping[tuple[str, Place], int | None],
    fewest: int,
) -> Findings:
    """Attack the values of a release, alone and with each earlier one, period by period.

    `truths` are all counts behind the values by period, value and name, None where the source
    masked them: for the referee, and so that the attacker knows which old numbers still hold.
    """
    findings = Findings()
    for period in sorted({value.period for value in values}):
        now = _known([v for v in values if v.period == period])
        before = [_known([v for v in old if v.period == period]) for old in earlier]
        true = {place: count for (at, place), count in truths.items() if at == period}
        _attack_period(findings, period, (now, [b for b in before if b]), (world, true, fewest))
    return findings


def digest_of_values(release: Release) -> str:
    """Return the digest of all values of a release, in whatever order the database has them."""
    names = [f.attname for f in PublishedValue._meta.concrete_fields if f.name not in _NOT_SAID]
    rows = sorted(json.dumps(row, sort_keys=True) for row in release.values.values(*names))
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


_NOT_SAID = {"id", "release"}
Known = dict[Place, int | None]


def _attack_period(
    findings: Findings,
    period: str,
    seen: tuple[Known, list[Known]],
    referee: tuple[World, Mapping[Place, int | None], int],
) -> None:
    (now, before), (world, true, fewest) = seen, referee
    hidden = {place: count for place, count in true.items() if count is None or 1 <= count < fewest}
    for view in [now, *(_together(now, old, true) for old in before)]:
        ranges, loose = _ranges(view, world, hidden)
        if loose and period not in findings.unexplained:
            findings.unexplained.append(period)
        for place, low, high in ranges:
            findings.asked += 1
            masked = hidden[place] is None
            findings.exact += high == low
            findings.narrowed += not masked and (low > 1 or (high is not None and high < fewest))
    for old in before:
        findings.isolated += _isolated(now, old, fewest)


def _isolated(now: Known, old: Known, fewest: int) -> int:
    """Count the published numbers that changed by a few people, where anything is new."""
    pairs = [
        (count, old[place])
        for place, count in now.items()
        if place[1] in {"numerator", "rest", "denominator"} and place in old
    ]
    return sum(
        new is not None and was is not None and 0 < abs(new - was) < fewest for new, was in pairs
    )


def _together(now: Known, old: Known, true: Mapping[Place, int | None]) -> Known:
    """Return what is known to somebody who also knows which old numbers still hold."""
    held = {place: count for place, count in old.items() if count == true.get(place)}
    return {place: held.get(place) if count is None else count for place, count in now.items()}


def _known(values: Iterable[PublishedValue]) -> Known:
    found: Known = {}
    for value in values:
        key = (value.place, value.by, tuple(sorted(value.categories.items())))
        if value.estimate is not None and value.denominator is None:
            continue
        n, d, e = value.numerator, value.denominator, value.eligible
        found[key, "denominator"] = d
        if n is not None or value.shown != "yes":
            found[key, "numerator"] = n
            found[key, "rest"] = None if n is None or d is None else d - n
        if e is not None and (d is None or e >= d):
            found[key, "eligible"] = e
            found[key, "outside"] = None if d is None else e - d
    return found


def _ranges(
    view: Known, world: World, hidden: Mapping[Place, int | None]
) -> tuple[list[tuple[Place, int, int | None]], bool]:
    """Return the range of each hidden count, and whether sums were taken as limits only.

    The strictest reading that the published numbers allow counts: with the table behind them, then
    their own sums, then sums as upper limits, then each value alone.
    """
    if not any(view[place] is None for place in hidden if place in view):
        return [], False
    for reading, exact, sums in (
        (_imagined(view, world), True, True),
        (view, True, True),
        (view, False, True),
        (view, False, False),
    ):
        places = list(reading)
        index = {place: at for at, place in enumerate(places)}
        counts = [reading[place] for place in places]
        asked = {index[p] for p in hidden if p in view and view[p] is None}
        lines = [line for line in _lines(reading, world) if sums or _is_own(line)]
        additions = [_addition(line, index, counts, exact=exact) for line in lines]
        try:
            found = attack_cells(counts, [a for a in additions if a], asked=asked)
        except Contradiction:
            continue
        return [(places[r.cell], r.lower, r.upper) for r in found.ranges], not exact
    raise Contradiction("a published value contradicts itself")


_MOST_IMAGINED = 2000


def _imagined(view: Known, world: World) -> Known:
    """Return what is published, and the unknown counts that a reader can think behind it."""
    keys = dict.fromkeys(key for key, _ in view)
    thought: dict[Key, None] = {}
    for place, _, pairs in keys:
        at: str | None = place
        while at:
            for kept in _projected(pairs, world):
                thought[at, "+".join(name for name, _ in kept), kept] = None
            at = world.parents.get(at)
    thought |= dict.fromkeys(_finest(keys, world))
    found = dict(view)
    for key in thought:
        if key not in keys:
            found |= {(key, name): None for name in ("numerator", "rest", "denominator")}
    return found


def _finest(keys: Mapping[Key, None], world: World) -> Iterable[Key]:
    """Yield the table behind all cuts: every smallest place by every category."""
    groups: dict[str, dict[str, None]] = {}
    for name, category in sorted({pair for _, _, pairs in keys for pair in pairs}):
        groups.setdefault(name, {})[category] = None
    above = {world.parents.get(place) for place, _, _ in keys}
    floor = sorted({place for place, _, _ in keys} - above)
    size = len(floor)
    for each in groups.values():
        size *= len(each)
    if len(groups) > 1 and set(groups) <= world.covering and size <= _MOST_IMAGINED:
        for place, *chosen in product(floor, *groups.values()):
            yield place, "+".join(groups), tuple(zip(groups, chosen, strict=True))


def _projected(pairs: Categories, world: World) -> Iterable[Categories]:
    """Yield what is left of some categories when others, of whole breakdowns, are summed over."""
    if not pairs:
        yield ()
        return
    for rest in _projected(pairs[1:], world):
        yield (pairs[0], *rest)
        if pairs[0][0] in world.covering:
            yield rest


def _is_own(line: tuple[Place, list[Place]]) -> bool:
    return line[0][0] == line[1][0][0]


def _addition(
    line: tuple[Place, list[Place]],
    index: Mapping[Place, int],
    counts: Sequence[int | None],
    *,
    exact: bool,
) -> Addition | None:
    total, parts = line
    own = _is_own(line)
    at, below = index[total], tuple(index[part] for part in parts)
    said = [counts[part] for part in below]
    known = sum(count for count in said if count is not None)
    whole = counts[at]
    if whole is not None and known > whole:
        return None
    holds = whole is None or None in said or known == whole
    return Addition(at, below, exact=own or (exact and holds))


def _lines(view: Known, world: World) -> Iterable[tuple[Place, list[Place]]]:
    """Yield what a reader knows to add up: outcomes, categories, and places."""
    keys = dict.fromkeys(key for key, _ in view)
    for (whole, _), parts in _groups(keys, world).items():
        for name in NAMES:
            members = [(part, name) for part in parts]
            if (whole, name) in view and all(member in view for member in members):
                yield (whole, name), members
    for key in keys:
        if (key, "rest") in view:
            yield (key, "denominator"), [(key, "numerator"), (key, "rest")]
        if (key, "outside") in view:
            yield (key, "eligible"), [(key, "denominator"), (key, "outside")]


def _groups(keys: Mapping[Key, None], world: World) -> dict[tuple[Key, str], list[Key]]:
    """Return the parts of each whole, by what it is split into: a breakdown or smaller places."""
    groups: dict[tuple[Key, str], list[Key]] = {}
    for key in keys:
        place, by, pairs = key
        for pair in pairs:
            left = tuple(p for p in pairs if p != pair)
            if pair[0] in world.covering:
                whole = (place, "+".join(name for name, _ in left), left)
                groups.setdefault((whole, pair[0]), []).append(key)
        larger = world.parents.get(place)
        while larger and (larger, by, pairs) not in keys:
            larger = world.parents.get(larger)
        if larger:
            groups.setdefault(((larger, by, pairs), f"@{world.levels[place]}"), []).append(key)
    return groups
