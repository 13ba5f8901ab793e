"""From facts to cells: what a release would say, before anything is protected.

Each declared cut is taken as the source gives it, at exactly that level and by exactly those
breakdowns; else summed from the finest facts that reach it. A sum with a masked part is masked,
never a partial sum. Estimates without counts are taken as they stand and never summed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from longtable.core.warehouse.engine import Cell, Engine, Part, Query, ancestors
from longtable.core.warehouse.facts import Fact, breakdowns_of

_MOST_BASES = 3
"""Kinds of facts that one cut is looked for in, the best first."""

Wanted = tuple[str, tuple[str, ...]]
Categories = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """One cell of a release before protection. `mark` is the source's own; counts are people.

    `masked` cells have no values. `estimate` and its bounds are only there where the source
    published them without counts.
    """

    period: str
    level: str
    place: str
    by: str
    categories: Categories
    numerator: int | None = None
    denominator: int | None = None
    total: float | None = None
    eligible: int | None = None
    estimate: float | None = None
    lower: float | None = None
    upper: float | None = None
    as_published: str = ""
    mark: str = ""
    masked: bool = False

    @property
    def key(self) -> tuple[str, str, Categories]:
        """Return what the cell is about, within its period: place, cut, categories."""
        return self.place, self.by, self.categories

    def as_json(self) -> dict[str, Any]:
        """Return what is said of the cell, without what is not."""
        said = asdict(self)
        return {name: it for name, it in said.items() if it not in (None, "") and it is not False}

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> "Counted":
        """Return the cell that `as_json` wrote."""
        pairs = tuple((breakdown, category) for breakdown, category in said["categories"])
        return cls(**{"place": "", "level": "", "by": "", **said, "categories": pairs})


@dataclass(frozen=True, slots=True)
class World:
    """What an initiative tells about its places and breakdowns.

    `parents` maps each place to the one that it lies in, `levels` each place to its level;
    `covering` are breakdowns in which everybody is in exactly one category.
    """

    parents: Mapping[str, str | None]
    levels: Mapping[str, str]
    covering: frozenset[str]
    comparators: frozenset[str] = frozenset()

    def within(self, level: str, lower: str) -> dict[str, set[str]]:
        """Return, for each place of a level, the places of a lower level that lie in it."""
        found: dict[str, set[str]] = {}
        for place, above in ancestors(self.parents):
            if self.levels[place] == lower and self.levels.get(above) == level:
                found.setdefault(above, set()).add(place)
        return found


@dataclass(slots=True)
class Counting:
    """What was counted; `gaps` say where a sum is made from only some of its places."""

    cells: list[Counted] = field(default_factory=list)
    gaps: list[dict[str, Any]] = field(default_factory=list)
    facts: list[Query] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Base:
    """The facts that a cut is made from: at this level, by these breakdowns."""

    level: str
    cut: str


def count(engine: Engine, indicator: str, wanted: Iterable[Wanted], world: World) -> Counting:
    """Return the cells of all wanted cuts, for every period that has facts."""
    parts = engine.catalog(indicator)
    done = Counting()
    jobs: dict[tuple[int, _Base, tuple[str, ...]], list[Wanted]] = {}
    for level, by in wanted:
        chosen: dict[tuple[int, _Base], list[str]] = {}
        for period in sorted({part.period for part in parts}):
            there = [part for part in parts if part.period == period]
            for rank, base in enumerate(_choose(there, level, by, world)[:_MOST_BASES]):
                chosen.setdefault((rank, base), []).append(period)
        for (rank, base), periods in chosen.items():
            jobs.setdefault((rank, base, tuple(periods)), []).append((level, by))
    for (_, base, within), cuts in sorted(jobs.items(), key=lambda job: job[0][0]):
        _count_base(_Read(engine, indicator, world, done), base, within, cuts)
    first: dict[tuple[str, str, tuple[str, str, Categories]], Counted] = {}
    for cell in done.cells:
        first.setdefault((cell.period, cell.level, cell.key), cell)
    done.cells = list(first.values())
    return done


def _choose(parts: list[Part], level: str, by: tuple[str, ...], world: World) -> list[_Base]:
    """Return the facts to make a cut from in one period: given as such, then the finest first."""
    found: list[tuple[tuple[int, int, int, str], _Base]] = []
    for base in {_Base(part.level, part.cut) for part in parts}:
        extra = set(breakdowns_of(base.cut)) - set(by)
        if not set(by) <= set(breakdowns_of(base.cut)) or not extra <= world.covering:
            continue
        if (extra or base.level != level) and _is_estimate(parts, base):
            continue
        below = 0
        if base.level != level:
            below = sum(map(len, world.within(level, base.level).values()))
            if not below:
                continue
        given = 0 if base.level == level and not extra else 1
        found.append(((given, -below, len(extra), base.cut), base))
    return [base for _, base in sorted(found, key=lambda pair: pair[0])]


def _is_estimate(parts: list[Part], base: _Base) -> bool:
    return any(
        part.kind == "estimate"
        for part in parts
        if (part.level, part.cut) == (base.level, base.cut)
    )


@dataclass(frozen=True, slots=True)
class _Read:
    engine: Engine
    indicator: str
    world: World
    done: Counting


def _count_base(read: _Read, base: _Base, periods: tuple[str, ...], cuts: list[Wanted]) -> None:
    """Read one base in one pass of grouping sets, and file what it gives under each cut."""
    rolled = any(level != base.level for level, _ in cuts)
    query = Query(
        indicator=read.indicator,
        level=base.level,
        cut=base.cut,
        groupings=tuple(dict.fromkeys(("period", "place", *by) for _, by in cuts)),
        periods=periods,
        roll_up=ancestors(read.world.parents) if rolled else frozenset(),
    )
    read.done.facts.append(query)
    parts = [
        part
        for part in read.engine.catalog(read.indicator)
        if (part.level, part.cut) == (base.level, base.cut) and part.period in periods
    ]
    if any(part.kind == "estimate" for part in parts):
        for level, by in cuts:
            facts = (fact for fact in read.engine.facts(query) if fact.level == level)
            read.done.cells += [_as_given(fact, by) for fact in facts if _known(fact)]
        return
    kind = parts[0].kind
    cells = read.engine.cells(query)
    marks = _marks(read.engine.facts(query)) if any(cell.masked_rows for cell in cells) else {}
    for level, by in cuts:
        file = _filer(read.world, level, by, marks)
        mine = [cell for cell in cells if set(cell.grouping) == {"period", "place", *by}]
        read.done.cells += [c for cell in mine if (c := file(cell, is_mean=kind == "mean"))]
        if level != base.level:
            read.done.gaps += _gaps(read, query, level)


def _filer(
    world: World,
    level: str,
    by: tuple[str, ...],
    marks: Mapping[tuple[str, str, Categories], str],
) -> Callable[..., Counted | None]:
    def file(cell: Cell, *, is_mean: bool) -> Counted | None:
        at = cell.at
        period, place = str(at["period"]), str(at["place"])
        if world.levels.get(place) != level or any(at[name] is None for name in by):
            return None
        pairs = tuple((name, str(at[name])) for name in by)
        masked = cell.masked_rows > 0
        mark = marks.get((period, place, pairs), "suppressed") if masked else ""
        return Counted(
            period=period,
            level=level,
            place=place,
            by="+".join(by),
            categories=pairs,
            numerator=None if is_mean or masked else cell.numerator,
            denominator=None if masked else cell.denominator,
            total=cell.total if is_mean and not masked else None,
            eligible=cell.eligible,
            mark=mark or ("caution" if cell.caution_rows else ""),
            masked=masked,
        )

    return file


def _marks(facts: Iterable[Fact]) -> dict[tuple[str, str, Categories], str]:
    return {(fact.period, fact.place, _pairs(fact)): fact.mark for fact in facts if fact.masked}


def _pairs(fact: Fact) -> Categories:
    return tuple((breakdown, str(category)) for breakdown, category in fact.categories)


def _known(fact: Fact) -> bool:
    return all(category is not None for _, category in fact.categories)


def _as_given(fact: Fact, by: tuple[str, ...]) -> Counted:
    return Counted(
        period=fact.period,
        level=fact.level,
        place=fact.place,
        by="+".join(by),
        categories=_pairs(fact),
        eligible=fact.eligible,
        estimate=fact.estimate,
        lower=fact.lower,
        upper=fact.upper,
        as_published=fact.as_published,
        mark=fact.mark,
        masked=fact.masked,
    )


def _gaps(read: _Read, query: Query, level: str) -> list[dict[str, Any]]:
    """Return where places that lie in a larger one have no facts in a period of the sum."""
    there: dict[str, set[str]] = {}
    for cell in read.engine.cells(
        Query(
            indicator=query.indicator,
            level=query.level,
            cut=query.cut,
            groupings=(("period", "place"),),
            periods=query.periods,
        )
    ):
        there.setdefault(str(cell.at["period"]), set()).add(str(cell.at["place"]))
    found = []
    for place, expected in read.world.within(level, query.level).items():
        for period, present in there.items():
            missing = sorted(expected - present - read.world.comparators)
            if missing and expected & present:
                found.append({"period": period, "place": place, "missing": missing})
    return [gap for gap in found if gap not in read.done.gaps]
