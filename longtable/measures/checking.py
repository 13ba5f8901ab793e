"""An attack on exactly what will be public, built from the published values alone.

Shares nothing with `protection`: it reads the rows that readers will see, this release's and
those of every earlier one, and works out what they give away. Only the referee at the end knows
which withheld counts are small.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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
    secrets: Mapping[tuple[str, Place], int | None],
    fewest: int,
) -> Findings:
    """Attack the values of a release, alone and with each earlier one, period by period.

    `secrets` are the withheld and masked counts by period, value and name: for the referee.
    """
    findings = Findings()
    for period in sorted({value.period for value in values}):
        now = _known([v for v in values if v.period == period])
        before = [_known([v for v in old if v.period == period]) for old in earlier]
        hidden = {place: count for (at, place), count in secrets.items() if at == period}
        _attack_period(findings, period, (now, [b for b in before if b]), (world, hidden, fewest))
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
    (now, before), (world, hidden, fewest) = seen, referee
    for view in [now, *(_together(now, old) for old in before)]:
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


def _together(now: Known, old: Known) -> Known:
    """Return what is known when what an earlier release showed is taken to hold still."""
    return {place: old.get(place) if count is None else count for place, count in now.items()}


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
    """Return the range of each hidden count, and whether sums were taken as limits only."""
    places = list(view)
    index = {place: at for at, place in enumerate(places)}
    counts = [view[place] for place in places]
    asked = {index[p] for p in places if view[p] is None and p in hidden}
    if not asked:
        return [], False
    lines = list(_lines(view, world))
    for exact in (True, False):
        additions = [_addition(line, index, counts, exact=exact) for line in lines]
        try:
            found = attack_cells(counts, [a for a in additions if a], asked=asked)
        except Contradiction:
            continue
        return [(places[r.cell], r.lower, r.upper) for r in found.ranges], not exact
    inner = [line for line in lines if line[0][0] == line[1][0][0]]
    additions = [_addition(line, index, counts, exact=True) for line in inner]
    found = attack_cells(counts, [a for a in additions if a], asked=asked)
    return [(places[r.cell], r.lower, r.upper) for r in found.ranges], True


def _addition(
    line: tuple[Place, list[Place]],
    index: Mapping[Place, int],
    counts: Sequence[int | None],
    *,
    exact: bool,
) -> Addition | None:
    total, parts = line
    own = total[0] == parts[0][0]
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
