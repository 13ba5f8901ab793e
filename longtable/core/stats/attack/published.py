"""Attack a published file: read nothing but its rows and work out what they give away."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product

from longtable.core.stats.attack.program import Addition, Attack, Contradiction, attack_cells

_WHOLE = "Total"
_BEHIND_AT_LEAST = 20_000
"""Combinations an attacker models behind the published rows, whatever their number."""

Row = tuple[str, ...]


def attack(
    rows: Sequence[tuple[Row, int | None]],
    *,
    hierarchy: Mapping[int, Mapping[str, str]] | None = None,
    fewest: int = 10,
    small: Collection[int] | None = None,
) -> Attack:
    """Return what an outsider can work out from published rows: (key, count or None) each.

    `hierarchy` maps, by the number of a column, a value to the larger one it belongs to; all
    others belong to `Total`. The outsider also thinks of the table behind: every combination of
    the values that occur, whether published or not, is a count from 0 up. Combinations without a
    row are taken to be nobody if that can be true, else left open.
    `small` (numbers of rows; None: all withheld) is what the referee knows, never the attacker: a
    published file must not say which of its blanks are small, since "1 to 9" on one blank
    narrows others. Raises Contradiction, with the number of the row where one is at fault.
    """
    keys = [key for key, _ in rows]
    trees = [_tree(keys, column, hierarchy or {}) for column in range(len(keys[0]) if keys else 0)]
    every, behind = _all_combinations(keys, trees)
    values: list[int | None] = [count for _, count in rows]
    blanks = [i for i, value in enumerate(values) if value is None]
    additions = list(_additions(every, trees, {}))
    sparse = kinds_with_rows(keys)
    guess: list[int | None] = [0 if _kind(key) in sparse else None for key in behind]
    try:
        return attack_cells(values + guess, additions, fewest=fewest, small=small, asked=blanks)
    except Contradiction:
        unlisted = {
            column: _unlisted(keys, column, larger) for column, larger in (hierarchy or {}).items()
        }
        if 0 not in guess and not any(unlisted.values()):
            raise
    additions = list(_additions(every, trees, unlisted))
    nothing: list[int | None] = [None] * len(behind)
    return attack_cells(values + nothing, additions, fewest=fewest, small=small, asked=blanks)


def all_additions(
    keys: Sequence[Row],
    hierarchy: Mapping[int, Mapping[str, str]],
    known: Collection[tuple[bool, ...]],
) -> Iterator[Addition]:
    """Yield what adds up among keys; a combination that is not one of them is nobody.

    Not so where its columns are in none of the `known` kinds, or where the hierarchy has parts
    that no key speaks of: then there may be more people than in the parts.
    """
    trees = [_tree(keys, column, hierarchy) for column in range(len(keys[0]) if keys else 0)]
    unlisted = {column: _unlisted(keys, column, larger) for column, larger in hierarchy.items()}
    numbered = {key: number for number, key in enumerate(keys)}
    for addition, missing in _lines(numbered, trees, unlisted):
        full = all(_kind(part) in known for part in missing)
        yield Addition(addition.total, addition.parts, exact=addition.exact and full)


def _tree(
    keys: Sequence[Row], column: int, hierarchy: Mapping[int, Mapping[str, str]]
) -> dict[str, list[str]]:
    """Return the parts of each value of a column that has any."""
    larger = hierarchy.get(column, {})
    here = list(dict.fromkeys(key[column] for key in keys))
    parts: dict[str, list[str]] = {}
    for value in here:
        if value == _WHOLE:
            continue
        above = larger.get(value, _WHOLE)
        for _ in larger:
            if above in here or above == _WHOLE:
                break
            above = larger.get(above, _WHOLE)
        parts.setdefault(above, []).append(value)
    return {value: below for value, below in parts.items() if value in here}


def _unlisted(keys: Sequence[Row], column: int, larger: Mapping[str, str]) -> set[str]:
    """Return the values that have parts which no row, nor any part of theirs, speaks of."""
    spoken = {key[column] for key in keys}
    for value in list(spoken):
        above = value
        for _ in larger:
            above = larger.get(above, _WHOLE)
            spoken.add(above)
    return {above for part, above in larger.items() if part not in spoken}


def _all_combinations(
    keys: Sequence[Row], trees: Sequence[Mapping[str, Sequence[str]]]
) -> tuple[dict[Row, int], list[Row]]:
    """Number the rows, then the combinations behind them."""
    numbered = {key: number for number, key in enumerate(keys)}
    columns = [list(dict.fromkeys(key[c] for key in keys)) for c in range(len(trees))]
    size = 1
    for values in columns:
        size *= len(values)
    if size > max(_BEHIND_AT_LEAST, 3 * len(keys)):
        return numbered, []
    behind = [key for key in product(*columns) if key not in numbered]
    return numbered | {key: len(keys) + i for i, key in enumerate(behind)}, behind


def _additions(
    every: Mapping[Row, int],
    trees: Sequence[Mapping[str, Sequence[str]]],
    unlisted: Mapping[int, Collection[str]],
) -> Iterator[Addition]:
    for addition, missing in _lines(every, trees, unlisted):
        yield Addition(addition.total, addition.parts, exact=addition.exact and not missing)


def _lines(
    every: Mapping[Row, int],
    trees: Sequence[Mapping[str, Sequence[str]]],
    unlisted: Mapping[int, Collection[str]],
) -> Iterator[tuple[Addition, list[Row]]]:
    """Yield what adds up, exactly if all parts are listed, beside the parts that have no number."""
    for key, number in every.items():
        for column, tree in enumerate(trees):
            below = tree.get(key[column])
            if not below:
                continue
            line = [(*key[:column], value, *key[column + 1 :]) for value in below]
            parts = tuple(every[part] for part in line if part in every)
            if parts:
                full = key[column] not in unlisted.get(column, ())
                missing = [part for part in line if part not in every]
                yield Addition(number, parts, exact=full), missing


def _kind(key: Row) -> tuple[bool, ...]:
    """Tell which columns a row is broken down by."""
    return tuple(value != _WHOLE for value in key)


def kinds_with_rows(keys: Sequence[Row]) -> set[tuple[bool, ...]]:
    """Return which sets of columns the keys are broken down by."""
    return {_kind(key) for key in keys}
