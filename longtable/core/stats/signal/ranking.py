"""The exact Mann-Kendall test: does a series mostly go one way?"""

from collections.abc import Sequence
from itertools import combinations
from math import factorial


def kendall_score(values: Sequence[float]) -> int:
    """Return the pairs that rise minus the pairs that fall, later against earlier."""
    return sum((b > a) - (b < a) for a, b in combinations(values, 2))


def mann_kendall(values: Sequence[float]) -> float:
    """Return the exact one-sided probability of a score this far from 0.

    Ties count for neither side, which keeps the test cautious. For the side that the
    series leans to; the smallest possible is 1/n!. Reference: Kendall (1975).
    """
    n = len(values)
    pairs = n * (n - 1) // 2
    fewest = (pairs - abs(kendall_score(values))) // 2
    return min(1.0, sum(_orders_by_inversions(n)[: fewest + 1]) / factorial(n))


def _orders_by_inversions(n: int) -> list[int]:
    ways = [1]
    for size in range(2, n + 1):
        longer = [0] * (len(ways) + size - 1)
        for at, count in enumerate(ways):
            for more in range(size):
                longer[at + more] += count
        ways = longer
    return ways
