"""Check tables that fill in the blanks of a published file: additions only, no solver."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from longtable.core.stats.attack.published import Row, all_additions, kinds_with_rows

NEAR = 1e-4
"""People by which a table may miss a sum or an end: far below one person, above rounding."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What a check of filled-in tables found. `faults` say in words what is wrong; none: a proof.

    tables: how many there are. open_counts: small counts that some table puts at 1 or less and
    another at the smallest number shown or more.
    """

    tables: int
    open_counts: int
    faults: tuple[str, ...]


def check_filling(
    rows: Sequence[tuple[Row, int | None]],
    blanks: Mapping[Row, Sequence[float]],
    *,
    hierarchy: Mapping[int, Mapping[str, str]] | None = None,
    fewest: int = 10,
    small: Collection[int] | None = None,
) -> Filling:
    """Check that tables agree with what is published and leave each small count its whole range.

    `rows` and `hierarchy` as for `attack`. `blanks` holds for each withheld count, and for each
    combination behind the rows, one number a table, all equally many. A combination in neither
    is nobody. `small`: the numbers of the rows that must be open; None: every blank.
    """
    tables = max((len(each) for each in blanks.values()), default=0)
    asked = [n for n, (_, count) in enumerate(rows) if count is None and (not small or n in small)]
    if small is not None and not small:
        asked = []
    faults = [*_misfits(rows, blanks, tables), *_below_nobody(blanks)]
    if not faults:
        faults += _wrong_sums(rows, blanks, hierarchy or {}, tables)
        faults += [_closed(rows[n][0], blanks[rows[n][0]], fewest) for n in asked]
    told = tuple(fault for fault in faults if fault)
    return Filling(tables, 0 if told else len(asked), told)


def _misfits(
    rows: Sequence[tuple[Row, int | None]], blanks: Mapping[Row, Sequence[float]], tables: int
) -> list[str]:
    counts = dict(rows)
    found = [
        f"{_name(key)}: not in the tables" for key, n in rows if n is None and key not in blanks
    ]
    for key, values in blanks.items():
        if counts.get(key) is not None:
            found.append(f"{_name(key)}: is published, so no table may say anything else")
        elif len(values) != tables:
            found.append(f"{_name(key)}: {len(values)} numbers for {tables} tables")
    return found


def _below_nobody(blanks: Mapping[Row, Sequence[float]]) -> list[str]:
    return [
        f"table {number}: {_name(key)} is below 0"
        for key, values in blanks.items()
        for number, value in enumerate(values, start=1)
        if not value >= -NEAR
    ]


def _wrong_sums(
    rows: Sequence[tuple[Row, int | None]],
    blanks: Mapping[Row, Sequence[float]],
    hierarchy: Mapping[int, Mapping[str, str]],
    tables: int,
) -> list[str]:
    """Add up every sum of every table. Parts of a kind that no row speaks of may be more."""
    keys = list(dict.fromkeys([*(key for key, _ in rows), *blanks]))
    filled = [_all_of(count, blanks, key, tables) for key, count in rows]
    filled += [blanks[key] for key in keys[len(rows) :]]
    known = kinds_with_rows(keys)
    found = []
    for addition in all_additions(keys, hierarchy, known):
        total, parts = filled[addition.total], [filled[part] for part in addition.parts]
        for number in range(tables):
            over = sum(part[number] for part in parts) - total[number]
            slack = NEAR * (1 + len(parts))
            if over > slack or (addition.exact and over < -slack):
                name = _name(keys[addition.total])
                found.append(f"table {number + 1}: {name} is not the sum of its parts")
    return found


def _all_of(
    count: int | None, blanks: Mapping[Row, Sequence[float]], key: Row, tables: int
) -> Sequence[float]:
    return blanks[key] if count is None else [float(count)] * tables


def _closed(key: Row, values: Sequence[float], fewest: int) -> str:
    if not values or min(values) > 1 + NEAR:
        return f"{_name(key)}: no table puts it at 1 or less"
    if max(values) < fewest - NEAR:
        return f"{_name(key)}: no table puts it at {fewest} or more"
    return ""


def _name(key: Row) -> str:
    return " / ".join(key)
