"""What may be asked of an engine, and what it answers."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from longtable.core.warehouse.facts import RESERVED, Kind, breakdowns_of, check_text

Grouping = tuple[str, ...]
Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which facts to sum, and into which cells.

    Only facts of one `indicator`, `cut` and `level` are read, so that a total that a source gives
    beside its parts is never counted twice. `groupings` name the columns to group by, out of
    "period", "place" and the cut's breakdowns; () is the total of all. `periods` and `sources`
    of None mean all. `roll_up` holds (place, ancestor) pairs, as `ancestors` gives them: a fact
    counts for its own place and once for each ancestor, and only once where the grouping has no
    place. `keep` names, for "place" (the fact's own) or a breakdown, the only values to read.

    Raises ValueError for a column that the cut does not have.
    """

    indicator: str
    level: str
    cut: str = ""
    groupings: tuple[Grouping, ...] = ((),)
    periods: Collection[str] | None = None
    sources: Collection[str] | None = None
    roll_up: Pairs = frozenset()
    keep: Mapping[str, Collection[str | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("indicator", "level"):
            check_text(name, getattr(self, name))
        _check_several("periods", self.periods)
        _check_several("sources", self.sources)
        for text in [place for pair in self.roll_up for place in pair]:
            check_text("roll_up", text)
        columns = (*RESERVED, *self.breakdowns)
        _check_groupings(self.groupings, columns)
        for column, values in self.keep.items():
            if column not in columns or column == "period":
                raise ValueError(f"keep: {column!r} is not 'place' or a breakdown of {self.cut!r}")
            _check_several(f"keep {column}", values)

    @property
    def breakdowns(self) -> tuple[str, ...]:
        """The breakdowns of the facts that are read, in order."""
        return breakdowns_of(self.cut)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that any grouping needs: period, place, then breakdowns, in order."""
        used = {column for grouping in self.groupings for column in grouping}
        return tuple(column for column in (*RESERVED, *self.breakdowns) if column in used)

    @property
    def sets(self) -> tuple[Grouping, ...]:
        """The groupings, each once and its columns in the order of `columns`."""
        ordered = (tuple(c for c in self.columns if c in grouping) for grouping in self.groupings)
        return tuple(dict.fromkeys(ordered))


class Cell(NamedTuple):
    """One total: the facts that share a key.

    `key` holds (column, value) pairs of the grouping only; the value None means that the category
    is not known. A sum is None when it does not apply, and always when `masked_rows` is above 0:
    then it is unknown, and the known parts stand in `known_…` for whoever must have them.
    `denominator` counts people, or for a mean the values in `total`. `eligible` is None unless
    every fact has it. `rows` are facts; `caution_rows` those that the source marks with caution.
    """

    key: tuple[tuple[str, str | None], ...]
    rows: int
    numerator: int | None
    denominator: int | None
    total: float | None
    eligible: int | None
    masked_rows: int
    caution_rows: int
    known_numerator: int
    known_denominator: int
    known_total: float

    @property
    def at(self) -> dict[str, str | None]:
        """The key as a dictionary."""
        return dict(self.key)

    @property
    def grouping(self) -> Grouping:
        """The columns of the key."""
        return tuple(column for column, _ in self.key)


class Part(NamedTuple):
    """How many facts of one shape are stored: a line of the catalog.

    `largest` is the largest number of people in any of them, 0 where there is none.
    """

    source: str
    indicator: str
    cut: str
    level: str
    period: str
    kind: Kind
    rows: int
    masked_rows: int
    caution_rows: int
    eligible_rows: int
    largest: int


class NotSummable(ValueError):
    """The facts asked for are estimates without counts, or of two kinds: nobody may sum them."""


def ancestors(parents: Mapping[str, str | None]) -> Pairs:
    """Return every (place, ancestor) pair of a tree given as place → parent, of any depth.

    A place without a parent is a root. Raises ValueError where a place is its own ancestor.
    """
    pairs = set()
    for place in parents:
        above, seen = parents.get(place), {place}
        while above is not None:
            if above in seen:
                raise ValueError(f"places: {above!r} lies within itself")
            pairs.add((place, above))
            seen.add(above)
            above = parents.get(above)
    return frozenset(pairs)


def summable_kind(parts: Collection[Part]) -> Kind:
    """Return the one kind of some parts; raises NotSummable for estimates or for two kinds."""
    kinds = sorted({part.kind for part in parts})
    if len(kinds) > 1:
        raise NotSummable(
            f"{parts_name(parts)} holds facts of kinds {' and '.join(kinds)}, "
            "which cannot be summed together: ask for one source or period"
        )
    if kinds == ["estimate"]:
        raise NotSummable(
            f"{parts_name(parts)} holds published estimates without their counts, "
            "which cannot be summed: read them as they stand with `published`"
        )
    return next(iter(parts)).kind


def parts_name(parts: Collection[Part]) -> str:
    """Return how to speak of some parts of one indicator."""
    part = next(iter(parts))
    return f"{part.indicator!r} (cut {part.cut!r}, level {part.level!r})"


def parts_of(query: Query, parts: Iterable[Part]) -> list[Part]:
    """Return the parts of a catalog that a query reads."""
    return [
        part
        for part in parts
        if (part.indicator, part.cut, part.level) == (query.indicator, query.cut, query.level)
        and (query.periods is None or part.period in query.periods)
        and (query.sources is None or part.source in query.sources)
    ]


def _check_groupings(groupings: Iterable[Grouping], columns: tuple[str, ...]) -> None:
    for grouping in groupings:
        if isinstance(grouping, str):
            raise ValueError(f"groupings: write ({grouping!r},) instead of {grouping!r}")  # noqa: TRY004
        if len(set(grouping)) < len(grouping):
            raise ValueError(f"groupings: a column is named twice: {grouping!r}")
        for column in grouping:
            if column not in columns:
                raise ValueError(f"groupings: {column!r} is none of {', '.join(columns)}")


def _check_several(name: str, values: Collection[str | None] | None) -> None:
    if isinstance(values, str):
        raise ValueError(f"{name}: write [{values!r}] instead of {values!r}")  # noqa: TRY004
    for value in values or ():
        check_text(name, "" if value is None else value, empty=True)
