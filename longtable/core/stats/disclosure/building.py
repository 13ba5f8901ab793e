"""From rows with keys to cells and rules: which published cells add up to which."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, product

from longtable.core.stats.disclosure.model import Cell, Rule, State, Table, TableError

TOTAL = "Total"
_MOST_UNSEEN = 5_000
"""Cells behind the published ones that are modelled even when they outnumber them."""

Key = tuple[str, ...]
Hierarchies = Mapping[int, Mapping[str, str]]


def table_from_keys(
    keys: Sequence[Key],
    counts: Sequence[int | None],
    *,
    hierarchies: Hierarchies | None = None,
    states: Sequence[State] | None = None,
) -> Table:
    """Return the table of published rows; the first cells are the rows, in order.

    A key has one value a column; `Total` stands for all of a column, and `hierarchies` (by the
    number of the column) maps a child to its parent, over any number of levels, which need not be
    equally many. A value without a parent belongs to the total. Combinations that have no row:

    - where rows of the same columns exist and the sums hold without it, it is taken to be nobody,
      as whoever reads the table will take it;
    - otherwise, and for parts that the hierarchy names but no row does, it is a cell that nobody
      sees, which ties the published ones together: two margins
      that share a column are linked through the table behind them. When there are too many of
      those, only the published sums count, and a note says so.

    Raises TableError for two rows with one key, a hierarchy that goes in circles, or a sum that
    does not hold; `cell` is the number of the row.
    """
    cells = [
        Cell(count, state, key)
        for key, count, state in zip(keys, counts, states or _free(len(keys)), strict=True)
    ]
    _refuse_doubles(keys)
    families = _families(keys, hierarchies or {})
    missing, notes = _behind(keys, families)
    known_nobody = _nobody(cells, missing, families)
    for key in missing:
        cells.append(
            Cell(0, "published", key) if key in known_nobody else Cell(None, "unseen", key)
        )
    return Table(tuple(cells), tuple(_rules([c.key for c in cells], families)), notes)  # type: ignore[misc]


def _free(rows: int) -> Sequence[State]:
    return ["free"] * rows


def _refuse_doubles(keys: Sequence[Key]) -> None:
    seen: set[Key] = set()
    for row, key in enumerate(keys):
        if key in seen:
            raise TableError(f"{' / '.join(key)} stands in two rows", cell=row)
        seen.add(key)


def _families(keys: Sequence[Key], hierarchies: Hierarchies) -> list[dict[str, list[str]]]:
    """Return, for each column, the children of each value that has any."""
    width = len(keys[0]) if keys else 0
    families: list[dict[str, list[str]]] = []
    for column in range(width):
        parents = dict(hierarchies.get(column, {}))
        values = dict.fromkeys(key[column] for key in keys)
        family: dict[str, list[str]] = {}
        for value in values:
            if value != TOTAL:
                family.setdefault(_parent(value, parents, values), []).append(value)
        for parent in sorted(_with_parts_unlisted(parents, values)):
            family.setdefault(parent, []).append(f"{parent}: parts without a row")
        families.append({p: c for p, c in family.items() if p in values})
    return families


def _with_parts_unlisted(parents: Mapping[str, str], values: Mapping[str, None]) -> set[str]:
    """Return the values whose hierarchy names a part that has no row, nor has any part of it."""
    listed: set[str] = set(values)
    for value in values:
        parent = parents.get(value, TOTAL)
        while parent != TOTAL and parent not in listed:
            listed.add(parent)
            parent = parents.get(parent, TOTAL)
    return {parent for child, parent in parents.items() if child not in listed and parent in values}


def _parent(value: str, parents: Mapping[str, str], values: Mapping[str, None]) -> str:
    """Return the nearest ancestor that has rows, or the total."""
    passed = {value}
    parent = parents.get(value, TOTAL)
    while parent != TOTAL and parent not in values:
        if parent in passed:
            raise TableError(f"the hierarchy goes in circles at {parent}")
        passed.add(parent)
        parent = parents.get(parent, TOTAL)
    if parent in passed:
        raise TableError(f"the hierarchy goes in circles at {parent}")
    return parent


def _behind(
    keys: Sequence[Key], families: Sequence[Mapping[str, Sequence[str]]]
) -> tuple[list[Key], tuple[str, ...]]:
    """Return the combinations that have no row."""
    values = [
        list(dict.fromkeys([*(key[column] for key in keys), *chain(*family.values())]))
        for column, family in enumerate(families)
    ]
    size = 1
    for each in values:
        size *= len(each)
    present = set(keys)
    if size <= max(3 * len(keys), _MOST_UNSEEN):
        return [key for key in product(*values) if key not in present], ()
    missing = {
        part
        for key in keys
        for line in _lines(key, families)
        if any(part in present for part in line)
        for part in line
        if part not in present
    }
    note = "too many combinations without a row: only the published sums are taken into account"
    return sorted(missing), (note,)


def _nobody(
    cells: Sequence[Cell],
    missing: Sequence[Key],
    families: Sequence[Mapping[str, Sequence[str]]],
) -> set[Key]:
    """Return the combinations without a row that the sums show to be nobody."""
    counts = {cell.key: cell.count for cell in cells}
    gone = set(missing)
    empty: set[Key] = set()
    for cell in cells:
        for line in _lines(cell.key, families):  # type: ignore[arg-type]
            known = [counts[part] for part in line if part in counts]
            if cell.count is None or None in known or len(known) == len(line):
                continue
            if sum(known) == cell.count:  # type: ignore[arg-type]
                empty.update(part for part in line if part in gone)
    return empty


def _lines(key: Key, families: Sequence[Mapping[str, Sequence[str]]]) -> Iterable[list[Key]]:
    """Yield the lines of which a key is the total."""
    for column, family in enumerate(families):
        children = family.get(key[column], ())
        if children:
            yield [(*key[:column], child, *key[column + 1 :]) for child in children]


def _rules(keys: Sequence[Key], families: Sequence[Mapping[str, Sequence[str]]]) -> Iterable[Rule]:
    place = {key: index for index, key in enumerate(keys)}
    for index, key in enumerate(keys):
        for line in _lines(key, families):
            parts = tuple(place[part] for part in line if part in place)
            if len(parts) == len(line):
                yield Rule(index, parts)
