"""J3: withhold what is small and what would give it away, and attack the outcome.

Ours is measured to the first safe pattern, proven, and to the optimum where that is near; the
attack bounds every blank of the pattern. The limit is one linear program over the table. How far
from the bound we are, and what the office rule leaves open, is in `bench.disclosure`.
"""

import sys

from bench.disclosure import FEWEST, broken, city
from bench.measure import Row, compared, rows

TABLES = (((7, 15), 6_000, True), ((7, 15, 2), 20_000, True), ((7, 205), 60_000, False))
LIMIT = "limit: one linear program"


def run(*, quick: bool) -> list[Row]:
    """Measure every contestant over cities made up the same way each time."""
    found: list[Row] = []
    for number, (shape, people, soon) in enumerate(TABLES[:2] if quick else TABLES):
        cases = {
            LIMIT: ("limit", sys.executable),
            "ours, safe and proven": ("safe", sys.executable),
            "attack on it": ("attack", sys.executable),
        }
        if soon:
            cases["ours, to the optimum"] = ("best", sys.executable)
        results = compared(__name__, cases, number)
        assert results["attack on it"].answer == "0", "the attacker found a small count"
        cells = len(city(shape, people)[0])
        found += rows(f"J3 {cells:,} cells", results, limit=LIMIT)
    return found


def _table(number):
    from longtable.core.stats.disclosure import table_from_keys

    shape, people, _ = TABLES[int(number)]
    return table_from_keys(*city(shape, people))


def _limit(number):
    import numpy as np

    from longtable.core.stats.disclosure import weigh
    from longtable.core.stats.disclosure.polytope import Polytope
    from longtable.core.stats.disclosure.problem import prepare

    table = _table(number)
    problem = prepare(table, fewest=FEWEST, weights=weigh(table, objective="cells"))
    polytope = Polytope(problem.sums, [need.cell for need in problem.needs])
    polytope.open(problem.withheld(problem.weights > 0), problem.base)
    need = problem.needs[0]
    return lambda: need.met_by(polytope.push([need], np.ones(1)).values)


def _protect(seconds):
    def prepared(number):
        from longtable.core.stats.disclosure import protect

        table = _table(number)
        return lambda: protect(table, fewest=FEWEST, seconds=seconds).safe

    return prepared


def _attack(number):
    from longtable.core.stats.disclosure import protect

    shape, people, _ = TABLES[int(number)]
    keys, counts = city(shape, people)
    found = protect(_table(number), fewest=FEWEST, seconds=0.0)
    hidden = {n for n, word in enumerate(found.shown) if word != "yes"}
    small = {n for n, word in enumerate(found.shown) if word == "small"}
    return lambda: broken(keys, counts, hidden, small)


CASES = {"limit": _limit, "safe": _protect(0.0), "best": _protect(120.0), "attack": _attack}
