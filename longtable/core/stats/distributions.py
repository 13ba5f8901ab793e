"""Tails and quantiles of the beta, gamma, t and binomial distributions.

Plain double precision without further libraries. Continued fractions follow
Press et al., Numerical Recipes, 3rd ed., 6.2 and 6.4; the density factor follows
Loader (2000), so that ten million people cost no digits.
"""

from collections.abc import Callable
from math import exp, lgamma, log, log1p, pi, sqrt

_TINY = 1e-300
_CLOSE = 4e-16
_MOST_TERMS = 1_000_000


def beta_cdf(x: float, a: float, b: float) -> float:
    """Return the regularized incomplete beta function I_x(a, b); a, b > 0, 0 <= x <= 1."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = _beta_front(x, a, b)
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(x, a, b) / a
    return 1.0 - front * _beta_fraction(1 - x, b, a) / b


def beta_quantile(share: float, a: float, b: float) -> float:
    """Return x with I_x(a, b) = share, for 0 < share < 1; relative error about 1e-12."""
    if share > 0.5 and a > b:
        return 1.0 - beta_quantile(1 - share, b, a)

    def density(x: float) -> float:
        return _beta_front(x, a, b) / (x * (1 - x))

    return _invert(
        lambda x: beta_cdf(x, a, b) - share, density, low=0.0, high=1.0, start=a / (a + b)
    )


def gamma_cdf(x: float, shape: float) -> float:
    """Return the regularized lower incomplete gamma function P(shape, x)."""
    if x <= 0:
        return 0.0
    front = exp(shape * log(x) - x - lgamma(shape))
    if x < shape + 1:
        return front * _gamma_series(x, shape)
    return 1.0 - front * _gamma_fraction(x, shape)


def gamma_quantile(share: float, shape: float) -> float:
    """Return x with P(shape, x) = share, for 0 < share < 1 (scale 1)."""
    high = shape + 10
    while gamma_cdf(high, shape) < share:
        high *= 2

    def density(x: float) -> float:
        return exp((shape - 1) * log(x) - x - lgamma(shape))

    return _invert(lambda x: gamma_cdf(x, shape) - share, density, low=0.0, high=high, start=shape)


def t_quantile(share: float, degrees: float) -> float:
    """Return the quantile of Student's t; 0 < share < 1, degrees of freedom > 0."""
    if share == 0.5:
        return 0.0
    x = beta_quantile(2 * min(share, 1 - share), degrees / 2, 0.5)
    size = sqrt(degrees * (1 - x) / x)
    return size if share > 0.5 else -size


def t_two_sided(statistic: float, degrees: float) -> float:
    """Return the probability of a t at least this far from 0, on either side."""
    return beta_cdf(degrees / (degrees + statistic**2), degrees / 2, 0.5)


def fair_coin_quantile(share: float, tosses: int) -> int:
    """Return the smallest k with P(heads <= k) >= share, for fair tosses."""
    below, ways = 0.0, 0.5**tosses
    for heads in range(tosses + 1):
        below += ways
        if below >= share:
            return heads
        ways *= (tosses - heads) / (heads + 1)
    return tosses


def _beta_front(x: float, a: float, b: float) -> float:
    # x^a (1-x)^b / B(a, b), written around its mode: the large terms cancel beforehand.
    total = a + b
    left, right = a / total, b / total
    gap = x - left
    power = a * _log_ratio(x, left, gap) + b * _log_ratio(1 - x, right, -gap)
    shape = _stirling_error(total) - _stirling_error(a) - _stirling_error(b)
    return exp(power + shape) * sqrt(a * b / (total * 2 * pi))


def _log_ratio(value: float, mode: float, gap: float) -> float:
    return log1p(gap / mode) if abs(gap) < mode / 2 else log(value / mode)


def _stirling_error(a: float) -> float:
    if a < 15:
        return lgamma(a) - ((a - 0.5) * log(a) - a + 0.5 * log(2 * pi))
    square = a * a
    return (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * square)) / square) / square) / a


def _beta_fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1.0 / _away(1 - (a + b) * x / (a + 1))
    result = d
    for m in range(1, _MOST_TERMS):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1.0 / _away(1 + step * d)
            c = _away(1 + step / c)
            result *= c * d
        if abs(c * d - 1) < _CLOSE:
            return result
    raise ArithmeticError(f"the incomplete beta function did not settle at {x}, {a}, {b}")


def _gamma_series(x: float, shape: float) -> float:
    term = total = 1 / shape
    for m in range(1, _MOST_TERMS):
        term *= x / (shape + m)
        total += term
        if term < total * _CLOSE:
            return total
    raise ArithmeticError(f"the incomplete gamma function did not settle at {x}, {shape}")


def _gamma_fraction(x: float, shape: float) -> float:
    b = x + 1 - shape
    c, d = 1 / _TINY, 1 / b
    result = d
    for m in range(1, _MOST_TERMS):
        step = -m * (m - shape)
        b += 2
        d = 1 / _away(step * d + b)
        c = _away(b + step / c)
        result *= c * d
        if abs(c * d - 1) < _CLOSE:
            return result
    raise ArithmeticError(f"the incomplete gamma function did not settle at {x}, {shape}")


def _away(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def _invert(
    gap: Callable[[float], float],
    slope: Callable[[float], float],
    *,
    low: float,
    high: float,
    start: float,
) -> float:
    # Newton's steps, held inside a bracket that halves when a step would leave it.
    x = start
    for _ in range(300):
        distance = gap(x)
        low, high = (low, x) if distance > 0 else (x, high)
        steep = slope(x)
        step = x - distance / steep if steep > 0 else low
        following = step if low < step < high else (low + high) / 2
        if abs(following - x) <= 1e-14 * x:
            return following
        x = following
    return x
