"""What would have been expected anyway: a forecast, and three new points against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from longtable.core.stats.distributions import t_quantile, t_two_sided

PRIOR_DEGREES = 4
"""How many degrees of freedom the known counting noise is worth.

Two or three points alone cannot say how restless a series is. As in moderated t tests
(Smyth 2004, Stat. Appl. Genet. Mol. Biol. 3), what is known beforehand is counted in.
"""


@dataclass(frozen=True, slots=True)
class Forecast:
    """An expected value on the judging scale and its 80 and 95 % prediction limits."""

    expected: float
    narrow: tuple[float, float]
    wide: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shift:
    """New points against old ones: t, its degrees of freedom, two-sided probability."""

    t: float
    degrees: float
    probability: float


def forecast(
    times: Sequence[float],
    values: Sequence[float],
    variances: Sequence[float],
    *,
    at: float,
    new_variance: float,
    restless: float = 1.0,
) -> Forecast:
    """Predict the value at time `at` from two or more earlier ones.

    A weighted line from three points on, a flat mean of two (flat, wide). The interval is
    never narrower than counting noise; scatter beyond it, or `restless` (a known sigma_z),
    widens it. All on the judging scale.
    """
    y, weights = np.asarray(values), 1 / np.asarray(variances)
    clock = np.asarray(times, dtype=float)
    columns = [np.ones_like(y)] if len(y) < 3 else [np.ones_like(y), clock - clock.mean()]
    design = np.stack(columns, axis=1)
    new = np.array([1.0, at - float(clock.mean())][: len(columns)])
    inverse = np.linalg.inv(design.T @ (weights[:, None] * design))
    beta = inverse @ (design.T @ (weights * y))
    rest = float(np.sum(weights * (y - design @ beta) ** 2))
    degrees = PRIOR_DEGREES + len(y) - len(columns)
    scatter = max(_scatter(rest, len(y) - len(columns)), restless**2)
    spread = sqrt(scatter * (new_variance + float(new @ inverse @ new)))
    expected = float(new @ beta)
    near, far = (t_quantile(share, degrees) * spread for share in (0.90, 0.975))
    return Forecast(expected, (expected - near, expected + near), (expected - far, expected + far))


def shift(
    old: tuple[Sequence[float], Sequence[float]], new: tuple[Sequence[float], Sequence[float]]
) -> Shift:
    """Compare new with old points, each given as (values, variances), by a moderated t."""
    means, variances, rest = [], [], 0.0
    for values, spreads in (old, new):
        y, weights = np.asarray(values), 1 / np.asarray(spreads)
        mean = float(np.sum(weights * y) / np.sum(weights))
        rest += float(np.sum(weights * (y - mean) ** 2))
        means.append(mean)
        variances.append(1 / float(np.sum(weights)))
    free = len(old[0]) + len(new[0]) - 2
    t = (means[1] - means[0]) / sqrt(_scatter(rest, free) * sum(variances))
    return Shift(t, PRIOR_DEGREES + free, t_two_sided(t, PRIOR_DEGREES + free))


def _scatter(rest: float, free: int) -> float:
    return max(1.0, (PRIOR_DEGREES + rest) / (PRIOR_DEGREES + free))
