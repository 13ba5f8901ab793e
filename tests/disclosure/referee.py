"""A referee for protected files: a linear program of its own, that shares no code with ours.

It reads nothing but the rows that went in, the rows that came out and who belongs to whom, and
asks of each small count whether the published numbers leave it its whole range. Where a
combination has no row, it takes the strictest reading that is true: it is nobody if the sums hold
so, and a count that nobody sees else.
"""

from itertools import product

import highspy
import numpy as np

TOTAL = "Total"
NEAR = 1e-5


def children_of(values, parents):
    """Return the parts of each value that has any: the nearest larger value that has rows."""
    found = {}
    for value in values:
        if value == TOTAL:
            continue
        above = parents.get(value, TOTAL)
        while above != TOTAL and above not in values:
            above = parents.get(above, TOTAL)
        if above in values:
            found.setdefault(above, []).append(value)
    return found


def sums_among(keys, hierarchies):
    """Return the whole grid of combinations, and each (total, parts) among them."""
    width = len(keys[0])
    columns = [list(dict.fromkeys(key[c] for key in keys)) for c in range(width)]
    trees = [children_of(columns[c], hierarchies.get(c, {})) for c in range(width)]
    grid = {key: number for number, key in enumerate(product(*columns))}
    sums = [
        (number, [grid[(*key[:c], part, *key[c + 1 :])] for part in trees[c][key[c]]])
        for key, number in grid.items()
        for c in range(width)
        if key[c] in trees[c]
    ]
    return grid, sums


def nobody_where_true(grid, sums, counts):
    """Tell whether combinations without a row can all be nobody."""
    full = np.zeros(len(grid))
    for key, count in counts.items():
        full[grid[key]] = count
    return all(full[total] == sum(full[parts]) for total, parts in sums)


def closed(counts, shown, hierarchies, *, fewest):
    """Return the small counts whose range is cut: {key: (lowest, highest)}.

    `counts` are true, `shown` the keys whose count is published.
    """
    grid, sums = sums_among(list(counts), hierarchies)
    empty = nobody_where_true(grid, sums, counts)
    solver = _program(len(grid), sums)
    for key, number in grid.items():
        if key in shown:
            solver.changeColBounds(number, counts[key], counts[key])
        elif key not in counts and empty:
            solver.changeColBounds(number, 0.0, 0.0)
    found = {}
    for key, count in counts.items():
        if 1 <= count < fewest:
            low, high = _end(solver, grid[key], 1.0), _end(solver, grid[key], -1.0)
            if low > 1 + NEAR or high < fewest - NEAR:
                found[key] = (low, high)
    return found


def _program(size, sums):
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.addVars(size, np.zeros(size), np.full(size, highspy.kHighsInf))
    for total, parts in sums:
        index = np.array([total, *parts], dtype=np.int32)
        solver.addRow(0.0, 0.0, len(index), index, np.array([-1.0] + [1.0] * len(parts)))
    return solver


def _end(solver, column, sign):
    solver.changeColCost(column, sign)
    assert solver.run() == highspy.HighsStatus.kOk
    status, value = solver.getModelStatus(), solver.getInfo().objective_function_value
    solver.changeColCost(column, 0.0)
    if status in {
        highspy.HighsModelStatus.kUnbounded,
        highspy.HighsModelStatus.kUnboundedOrInfeasible,
    }:
        assert sign < 0
        return np.inf
    assert status == highspy.HighsModelStatus.kOptimal, status
    return sign * value
