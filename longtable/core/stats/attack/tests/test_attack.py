"""The attacker agrees with trying every table, and it breaks what is badly protected."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from longtable.core.stats.attack import Addition, Contradiction, attack, attack_cells


def with_totals(counts):
    """Return rows (key, count) of a two-way table with all its totals."""
    full = np.asarray(counts)
    for axis in (0, 1):
        full = np.concatenate([full.sum(axis=axis, keepdims=True), full], axis=axis)
    return [
        (tuple("Total" if i == 0 else f"v{i}" for i in index), int(full[index]))
        for index in product(*map(range, full.shape))
    ]


def hidden(rows, blanks):
    return [(key, None if number in blanks else count) for number, (key, count) in enumerate(rows)]


def every_table(values, additions, most):
    """Yield all whole tables that agree with what is given, by trying every one."""
    blanks = [i for i, value in enumerate(values) if value is None]
    for guess in product(range(most + 1), repeat=len(blanks)):
        full = list(values)
        for place, value in zip(blanks, guess, strict=True):
            full[place] = value
        if all(full[a.total] == sum(full[i] for i in a.parts) for a in additions):
            yield full


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=6, max_size=6), st.sets(st.integers(0, 5), max_size=5))
def test_ranges_are_those_of_trying_every_table(counts, blanks):
    a, b, c, d, e, f = counts
    values = [*counts, a + b + c, d + e + f, a + d, b + e, c + f]
    additions = [Addition(t, p) for t, p in ((6, (0, 1, 2)), (7, (3, 4, 5)))]
    additions += [Addition(8, (0, 3)), Addition(9, (1, 4)), Addition(10, (2, 5))]
    known = [None if i in blanks else v for i, v in enumerate(values)]

    found = attack_cells(known, additions)

    possible = list(every_table(known, additions, most=8))
    for each in found.ranges:
        seen = [table[each.cell] for table in possible]
        assert (each.lower, each.upper) == (min(seen), max(seen))


def test_withholding_only_what_is_small_is_broken():
    rows = with_totals([[3, 40, 50], [60, 70, 80], [90, 30, 20]])

    found = attack(hidden(rows, {5}))

    assert rows[5] == (("v1", "v1"), 3)
    assert (found.exact, found.narrowed) == (1, 1)
    assert (found.ranges[0].lower, found.ranges[0].upper) == (3, 3)


def test_one_more_in_the_row_is_broken():
    rows = with_totals([[3, 40, 50], [60, 70, 80], [90, 30, 20]])

    found = attack(hidden(rows, {5, 6}), small={5})

    assert found.exact == 1


def test_a_rectangle_of_blanks_holds():
    rows = with_totals([[3, 40, 50], [60, 70, 80], [90, 30, 20]])

    found = attack(hidden(rows, {5, 6, 9, 10}), small={5})

    assert (found.exact, found.narrowed) == (0, 0)


def test_margins_bound_each_other_through_the_table_behind_them():
    """Three two-way margins of a 2 x 2 x 2 table whose cells are never printed."""
    cube = np.array([[[0, 9], [9, 0]], [[9, 0], [0, 20]]])
    names = ("v1", "v2")
    rows = [(("Total", "Total", "Total"), int(cube.sum()))]
    for column in range(3):
        sums = cube.sum(axis=column)
        for i, j in product(range(2), repeat=2):
            key = [names[i], names[j]]
            key.insert(column, "Total")
            rows.append((tuple(key), int(sums[i, j])))
    blank = 1

    found = attack(hidden(rows, {blank}))

    assert found.exact == 1


def test_a_blank_without_a_total_has_no_upper_end():
    found = attack([(("a",), None), (("b",), 12)])

    assert (found.ranges[0].lower, found.ranges[0].upper) == (0, None)
    assert (found.exact, found.narrowed) == (0, 0)


def test_a_row_that_is_left_out_is_nobody_where_that_can_be():
    rows = [(("Total",), 50), (("a",), 45), (("b",), None)]

    found = attack(rows)

    assert found.exact == 1


def test_districts_give_away_a_school():
    rows = [(("Total",), 90), (("north",), 60), (("south",), 30), (("n1",), 56), (("n2",), None)]
    rows += [(("s1",), 30)]
    parents = {"n1": "north", "n2": "north", "s1": "south"}

    found = attack(rows, hierarchy={0: parents})

    assert (found.ranges[0].lower, found.ranges[0].upper) == (4, 4)


def test_a_total_that_is_not_its_parts_is_named():
    with pytest.raises(Contradiction, match="the total is 9, its parts add up to 8") as caught:
        attack([(("a",), 4), (("b",), 4), (("Total",), 9)])

    assert caught.value.total == 2


def test_blanks_that_no_table_fills_are_a_contradiction():
    additions = [Addition(0, (2, 3)), Addition(1, (2, 3, 4))]

    with pytest.raises(Contradiction):
        attack_cells([9, 8, None, None, None], additions)
