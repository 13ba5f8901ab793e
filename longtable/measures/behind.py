"""The cells behind a release: in no cut, but between them, so that they tie the cuts together.

A city by race and its schools have a total in common even where no total is published. Three
two-way tables are margins of a table that nobody sees; what it allows is less than what each
allows alone.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations, product

from longtable.measures.counting import Categories, Counted, World

Key = tuple[str, str, Categories]
MOST = 3000
"""Hidden cells that are modelled in a period; beyond, only what the margins share."""


def behind(cells: Mapping[Key, Counted], world: World) -> dict[Key, Counted]:
    """Return the hidden cells of a period: totals that cuts share, and the table behind them."""
    counted = {key: c for key, c in cells.items() if c.masked or c.denominator is not None}
    found = {key: _unseen(key, world) for key in _shared(counted, world) if key not in cells}
    for key in _joint(counted, world):
        if key not in cells:
            found.setdefault(key, _unseen(key, world))
    return found


def _shared(counted: Mapping[Key, Counted], world: World) -> Iterator[Key]:
    """Yield the totals over categories, and over places, that two cuts may have in common."""
    cuts = {(cell.level, cell.by) for cell in counted.values()}
    if len(cuts) < 2:
        return
    tops = {cell.level for cell in counted.values()}
    wanted: dict[Key, None] = {}
    for place, _, pairs in counted:
        for above in _places_above(place, world):
            if world.levels.get(above) not in tops:
                continue
            for kept in _subsets(pairs, world):
                wanted[above, "+".join(name for name, _ in kept), kept] = None
    yield from list(wanted)[:MOST]


def _joint(counted: Mapping[Key, Counted], world: World) -> Iterator[Key]:
    """Yield the table behind three or more cuts none of which contains another."""
    cuts = {(cell.level, cell.by) for cell in counted.values()}
    largest = [cut for cut in cuts if not any(_within(cut, other, world) for other in cuts - {cut})]
    if len(largest) < 3:
        return
    names = sorted({name for _, by in largest for name in by.split("+") if name})
    if not set(names) <= world.covering:
        return
    lowest = max((level for level, _ in largest), key=lambda level: _depth(level, world))
    places = sorted({p for p, _, _ in counted if world.levels.get(p) == lowest})
    values = [
        sorted({c for _, _, pairs in counted for n, c in pairs if n == name}) for name in names
    ]
    size = len(places)
    for each in values:
        size *= len(each)
    if size > MOST:
        return
    for place, *chosen in product(places, *values):
        yield place, "+".join(names), tuple(zip(names, chosen, strict=True))


def _within(cut: tuple[str, str], other: tuple[str, str], world: World) -> bool:
    (level, by), (lower, more) = cut, other
    finer = _depth(lower, world) >= _depth(level, world)
    return finer and set(filter(None, by.split("+"))) <= set(filter(None, more.split("+")))


def _depth(level: str, world: World) -> int:
    depths = [len(list(_places_above(p, world))) for p, of in world.levels.items() if of == level]
    return max(depths, default=0)


def _places_above(place: str, world: World) -> Iterator[str]:
    """Yield a place and every place that it lies in."""
    at: str | None = place
    while at is not None:
        yield at
        at = world.parents.get(at)


def _subsets(pairs: Categories, world: World) -> Iterator[Categories]:
    """Yield the pairs that are left when some breakdowns that cover everyone are summed over."""
    summed = [pair for pair in pairs if pair[0] in world.covering]
    for size in range(len(summed) + 1):
        for gone in combinations(summed, size):
            yield tuple(pair for pair in pairs if pair not in gone)


def _unseen(key: Key, world: World) -> Counted:
    place, by, categories = key
    return Counted("", world.levels.get(place, ""), place, by, categories, masked=True)
