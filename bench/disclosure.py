"""J3: protect synthetic segregated cities, attack them, and print how far from the bound.

    python -m bench.disclosure [SECONDS]

Ratios only: cells that protect over the proven bound, all that is withheld (the small ones go
anyway) over the least that is safe, and small counts found by the attacker in
our pattern, in the pattern without protecting cells, and in "one more in the row".
"""

import sys
import time
from itertools import product

import numpy as np

from longtable.core.stats.attack import attack
from longtable.core.stats.disclosure import check_witnesses, protect, table_from_keys

FEWEST = 10
TABLES = (((7, 15), 6_000), ((7, 7, 2), 6_000), ((7, 15, 2), 20_000), ((7, 15, 2), 6_000),
          ((7, 205), 60_000), ((3, 3, 3, 2), 1_500), ((3, 3, 3, 3), 6_000), ((4, 4, 3, 2), 12_000),
          ((4, 4, 3, 2), 3_000), ((3, 4, 4, 3), 12_000), ((3, 4, 4, 3), 3_000),
          ((7, 15, 4, 2), 60_000))  # fmt: skip


def city(shape, people, *, seed=1, segregation=1.2):
    """Return keys and counts of a city whose groups do not live evenly, totals included."""
    random = np.random.default_rng(seed)
    share = np.ones(())
    for size in shape:
        share = np.multiply.outer(share, random.dirichlet(np.full(size, 1.0 if size > 3 else 5.0)))
    share = share * np.exp(random.normal(0, segregation, share.shape))
    full = random.multinomial(people, (share / share.sum()).ravel()).reshape(shape)
    for axis in range(len(shape)):
        full = np.concatenate([full.sum(axis=axis, keepdims=True), full], axis=axis)
    keys = [
        tuple("Total" if i == 0 else f"v{i}" for i in index)
        for index in product(*map(range, full.shape))
    ]
    return keys, [int(count) for count in full.ravel()]


def one_more_in_the_row(keys, counts):
    """Return the office rule: where a row has one blank, blank its smallest other cell too."""
    small = {row for row, count in enumerate(counts) if 1 <= count < FEWEST}
    rows = {}
    for number, key in enumerate(keys):
        if key[-1] != "Total":
            rows.setdefault(key[:-1], []).append(number)
    extra = set()
    for members in rows.values():
        others = [m for m in members if m not in small and counts[m]]
        if len(small.intersection(members)) == 1 and others:
            extra.add(min(others, key=lambda m: counts[m]))
    return small, small | extra


def broken(keys, counts, hidden, small):
    """Return how many small counts the attacker narrows."""
    rows = [
        (k, None if n in hidden else c) for n, (k, c) in enumerate(zip(keys, counts, strict=True))
    ]
    return attack(rows, fewest=FEWEST, small=small).narrowed


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 50.0
    print(
        "cells  small  protect  over bound  of all  seconds"
        "  narrowed: ours  small only  office rule"
    )
    for shape, people in TABLES:
        keys, counts = city(shape, people)
        table = table_from_keys(keys, counts)
        began = time.monotonic()
        found = protect(table, fewest=FEWEST, seconds=seconds)
        took = time.monotonic() - began
        assert not check_witnesses(table, found.shown, found.witnesses, fewest=FEWEST)
        ours = {n for n, word in enumerate(found.shown) if word != "yes"}
        small, office = one_more_in_the_row(keys, counts)
        hits = [broken(keys, counts, hidden, small) for hidden in (ours, small, office)]
        print(
            f"{len(keys):5}  {len(small):5}  {found.weight:7.0f}  {found.gap:10.1%}"
            f"  {found.whole_gap:6.1%}  {took:7.1f}"
            f"  {hits[0]:14}  {hits[1]:10}  {hits[2]:11}"
        )


if __name__ == "__main__":
    main()
