"""Exact tests for small counts."""

from math import comb


def fisher(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Return the two-sided p of Fisher's exact test for two shares, from 0 to 1.

    Each pair is (part, whole), counts with 0 <= part <= whole. Two-sided by summing every table
    with the same margins that is no more likely than the one found. Reference: Fisher (1935).
    """
    (a, n), (c, m) = first, second
    if not (0 <= a <= n and 0 <= c <= m):
        raise ValueError(f"not two shares: {first}, {second}")
    parts = a + c
    weights = {
        k: comb(n, k) * comb(m, parts - k) for k in range(max(0, parts - m), min(n, parts) + 1)
    }
    as_rare = sum(weight for weight in weights.values() if weight <= weights[a])
    return as_rare / comb(n + m, parts)
