"""What earlier releases and rates give away, and how a second release is made safe."""

import pytest

from longtable.core.stats.attack import Addition, attack_cells
from longtable.core.stats.disclosure import (
    Rule,
    TableError,
    protect,
    rates_from_keys,
    table_of,
)


def attacked(table, shown, fewest):
    values = [c.count if s == "yes" else None for c, s in zip(table.cells, shown, strict=True)]
    small = {i for i, c in enumerate(table.cells) if c.count and 1 <= c.count < fewest}
    additions = [Addition(r.total, r.parts, exact=r.complete) for r in table.rules]
    return attack_cells(values, additions, fewest=fewest, small=small)


# Eight regions in two groupings that cut through each other; region 7 counts 3.
REGIONS = [20, 15, 30, 12, 25, 18, 3, 40]
FIRST = ((0, 1, 2, 3), (4, 5, 6, 7))
SECOND = ((0, 1), (2, 3, 4, 5), (6, 7))


def eight_regions(groups, first_number):
    counts = list(REGIONS)
    rules = []
    for group in groups:
        rules.append(Rule(len(counts), group))
        counts.append(sum(REGIONS[i] for i in group))
    return counts, rules


def test_two_groupings_of_the_same_regions_are_protected_together():
    one_counts, one_rules = eight_regions(FIRST, 8)
    two_counts, two_rules = eight_regions(SECOND, 8)
    shifted = [Rule(r.total + len(FIRST), r.parts) for r in two_rules]
    joint = table_of(one_counts + two_counts[8:], one_rules + shifted)
    one = protect(table_of(one_counts, one_rules), fewest=4)
    two = protect(table_of(two_counts, two_rules), fewest=4)
    apart = [
        "yes" if a == b == "yes" else "small" if "small" in {a, b} else "protects"
        for a, b in zip(one.shown[:8], two.shown[:8], strict=True)
    ]
    shown_by_either = [
        "yes" if "yes" in {a, b} else "small"
        for a, b in zip(one.shown, two.shown[:8], strict=False)
    ]

    together = protect(joint, fewest=4)

    assert apart.count("small") == 1
    assert attacked(joint, together.shown, 4).narrowed == 0
    assert attacked(joint, shown_by_either + ["yes"] * 5, 4).exact == 1


def test_a_part_that_is_never_printed_is_protected_by_the_second_release():
    """Ward 100 is out. Zone 96 is new and lies inside it: together they show the other 4."""
    counts = [100, 96, 4, 60, 64]
    rules = [Rule(0, (1, 2)), Rule(4, (2, 3))]
    states = ["published", "free", "withheld", "free", "free"]
    table = table_of(counts, rules, states=states)

    naive = attacked(table, ["yes", "yes", "small", "yes", "yes"], 10)
    found = protect(table)

    assert naive.exact == 1
    assert found.safe
    assert found.shown[0] == "yes"
    assert attacked(table, found.shown, 10).narrowed == 0


def test_a_republication_that_isolates_one_person_is_refused_the_difference():
    """A total of 51 follows a total of 50: the difference is one person."""
    table = table_of([50, 51, 1], [Rule(1, (0, 2))], states=["published", "free", "withheld"])

    found = protect(table)

    assert found.shown == ("yes", "protects", "small")


def test_a_small_complement_is_withheld_with_its_rate():
    keys = [("Total",), ("a",), ("b",), ("c",)]
    rates = rates_from_keys(keys, [158, 47, 61, 50], [230, 50, 80, 100])

    found = protect(rates.table)

    shown = rates.shown(found)
    assert shown[1][1] is False
    assert sum(rate for _, rate in shown) <= 2
    assert attacked(rates.table, found.shown, 10).narrowed == 0


def test_everybody_and_nobody_are_flagged():
    rates = rates_from_keys([("a",), ("b",), ("c",)], [0, 20, 30], [20, 20, 60])

    assert rates.alike == (0, 1)


def test_a_numerator_above_its_denominator_is_refused_with_its_row():
    with pytest.raises(TableError, match="5 of 4 is not a rate") as caught:
        rates_from_keys([("a",), ("b",)], [1, 5], [4, 4])

    assert caught.value.cell == 1
