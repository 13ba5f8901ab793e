"""What every engine offers, and the choice of one by name.

Each engine reads the same folder and passes `tests/engines`.
"""

from abc import ABC, abstractmethod
from pathlib import Path

from longtable.core.warehouse.facts import Fact
from longtable.core.warehouse.files import DamagedSource
from longtable.core.warehouse.query import Cell, NotSummable, Part, Query, ancestors

__all__ = [
    "ENGINES",
    "Cell",
    "DamagedSource",
    "Engine",
    "NotSummable",
    "Part",
    "Query",
    "ancestors",
    "open_engine",
]

ENGINES = ("duckdb", "python")


class Engine(ABC):
    """Sums facts into cells. Reading raises DamagedSource where a source must be rebuilt."""

    @abstractmethod
    def catalog(self, indicator: str | None = None) -> list[Part]:
        """Return how many facts of each shape there are, of one indicator or of all, in order."""

    @abstractmethod
    def cells(self, query: Query) -> list[Cell]:
        """Return the cells of every grouping, in the query's order and then by key.

        A cell without facts does not appear. Raises NotSummable for estimates without counts.
        """

    @abstractmethod
    def facts(self, query: Query) -> list[Fact]:
        """Return the facts that a query reads, as they stand; groupings and roll-up do not count.

        By period, place and categories, what is not known last.
        """

    def published(self, query: Query) -> list[Fact]:
        """Return the estimates that a query reads, as the source published them."""
        return [fact for fact in self.facts(query) if fact.kind == "estimate"]

    def cuts(self, indicator: str) -> tuple[str, ...]:
        """Return the cuts in which an indicator has facts, in order."""
        return tuple(sorted({part.cut for part in self.catalog(indicator)}))

    def levels(self, indicator: str) -> tuple[str, ...]:
        """Return the levels of place at which an indicator has facts, in order."""
        return tuple(sorted({part.level for part in self.catalog(indicator)}))

    def periods(self, indicator: str) -> tuple[str, ...]:
        """Return the periods for which an indicator has facts, in order."""
        return tuple(sorted({part.period for part in self.catalog(indicator)}))


def open_engine(name: str, folder: Path, *, memory: str = "512MB", threads: int = 1) -> Engine:
    """Open the engine of that name ("duckdb" or "python") over a warehouse's folder.

    `memory` and `threads` bound what it may use. Raises ValueError for another name.
    """
    if name == "duckdb":
        from longtable.core.warehouse.duck import DuckDBEngine

        return DuckDBEngine(folder, memory=memory, threads=threads)
    if name == "python":
        from longtable.core.warehouse.reference import PythonEngine

        return PythonEngine(folder)
    raise ValueError(f"engine: {name!r} is none of {', '.join(ENGINES)}")
