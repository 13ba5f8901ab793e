from hypothesis import given, settings
from hypothesis import strategies as st

from longtable.core.stats.pooling import (
    FEWEST,
    Level,
    every,
    folded,
    leaves_open,
    limits_leave_open,
    may_say,
    together,
    told,
)

SMALL = set(range(1, FEWEST))


def levels_of(*parts, pooled=True):
    everybody = frozenset().union(*parts)
    rest = [Level(str(at), frozenset(one), pooled) for at, one in enumerate(parts)]
    return [Level("everybody", everybody, is_pooled=True), *rest]


def answers_of(*spread):
    """Return people 0, 1, 2… with their categories: so many of each."""
    categories = [one for one, people in enumerate(spread) for _ in range(people)]
    return dict(enumerate(categories))


def test_small_groups_go_together_with_the_smallest_that_is_enough():
    assert folded((12, 7, 15, 2, 1)) == ((0,), (2,), (1, 3, 4))


def test_nobody_is_no_small_group():
    assert folded((12, 7, 0)) == ((0,), (1,), (2,))


def test_two_groups_one_of_them_small_are_not_told():
    assert folded((12, 3)) is None


def test_a_group_that_would_come_out_by_the_rule_itself_is_not_told():
    # Nine people in all, of whom the larger group has to be the smaller of the others: only 4 fits.
    assert folded((9, 9, 4)) is None


@given(st.lists(st.integers(0, 11), min_size=2, max_size=3))
@settings(max_examples=25, deadline=None)
def test_whoever_knows_the_rule_cannot_narrow_a_small_count(spread):
    groups = folded(spread)
    if groups is None:
        return
    seen = together(spread, groups)

    possible = [set() for _ in spread]
    for other in every(sum(spread), len(spread)):
        if folded(other) == groups and together(other, groups) == seen:
            for one, count in zip(possible, other, strict=True):
                one.add(count)

    for one, count in zip(possible, spread, strict=True):
        assert count not in SMALL or one >= SMALL


def test_a_level_across_another_is_placed_and_not_counted():
    answers = answers_of(20, 20)
    first = {*range(12), *range(20, 32)}
    across = {*range(6, 18), *range(26, 38)}

    _groups, found = told(levels_of(first, across, range(40)), answers, categories=2)

    assert [one.how for one in found[1:3]] == ["counts", "range"]


def test_what_remains_of_a_level_around_another_is_a_group_too():
    answers = answers_of(20, 20)
    inside = {*range(17), *range(20, 32)}  # three of the first group remain

    _groups, found = told(levels_of(range(40), inside), answers, categories=2)

    assert found[2].how == "range"


def test_nearly_the_same_people_are_told_once():
    answers = answers_of(10, 10)

    _groups, found = told(levels_of(range(20), range(18)), answers, categories=2)

    assert [one.how for one in found] == ["counts", "counts", "near"]


def test_a_level_that_is_one_table_has_no_counts():
    _groups, found = told(
        levels_of(range(20), range(5, 15), pooled=False), answers_of(10, 10), categories=2
    )

    assert [one.how for one in found] == ["counts", "range", "range"]


def test_four_people_are_too_few():
    _groups, found = told(levels_of(range(20), {0, 1, 10, 11}), answers_of(10, 10), categories=2)

    assert found[2].how == "few"


@given(
    st.lists(st.sampled_from([0, 1, 2]), min_size=12, max_size=40),
    st.lists(st.sets(st.integers(0, 39)), min_size=1, max_size=4),
)
@settings(max_examples=80, deadline=None)
def test_no_difference_of_counted_levels_shows_a_small_group(given_answers, parts):
    answers = dict(enumerate(given_answers))
    levels = levels_of(range(len(given_answers)), *parts)

    groups, found = told(levels, answers, categories=3)

    if groups is None:
        return
    counted = [
        (level.people & answers.keys(), one.spread)
        for level, one in zip(levels, found, strict=True)
        if one.how == "counts"
    ]
    for people, spread in counted:
        assert not SMALL & set(spread)
        for others, less in counted:
            if others < people:
                left = [a - b for a, b in zip(spread, less, strict=True)]
                assert not SMALL & set(left)
            else:
                assert people <= others or not people & others


def test_the_first_saying_that_leaves_two_counts_open_is_said():
    exact, coarse = (lambda one: one), (lambda one: one[0] < 4)

    at, left = may_say((3, 7), [exact, coarse], most=(10, 10))

    assert at == 1
    assert sorted(left) == [(0, 10), (1, 9), (2, 8), (3, 7)]


def test_what_was_not_said_before_counts_too():
    def exact_below_three(one):
        return min(one[0], 3)

    def below_two(one):
        return one[0] < 2

    # Whoever knows that the first was not said knows that it is 0, 1 or 2: not below two is 2.
    at, left = may_say((2, 6), [exact_below_three, below_two], most=(8, 8))

    assert at is None
    assert left == [(2, 6)]


def test_a_group_that_nobody_else_is_in_may_come_out_as_nobody():
    assert leaves_open([(0, 4, 6), (0, 5, 5)])
    assert not leaves_open([(1, 4, 5), (1, 5, 4)])


@given(st.lists(st.integers(0, 3), min_size=2, max_size=3), st.data())
@settings(max_examples=25, deadline=None)
def test_no_saying_gives_a_count_away_to_whoever_knows_the_rule(counts, data):
    spread, cut = tuple(counts), data.draw(st.integers(0, 4))
    sayings = [lambda one: (one[0] < cut, max(one)), lambda one: one[0] < cut]
    most = (sum(spread),) * len(spread)

    at, _left = may_say(spread, sayings, most=most)

    if at is not None:
        same = [
            one
            for one in every(sum(spread), len(spread))
            if may_say(one, sayings, most=most)[0] == at and sayings[at](one) == sayings[at](spread)
        ]
        assert leaves_open(same)


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_limits_leave_open_what_all_spreads_in_them_leave_open(data):
    people = data.draw(st.integers(1, 9))
    low = data.draw(st.lists(st.integers(0, 3), min_size=2, max_size=3))
    high = [one + data.draw(st.integers(0, 5)) for one in low]
    inside = [
        one
        for one in every(people, len(low))
        if all(a <= x <= b for a, x, b in zip(low, one, high, strict=True))
    ]

    if inside:
        assert limits_leave_open(people, low, high) == leaves_open(inside)
