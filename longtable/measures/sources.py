"""Where facts come from. Other packages sign in; `measures` never imports them.

The warehouse can be rebuilt whole from what the signed-in packages hold.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from longtable.core.warehouse.engine import DamagedSource
from longtable.core.warehouse.facts import Fact
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


_MOST_REPAIRS = 20


def _held() -> Iterator[tuple[str, Iterable[Fact]]]:
    for held in HOLDERS:
        yield from held()


def _years(name: str) -> list[int]:
    """Return the years of a counted source that the warehouse has."""
    found = (ref.rpartition("-") for ref in fact_store().sources())
    return sorted(int(year) for start, _, year in found if start == name and year.isdigit())
