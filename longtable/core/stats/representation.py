"""Who sits at a table against a named population, honest about how little few seats can tell.

A table of n seats has counts x by group; the population has shares q. All tests are against the
idea that seats were drawn from that population by chance, one by one.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, comb, exp, lgamma, log, sqrt
from random import Random

CENTRAL = 0.90  # of the seats that chance alone would give a group
EXACT_UP_TO = 100_000  # as many tables of one size are listed; beyond, they are drawn
DRAWS = 40_000
_TIE = 1e-9  # two tables as probable as each other, whichever way the product was rounded


@dataclass(frozen=True, slots=True)
class Chance:
    """What the dissimilarity is by chance: its mean, and the point that 95 % stay at or below.

    `error` is the standard error of the mean: 0 where all tables were listed.
    """

    mean: float
    high: float
    error: float


@dataclass(frozen=True, slots=True)
class Representation:
    """A table against a population.

    `dissimilarity` is D, from 0 (as the population) to 1; `p` the exact multinomial p, from 0 to
    1, with standard error `p_error` (0 where exact); `ranges` the parity range of each group.
    """

    seats: int
    dissimilarity: float
    to_move: int
    p: float
    p_error: float
    chance: Chance
    ranges: tuple[tuple[int, int], ...]

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the table differs by more than chance would do in 95 of 100 tables.

        If not, that is no clean bill: a small table can't tell.
        """
        return self.dissimilarity > self.chance.high + _TIE


def parity_range(seats: int, share: float) -> tuple[int, int]:
    """Return the seats from and to which a group holds in the central 90 % of chance.

    The quantiles .05 and .95 of Binomial(seats, share), 0 <= share <= 1. Where a group is below
    the first, it has fewer seats than chance would give it in 95 of 100 tables.
    """
    if seats < 0 or not 0 <= share <= 1:
        raise ValueError(f"not a table: {seats} seats, share {share}")
    tail = (1 - CENTRAL) / 2
    below, low, high = 0.0, None, seats
    for k in range(seats + 1):
        below += comb(seats, k) * share**k * (1 - share) ** (seats - k)
        if low is None and below >= tail - _TIE:
            low = k
        if below >= 1 - tail - _TIE:
            high = k
            break
    return (low or 0, high)


def dissimilarity(counts: Sequence[int], shares: Sequence[float]) -> float:
    """Return D, half the sum of |x/n - q|: the share of seats that would have to change hands.

    From 0 to 1. Reference: Duncan and Duncan (1955), American Sociological Review 20.
    """
    seats = _checked(counts, shares)
    return sum(abs(x / seats - q) for x, q in zip(counts, shares, strict=True)) / 2


def seats_to_move(counts: Sequence[int], shares: Sequence[float]) -> int:
    """Return how many seats would have to change hands: n D, rounded up."""
    return ceil(sum(counts) * dissimilarity(counts, shares) - _TIE)


def multinomial_p(counts: Sequence[int], shares: Sequence[float]) -> tuple[float, float]:
    """Return the multinomial p, and its standard error: 0 where it is exact.

    The sum of the probabilities of all tables of this size that are no more probable than this
    one. Too many tables are drawn instead of listed, always by the same seed; there the table
    itself counts as one of the draws, so that p is never 0. Reference: Read and Cressie (1988).
    """
    seats = _checked(counts, shares)
    observed = _log_probability(counts, shares)
    if observed is None:
        return 0.0, 0.0
    if _tables(seats, len(counts)) <= EXACT_UP_TO:
        listed = (_log_probability(table, shares) for table in _every(seats, len(counts)))
        rare = sum(exp(one) for one in listed if one is not None and one <= observed + _TIE)
        return min(1.0, rare), 0.0
    drawn = (_log_probability(table, shares) for table in _draws(seats, tuple(shares)))
    hits = sum(one is not None and one <= observed + _TIE for one in drawn)
    p = (hits + 1) / (DRAWS + 1)
    return p, sqrt(p * (1 - p) / DRAWS)


