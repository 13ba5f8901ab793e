"""Where facts come from. Other packages sign in; `measures` never imports them.

The warehouse can be rebuilt whole from what the signed-in packages hold.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from longtable.core.warehouse.engine import DamagedSource
from longtable.core.warehouse.facts import Fact, Kind
from longtable.initiative.models import Initiative
from longtable.measures.models import Indicator
from longtable.measures.store import fact_store

Yearly = Callable[[int], Iterable[Fact]]
Held = Callable[[], Iterable[tuple[str, Iterable[Fact]]]]
Answer = TypeVar("Answer")

SOURCES: dict[str, Yearly] = {}
HOLDERS: list[Held] = []
SETTLERS: list[Callable[[], int]] = []


def source(name: str) -> Callable[[Yearly], Yearly]:
    """Sign in what a package can count of a year: a function from the year to its facts.

    The facts name their source themselves: `<name>-<year>`, as `yearly` gives it.
    """

    def register(count: Yearly) -> Yearly:
        SOURCES[name] = count
        return count

    return register


def holder(held: Held) -> Held:
    """Sign in a function that yields (source, facts) for everything a package holds now."""
    HOLDERS.append(held)
    return held


def settler(settle: Callable[[], int]) -> Callable[[], int]:
    """Sign in a function that stores what its package changed and a stop kept from being stored.

    It returns how many sources that were.
    """
    SETTLERS.append(settle)
    return settle


def settle() -> int:
    """Store what a stop kept from being stored; asked before every count, and by the worker."""
    return sum(settle() for settle in SETTLERS)


def kept() -> tuple[str, ...]:
    """Return the sources that the warehouse holds."""
    return fact_store().sources()


def yearly(name: str, year: int) -> str:
    """Return how the warehouse calls a counted source's facts of one year."""
    return f"{name}-{year}"


def store(ref: str, facts: Iterable[Fact]) -> int:
    """Store these facts as all that a source says, and return how many they are."""
    return fact_store().replace(ref, facts)


def remove(ref: str) -> bool:
    """Forget what a source says, and return whether there was anything."""
    return fact_store().remove(ref)


def refresh(year: int) -> int:
    """Count a year again, in every signed-in source, and return how many facts that gave."""
    return sum(store(yearly(name, year), count(year)) for name, count in SOURCES.items())


def rebuild() -> int:
    """Make the warehouse again from the database, and return how many facts it holds.

    A source that nobody holds any more is forgotten. Readers see old facts or new, never none.
    """
    kept = [yearly(name, year) for name in SOURCES for year in _years(name)]
    written = 0
    for ref, facts in _held():
        written += store(ref, facts)
        kept.append(ref)
    for name, count in SOURCES.items():
        for year in _years(name):
            written += store(yearly(name, year), count(year))
    fact_store().keep_only(kept)
    return written


def steadily(read: Callable[[], Answer]) -> Answer:
    """Read the warehouse; where a file of it is damaged, rebuild that source and read again."""
    for _ in range(_MOST_REPAIRS):
        try:
            return read()
        except DamagedSource as damaged:
            repair(damaged.source)
    return read()


def repair(ref: str) -> int:
    """Store one source again from the database; forget it where nobody holds it."""
    fact_store().remove(ref)
    for held, facts in _held():
        if held == ref:
            return store(ref, facts)
    for name, count in SOURCES.items():
        start, _, year = ref.rpartition("-")
        if start == name and year.isdigit():
            return store(ref, count(int(year)))
    return 0


@dataclass(frozen=True, slots=True)
class Case:
    """One trace of how people work together: on which day, in which group, how many of how many."""

    initiative: int
    day: dt.date
    numerator: int
    denominator: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class Culture:
    """A culture indicator that is counted: its code, its breakdown, the fewest that can tell.

    Of kind `count` its cases are so many of so many; of kind `mean` they are sums over so many.
    """

    code: str
    fewest: int
    breakdown: str = ""
    kind: Kind = "count"


def counted(culture: Culture) -> list[Initiative]:
    """Return the initiatives that have a culture indicator, so that no other is counted."""
    found = Indicator.objects.filter(
        code=culture.code, kind=Indicator.Kind.CULTURE, retired=None
    ).select_related("initiative")
    return [one.initiative for one in found.order_by("pk")]


def culture_facts(culture: Culture, cases: Iterable[Case], *, source: str) -> Iterator[Fact]:
    """Yield a fact for each quarter, and for each group in it, where an initiative has this one.

    Below the fewest that can tell, a fact says that there is no value yet, and gives no counts.
    """
    known = Indicator.objects.filter(code=culture.code, kind=Indicator.Kind.CULTURE, retired=None)
    wanted = {one.initiative_id: one for one in known.prefetch_related("definitions")}
    sums: dict[tuple[int, str, str], tuple[int, int]] = {}
    for case in cases:
        period = f"{case.day.year}-Q{(case.day.month + 2) // 3}"
        for group in {"", case.group}:
            key = (case.initiative, period, group)
            n, of = sums.get(key, (0, 0))
            sums[key] = (n + case.numerator, of + case.denominator)
    for (initiative, period, group), (n, of) in sorted(sums.items()):
        indicator = wanted.get(initiative)
        place = indicator.definition.headline_place if indicator else ""
        if indicator is None or not place:
            continue
        tells = of >= culture.fewest
        yield Fact(
            indicator=indicator.fact_code,
            period=period,
            place=place,
            level="city",
            source=source,
            categories=((culture.breakdown, group),) if group else (),
            kind=culture.kind,
            numerator=n if tells and culture.kind == "count" else None,
            total=float(n) if tells and culture.kind == "mean" else None,
            denominator=of if tells else None,
            mark="" if tells else "not_available",
        )


_MOST_REPAIRS = 20


def _held() -> Iterator[tuple[str, Iterable[Fact]]]:
    for held in HOLDERS:
        yield from held()


def _years(name: str) -> list[int]:
    """Return the years of a counted source that the warehouse has."""
    found = (ref.rpartition("-") for ref in fact_store().sources())
    return sorted(int(year) for start, _, year in found if start == name and year.isdigit())
