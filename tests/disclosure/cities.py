"""Tables of people made up at random, in every shape that a file of counts may have."""

from dataclasses import dataclass, field
from itertools import product

import numpy as np

TOTAL = "Total"


@dataclass
class City:
    """Counts by key, in the order of the rows; `hierarchies` by column."""

    counts: dict
    hierarchies: dict = field(default_factory=dict)
    fewest: int = 10


def any_city(seed):
    """Return a table of one to four columns: sparse or full, with trees, holes and odd orders."""
    chance = np.random.default_rng(seed)
    width = int(chance.choice([1, 2, 2, 3, 3, 4]))
    shape = [int(chance.integers(1, {1: 12, 2: 7, 3: 4, 4: 3}[width] + 1)) for _ in range(width)]
    finest = _people(chance, shape)
    axes, hierarchies = [], {}
    for column, size in enumerate(shape):
        labels, matrix, parents = _axis(chance, column, size)
        axes.append((labels, matrix))
        if parents:
            hierarchies[column] = parents
    for column, (_, matrix) in enumerate(axes):
        finest = np.moveaxis(np.tensordot(matrix, finest, axes=(1, column)), 0, column)
    keys = list(product(*(labels for labels, _ in axes)))
    counts = dict(zip(keys, (int(n) for n in finest.ravel()), strict=True))
    rows = _with_holes(chance, list(counts), counts)
    if chance.random() < 0.3:
        chance.shuffle(rows)
    fewest = int(chance.choice([2, 3, 5, 10, 10, 10, 20]))
    return City({tuple(map(str, k)): counts[tuple(k)] for k in rows}, hierarchies, fewest)


def _people(chance, shape):
    kind = chance.choice(["mixed", "tiny", "sparse", "large", "ones"])
    if kind == "mixed":
        return np.rint(np.exp(chance.normal(2.5, 1.5, shape)))
    if kind == "tiny":
        return chance.integers(0, 6, shape)
    if kind == "sparse":
        return chance.integers(0, 60, shape) * (chance.random(shape) < 0.4)
    if kind == "ones":
        return chance.choice([0, 1, 9, 10, 11], shape)
    return chance.integers(0, 400, shape)


def _axis(chance, column, size):
    """Return labels, the matrix that sums the finest values to them, and who lies in whom."""
    names = [f"{'abcd'[column]}{i}" for i in range(size)]
    labels, rows, parents = [TOTAL], [np.ones(size)], {}
    below = [(name, np.eye(size)[i]) for i, name in enumerate(names)]
    lines = list(below)
    for level in range(int(chance.choice([0, 0, 1, 2])) if size > 2 else 0):
        groups = max(1, len(below) // 2)
        of = np.sort(chance.integers(0, groups, len(below)))
        above = {}
        for (name, row), group in zip(below, of, strict=True):
            if chance.random() < 0.1:
                continue
            label = f"{'ABCD'[column]}{level}{group}"
            parents[name] = label
            above[label] = above.get(label, 0) + row
        below = list(above.items())
        lines = below + lines
    labels += [name for name, _ in lines]
    rows += [row for _, row in lines]
    return labels, np.array(rows), parents


def _with_holes(chance, keys, counts):
    kind = chance.choice(["full", "full", "no zeros", "kinds", "no grand total"])
    if kind == "no zeros":
        return [k for k in keys if counts[k]] or keys
    if kind == "no grand total":
        return [k for k in keys if any(v != TOTAL for v in k)] or keys
    if kind == "kinds":
        kinds = sorted({tuple(v != TOTAL for v in k) for k in keys})
        kept = {k for k in kinds if chance.random() < 0.6} or {kinds[-1]}
        return [k for k in keys if tuple(v != TOTAL for v in k) in kept]
    return keys
