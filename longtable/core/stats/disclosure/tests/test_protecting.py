"""Whatever the table, the attacker finds nothing; on tiny tables the optimum is the optimum."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from longtable.core.stats.attack import Addition, attack, attack_cells
from longtable.core.stats.disclosure import (
    Rule,
    check_witnesses,
    protect,
    searching,
    table_from_keys,
    table_of,
)

FEWEST = 5


def cube(counts):
    """Return keys and counts of an array with all its totals."""
    full = np.asarray(counts)
    for axis in range(full.ndim):
        full = np.concatenate([full.sum(axis=axis, keepdims=True), full], axis=axis)
    keys, found = [], []
    for index in product(*map(range, full.shape)):
        keys.append(tuple("Total" if i == 0 else f"v{i}" for i in index))
        found.append(int(full[index]))
    return keys, found


def published(keys, counts, shown):
    return [(k, c if s == "yes" else None) for k, c, s in zip(keys, counts, shown, strict=False)]


def small_rows(shown):
    return {row for row, word in enumerate(shown) if word == "small"}


@st.composite
def cubes(draw, sizes=((2, 3), (3, 3), (2, 2, 2), (3, 2, 2))):
    shape = draw(st.sampled_from(sizes))
    size = int(np.prod(shape))
    counts = draw(st.lists(st.integers(0, 12), min_size=size, max_size=size))
    return cube(np.array(counts).reshape(shape))


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(cubes())
def test_the_attacker_finds_no_small_count(table):
    keys, counts = table

    found = protect(table_from_keys(keys, counts), fewest=FEWEST, seconds=0.5)

    rows = published(keys, counts, found.shown)
    attacked = attack(rows, fewest=FEWEST, small=small_rows(found.shown))
    assert (attacked.exact, attacked.narrowed) == (0, 0)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(cubes(), st.data())
def test_margins_without_the_cube_are_safe_too(table, data):
    keys, counts = table
    width = len(keys[0])
    kinds = data.draw(
        st.lists(st.tuples(*[st.booleans()] * width), min_size=1, max_size=4, unique=True)
    )
    rows = [
        (key, count)
        for key, count in zip(keys, counts, strict=True)
        if tuple(value != "Total" for value in key) in kinds
    ]
    keys, counts = [r[0] for r in rows], [r[1] for r in rows]

    found = protect(table_from_keys(keys, counts), fewest=FEWEST, seconds=0.5)

    attacked = attack(
        published(keys, counts, found.shown), fewest=FEWEST, small=small_rows(found.shown)
    )
    assert (attacked.exact, attacked.narrowed) == (0, 0)


def test_the_witnesses_stand_without_a_solver():
    keys, counts = cube([[3, 20, 14], [8, 2, 31], [40, 25, 6]])
    table = table_from_keys(keys, counts)

    found = protect(table, fewest=10, seconds=2)

    assert check_witnesses(table, found.shown, found.witnesses, fewest=10) == []
    assert check_witnesses(table, ["yes"] * len(keys), found.witnesses, fewest=10) != []


def safe_by_brute_force(table, hidden, fewest):
    """Ask the attacker about one pattern."""
    values = [None if i in hidden else c.count for i, c in enumerate(table.cells)]
    small = {i for i, c in enumerate(table.cells) if 1 <= c.count < fewest}
    additions = [Addition(r.total, r.parts) for r in table.rules]
    return attack_cells(values, additions, fewest=fewest, small=small).narrowed == 0


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(cubes(sizes=((2, 2), (2, 3))))
def test_the_proven_optimum_is_the_optimum(table):
    keys, counts = table
    model = table_from_keys(keys, counts)
    small = [i for i, c in enumerate(counts) if 1 <= c < FEWEST]
    others = [i for i in range(len(counts)) if i not in small]

    found = protect(model, fewest=FEWEST, seconds=10)

    best = next(
        extra
        for extra in range(len(others) + 1)
        for more in combinations(others, extra)
        if safe_by_brute_force(model, {*small, *more}, FEWEST)
    )
    assert found.weight == best
    assert found.bound == best
    assert found.gap == 0


def test_a_table_without_small_counts_is_shown_whole():
    keys, counts = cube([[30, 20], [0, 50]])

    found = protect(table_from_keys(keys, counts))

    assert set(found.shown) == {"yes"}
    assert (found.weight, found.gap) == (0, 0)


def test_what_an_earlier_release_showed_can_block_and_is_named():
    table = table_of([30, 26, 4], [Rule(0, (1, 2))], states=["published", "published", "free"])

    found = protect(table)

    assert not found.safe
    assert {blocked.cell for blocked in found.blocked} == {2}
    assert set(found.blocked[0].by) == {0, 1}


def test_a_source_masked_cell_is_not_derivable():
    table = table_of([60, None, 20, 36], [Rule(0, (1, 2, 3))])

    found = protect(table)

    assert found.shown[1] == "masked"
    values = [
        c.count if s == "yes" else None for c, s in zip(table.cells, found.shown, strict=True)
    ]
    attacked = attack_cells(values, [Addition(0, (1, 2, 3))], small={1})
    assert (attacked.exact, attacked.narrowed) == (0, 0)


def test_a_blocked_count_leaves_the_others_protected():
    rules = [Rule(0, (1, 2)), Rule(3, (4, 5, 6))]
    states = ["published", "published", "free", "published", "free", "free", "free"]
    table = table_of([30, 26, 4, 100, 3, 37, 60], rules, states=states)

    found = protect(table)

    assert {blocked.cell for blocked in found.blocked} == {2}
    assert found.shown[4:] in {("small", "protects", "yes"), ("small", "yes", "protects")}
    assert found.gap == 0


def test_parts_that_only_the_hierarchy_names_leave_room():
    keys = [("Total",), ("north",), ("n1",), ("south",)]
    parents = {"n1": "north", "n2": "north"}

    table = table_from_keys(keys, [90, 60, 40, 30], hierarchies={0: parents})

    assert table.cells[-1].state == "unseen"
    assert set(protect(table).shown[:4]) == {"yes"}


def test_an_objective_moves_the_blanks():
    keys, counts = cube([[3, 12, 300], [40, 60, 500], [400, 700, 900]])
    table = table_from_keys(keys, counts)

    lost = {}
    for objective in ("cells", "people"):
        found = protect(table, objective=objective, seconds=5)
        lost[objective] = sum(
            c for c, word in zip(counts, found.shown, strict=True) if word == "protects"
        )

    assert lost["people"] <= lost["cells"]


@pytest.mark.slow
@pytest.mark.parametrize("objective", ["cells", "people", "communities"])
def test_a_table_of_a_city_is_within_a_tenth_of_the_bound(objective):
    random = np.random.default_rng(1)
    share = np.multiply.outer(random.dirichlet(np.ones(5)), random.dirichlet(np.ones(11)))
    share *= np.exp(random.normal(0, 1.2, share.shape))
    counts = random.multinomial(4_000, (share / share.sum()).ravel()).reshape(share.shape)
    keys, found_counts = cube(counts)

    found = protect(table_from_keys(keys, found_counts), objective=objective, seconds=20)

    assert found.gap <= 0.1


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_what_was_sorted_out_roughly_is_sorted_out_exactly_in_the_end(seed, monkeypatch):
    monkeypatch.setattr(searching, "_LARGE", 0)
    monkeypatch.setattr(searching, "_TOGETHER", 3)
    keys, counts = cube(np.random.default_rng(seed).integers(0, 12, (4, 6, 2)))
    table = table_from_keys(keys, counts)

    found = protect(table, fewest=FEWEST, seconds=1)

    assert check_witnesses(table, found.shown, found.witnesses, fewest=FEWEST) == []


def test_the_gap_of_the_whole_counts_the_small_ones_in():
    keys, counts = cube([[3, 40, 50], [60, 70, 80], [90, 20, 30]])
    found = protect(table_from_keys(keys, counts), seconds=0)

    assert found.shown.count("small") == found.forced == 1
    assert found.whole_gap == pytest.approx(
        (found.weight + 1) / (found.bound + 1) - 1 if found.weight > found.bound else 0
    )
