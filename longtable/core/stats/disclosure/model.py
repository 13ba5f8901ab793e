"""Cells and the sums that tie them: what a published table tells, as numbers."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.integer[Any]]
Flags = NDArray[np.bool_]

State = Literal["free", "published", "withheld", "unseen"]


class TableError(ValueError):
    """A table that cannot be true. `cell` is the index of the cell at fault, if there is one."""

    def __init__(self, message: str, *, cell: int | None = None) -> None:
        super().__init__(message)
        self.cell = cell


@dataclass(frozen=True, slots=True)
class Cell:
    """One count of people.

    `count` is a whole number from 0 up, or None where the source masked it.
    `state` says what is settled beforehand:

    - free: this release may show it or withhold it;
    - published: out already, in this or an earlier release, known exactly;
    - withheld: never shown, and still a count that must not come out (withheld by an earlier
      release, or the part where an old boundary and a new one overlap);
    - unseen: in no release and not protected for its own sake, but it ties others together.

    `weight` is what withholding it costs; None leaves that to the objective.
    """

    count: int | None
    state: State = "free"
    key: Hashable = None
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """The parts add up to the total; not complete: they add up to at most the total."""

    total: int
    parts: tuple[int, ...]
    complete: bool = True


@dataclass(frozen=True)
class Table:
    """Cells and rules, checked on making. `notes` says in words where the model is loose.

    Raises TableError when a count is negative, a rule names no cell, or a sum does not hold.
    """

    cells: tuple[Cell, ...]
    rules: tuple[Rule, ...]
    notes: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        for index, cell in enumerate(self.cells):
            if cell.count is not None and cell.count < 0:
                raise TableError(f"{self.name(index)}: a count below 0", cell=index)
        for rule in self.rules:
            self._check(rule)

    def name(self, index: int) -> str:
        """Return words for a cell: its key, or its number."""
        key = self.cells[index].key
        if key is None:
            return f"cell {index}"
        return " / ".join(map(str, key)) if isinstance(key, tuple) else str(key)

    @cached_property
    def counts(self) -> Floats:
        """Return the counts, NaN where unknown. Shape (cells,)."""
        return np.array([np.nan if c.count is None else c.count for c in self.cells], dtype=float)

    def _check(self, rule: Rule) -> None:
        members = (rule.total, *rule.parts)
        if not rule.parts or not all(0 <= i < len(self.cells) for i in members):
            raise TableError(f"a rule names a cell that does not exist: {members}")
        if len(set(members)) != len(members):
            raise TableError(f"{self.name(rule.total)}: a cell stands twice in one sum")
        total = self.cells[rule.total].count
        parts = [self.cells[i].count for i in rule.parts]
        known = sum(part for part in parts if part is not None)
        if total is None:
            return
        unknown = any(part is None for part in parts)
        if known > total or (rule.complete and not unknown and known != total):
            raise TableError(
                f"{self.name(rule.total)}: the total is {total}, its parts add up to {known}",
                cell=rule.total,
            )


def table_of(
    counts: Sequence[int | None], rules: Sequence[Rule], *, states: Sequence[State] | None = None
) -> Table:
    """Return a table of bare counts, all free unless `states` says otherwise."""
    chosen = states or ["free"] * len(counts)
    cells = tuple(Cell(count, state) for count, state in zip(counts, chosen, strict=True))
    return Table(cells, tuple(rules))


@dataclass(frozen=True, slots=True)
class Sums:
    """The rules as a sparse matrix by rows, `matrix @ values = 0`, with a column for each slack.

    The first `cells` columns are the cells; a rule that is not complete gets one more column,
    which holds the people outside its parts. Signs are +1 for parts and -1 for the total.
    """

    cells: int
    columns: int
    starts: NDArray[np.int32]
    index: NDArray[np.int32]
    signs: Floats

    @property
    def rows(self) -> int:
        """Return the number of rules."""
        return len(self.starts) - 1

    def residual(self, values: Floats) -> Floats:
        """Return parts minus total for each rule. Shape (rows,)."""
        if not self.rows:
            return np.zeros(0)
        return np.asarray(np.add.reduceat(self.signs * values[self.index], self.starts[:-1]))

    def priced(self, prices: Floats) -> Floats:
        """Return the transposed matrix times one price a rule. Shape (columns,)."""
        spread = np.repeat(prices, np.diff(self.starts))
        return np.asarray(
            np.bincount(self.index, weights=self.signs * spread, minlength=self.columns),
            dtype=float,
        )


def sums_of(table: Table) -> Sums:
    """Return the rules of a table as a sparse matrix."""
    index: list[int] = []
    signs: list[float] = []
    starts = [0]
    columns = len(table.cells)
    for rule in table.rules:
        index += [*rule.parts, rule.total]
        signs += [1.0] * len(rule.parts) + [-1.0]
        if not rule.complete:
            index.append(columns)
            signs.append(1.0)
            columns += 1
        starts.append(len(index))
    return Sums(
        len(table.cells),
        columns,
        np.array(starts, dtype=np.int32),
        np.array(index, dtype=np.int32),
        np.array(signs),
    )