def chance_level(seats: int, shares: Sequence[float]) -> Chance:
    """Return what D is by chance for tables of this size: mean, 95 % point, error of the mean."""
    _checked([seats], [1.0])
    _check_shares(shares)
    return _chance_level(seats, tuple(shares))


def represented(counts: Sequence[int], shares: Sequence[float]) -> Representation:
    """Return all that can be said of a table, or of several pooled, against a population."""
    seats = _checked(counts, shares)
    p, error = multinomial_p(counts, shares)
    return Representation(
        seats=seats,
        dissimilarity=dissimilarity(counts, shares),
        to_move=seats_to_move(counts, shares),
        p=p,
        p_error=error,
        chance=chance_level(seats, shares),
        ranges=tuple(parity_range(seats, share) for share in shares),
    )


def pooled(tables: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Return the counts of several tables or years together, group by group.

    Small tables can tell something only together. The tests above then hold for seats filled anew:
    whoever stays in a seat for years must be counted once, or chance looks smaller than it is.
    """
    if not tables or len({len(table) for table in tables}) != 1:
        raise ValueError("tables to pool have the same groups")
    return tuple(sum(column) for column in zip(*tables, strict=True))


@cache
def _chance_level(seats: int, shares: tuple[float, ...]) -> Chance:
    if _tables(seats, len(shares)) <= EXACT_UP_TO:
        listed = [
            (dissimilarity(table, shares), exp(one))
            for table in _every(seats, len(shares))
            if (one := _log_probability(table, shares)) is not None
        ]
        error = 0.0
    else:
        values = [dissimilarity(table, shares) for table in _draws(seats, shares)]
        listed = [(value, 1 / DRAWS) for value in values]
        mean = sum(values) / DRAWS
        error = sqrt(sum((value - mean) ** 2 for value in values) / DRAWS / DRAWS)
    listed.sort()
    mean, below = sum(value * weight for value, weight in listed), 0.0
    for value, weight in listed:
        below += weight
        if below >= 0.95 - _TIE:
            return Chance(mean, value, error)
    raise AssertionError("probabilities add up to one")


def _tables(seats: int, groups: int) -> int:
    """Return how many tables of this size there are."""
    return comb(seats + groups - 1, groups - 1)


def _every(seats: int, groups: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to give seats to groups."""
    if groups == 1:
        yield (seats,)
        return
    for first in range(seats + 1):
        for rest in _every(seats - first, groups - 1):
            yield (first, *rest)


def _draws(seats: int, shares: tuple[float, ...]) -> Iterator[tuple[int, ...]]:
    """Yield tables drawn by chance, the same ones every time."""
    random = Random(20260101)  # noqa: S311 - a simulation that anybody can repeat
    edges = [sum(shares[: i + 1]) for i in range(len(shares) - 1)]
    for _ in range(DRAWS):
        table = [0] * len(shares)
        for _ in range(seats):
            table[bisect_right(edges, random.random())] += 1
        yield tuple(table)


def _log_probability(counts: Sequence[int], shares: Sequence[float]) -> float | None:
    """Return the logarithm of a table's probability; None where it can't happen."""
    if any(x and not q for x, q in zip(counts, shares, strict=True)):
        return None
    ways = lgamma(sum(counts) + 1) - sum(lgamma(x + 1) for x in counts)
    return ways + sum(x * log(q) for x, q in zip(counts, shares, strict=True) if x)


def _checked(counts: Sequence[int], shares: Sequence[float]) -> int:
    """Return the number of seats of a table that can be compared."""
    if len(counts) != len(shares) or any(x < 0 for x in counts) or not sum(counts):
        raise ValueError(f"not a table: {counts} against {shares}")
    _check_shares(shares)
    return sum(counts)


def _check_shares(shares: Sequence[float]) -> None:
    if any(q < 0 for q in shares) or abs(sum(shares) - 1) > 1e-6:
        raise ValueError(f"shares of a population add up to 1, not {sum(shares)}")
