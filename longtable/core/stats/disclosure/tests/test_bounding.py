"""The bound stays below every safe pattern, however it is made."""

import time
from itertools import product

import numpy as np
import pytest

from longtable.core.stats.disclosure import protect, table_from_keys, weigh
from longtable.core.stats.disclosure.bounding import Master, company_cuts, row_cuts
from longtable.core.stats.disclosure.improving import Improver
from longtable.core.stats.disclosure.lookout import Lookout
from longtable.core.stats.disclosure.neighboring import Neighborhoods
from longtable.core.stats.disclosure.problem import prepare
from longtable.core.stats.disclosure.proving import audit
from longtable.core.stats.disclosure.slicing import shared, slicings


def cube(counts):
    """Return the table of an array with all its totals."""
    full = np.asarray(counts)
    for axis in range(full.ndim):
        full = np.concatenate([full.sum(axis=axis, keepdims=True), full], axis=axis)
    keys = [
        tuple("Total" if i == 0 else f"v{i}" for i in index)
        for index in product(*map(range, full.shape))
    ]
    return table_from_keys(keys, [int(count) for count in full.ravel()])


def problem_of(table):
    return prepare(table, fewest=10, weights=weigh(table, objective="cells"))


def four_columns(seed):
    return cube(np.random.default_rng(seed).integers(0, 60, (3, 2, 2, 2)))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_a_proven_optimum_keeps_company_in_every_sum(seed):
    table = cube(np.random.default_rng(seed).integers(0, 60, (4, 3, 2)))
    found = protect(table, seconds=30)
    assert found.gap == 0

    choice = np.array([float(word == "protects") for word in found.shown])
    cuts = list(company_cuts(problem_of(table)))

    assert cuts
    assert all(cut.amount(choice) >= cut.at_least for cut in cuts)
    alone = np.zeros(len(choice))
    alone[cuts[0].cells[-1]] = 1.0
    assert cuts[0].amount(alone) < cuts[0].at_least


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_what_a_slice_needs_alone_every_pattern_pays_in_it(seed):
    table = four_columns(seed)
    problem = problem_of(table)
    found = protect(table, seconds=2)
    paid = np.array([float(word == "protects") for word in found.shown])

    for way in slicings(problem, wide=3):
        assert len({int(c) for cells, _ in way for c in cells}) == sum(len(c) for c, _ in way)
        for cells, part in way:
            improver = Improver(part, seconds=2)
            improver.prove()
            assert improver.bound <= paid[cells].sum()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_what_a_slice_teaches_holds_for_every_safe_pattern_of_the_whole(seed):
    table = four_columns(seed)
    found = protect(table, seconds=1)
    paid = np.array([float(word == "protects") for word in found.shown])
    cells, part = slicings(problem_of(table), wide=3)[0][0]
    improver = Improver(part, seconds=2)
    improver.prove()

    learned = [cut for cut in improver.learned(cells) if cut.at_least > 0]

    assert learned
    assert all(cut.amount(paid) >= cut.at_least - 1e-6 for cut in learned)
    assert any(cut.amount(np.zeros(len(paid))) < cut.at_least for cut in learned)
    again = shared(learned, cells, part)
    assert len(again) == len(learned)
    assert all(cut.cells.max() < len(cells) for cut in again)
    other, elsewhere = slicings(problem_of(table), wide=3)[0][1]
    assert shared(learned, other, elsewhere) == []


def test_no_choice_is_proven_where_the_limit_is_too_low():
    problem = problem_of(four_columns(0))
    master = Master(problem)
    master.add(row_cuts(problem))
    least = master.relax()[1]

    none, beyond = master.within(np.floor(least) - 1, seconds=30)
    some, _ = master.within(float(problem.weights.sum()), seconds=30)

    assert none is None
    assert beyond > least
    assert some is not None
    assert problem.weights @ some >= least - 1e-6


def test_slices_of_two_columns_hold_the_sums_within_them():
    problem = problem_of(cube(np.random.default_rng(0).integers(0, 15, (2, 3, 4)) // 2))
    ways = slicings(problem, wide=2)

    assert sorted(len(way) for way in ways) == [3, 4, 5]
    for way in ways:
        for cells, part in way:
            within = set(cells.tolist())
            rules = [r for r in problem.table.rules if {r.total, *r.parts} <= within]
            assert len(part.table.rules) == len(rules) > 0
            assert [problem.table.cells[c] for c in cells] == list(part.table.cells)
            assert len(part.needs) == sum(need.cell in within for need in problem.needs)


def test_slices_in_which_nothing_is_small_are_left_out():
    problem = problem_of(cube(np.full((2, 2, 2), 30)))
    assert slicings(problem, wide=2) == [[], [], []]


@pytest.mark.slow
def test_a_part_solved_anew_is_lighter_and_safe():
    problem = problem_of(four_columns(1))
    improver = Improver(problem, seconds=30)
    everything = problem.weights > 0
    around = Neighborhoods(problem, improver._master, np.random.default_rng(0))

    looks = (around.look(everything, lambda: False) for _ in range(9))
    found = next(look for look in looks if look is not None)

    assert problem.weights[found].sum() < problem.weights[everything].sum()
    assert audit(problem, found).failed == ()


def test_a_lookout_returns_a_lighter_safe_pattern_and_what_it_learned():
    problem = problem_of(four_columns(1))
    everything = problem.weights > 0
    chosen, learned, end = everything, [], time.monotonic() + 60
    cuts = [*row_cuts(problem), *company_cuts(problem)]
    with Lookout(problem, cuts, everything) as lookout:
        while chosen.sum() == everything.sum() and time.monotonic() < end:
            time.sleep(0.05)
            chosen, more = lookout.exchange(chosen, [])
            learned += more

    assert problem.weights[chosen].sum() < problem.weights[everything].sum()
    assert audit(problem, chosen).failed == ()
    assert learned
    assert not lookout.at_work


def test_a_lookout_that_ends_early_costs_no_more_than_its_help(capfd):
    problem = problem_of(four_columns(1))
    of_another_table = np.ones(3, dtype=bool)
    with Lookout(problem, [], of_another_table) as lookout:
        end = time.monotonic() + 60
        while lookout.at_work and time.monotonic() < end:
            time.sleep(0.05)
        assert not lookout.at_work
        everything = problem.weights > 0
        chosen, learned = lookout.exchange(everything, list(row_cuts(problem)))

    assert (chosen == everything).all()
    assert learned == []
    assert "Traceback" in capfd.readouterr().err
