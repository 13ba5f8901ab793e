"""Random cities, released again and again: the independent attacker finds nothing."""

import random

import pytest

from longtable.measures.checking import attack_values
from longtable.measures.counting import Counted, World
from longtable.measures.models import PublishedValue
from longtable.measures.protection import Snapshot, counts_of, guard

RACES = ("asian", "black", "white")
SEXES = ("girls", "boys")
SCHOOLS = ("north", "south", "west", "east")
WORLD = World(
    parents={"city": None, **dict.fromkeys(SCHOOLS, "city")},
    levels={"city": "city", **dict.fromkeys(SCHOOLS, "school")},
    covering=frozenset({"race", "sex"}),
)
SIMPLE = [("city", ()), ("city", ("race",)), ("school", ()), ("school", ("race",))]
NO_TOTALS = [("city", ("race",)), ("school", ())]
THREE_MARGINS = [("city", ("race", "sex")), ("school", ("race",)), ("school", ("sex",))]


def microdata(chance, *, largest):
    return {
        (school, race, sex): (total, chance.randint(0, total))
        for school in SCHOOLS
        for race in RACES
        for sex in SEXES
        for total in [chance.choice([0, 1, 3, 8, chance.randint(0, largest)])]
    }


def snapshot(people, cuts, number=None):
    sums = {}
    for (school, race, sex), (total, yes) in people.items():
        values = {"race": race, "sex": sex}
        for level, by in cuts:
            key = (
                "city" if level == "city" else school,
                "+".join(by),
                tuple((name, values[name]) for name in by),
            )
            before = sums.get(key, (0, 0))
            sums[key] = (before[0] + total, before[1] + yes)
    cells = {
        key: Counted(
            "2024", WORLD.levels[key[0]], *key, numerator=yes, denominator=total, eligible=None
        )
        for key, (total, yes) in sums.items()
        if total
    }
    return Snapshot(number, cells)


def published(found, guarded):
    rows = []
    for key, cell in found.cells.items():
        row = PublishedValue(
            period="2024",
            level=cell.level,
            place=cell.place,
            by=cell.by,
            categories=dict(cell.categories),
            shown=guarded.shown[key],
        )
        if (key, "denominator") in guarded.open_counts:
            row.denominator = cell.denominator
        if row.shown == "yes":
            row.numerator, row.estimate = cell.numerator, 0.0
        rows.append(row)
    return rows


def truths(found):
    return {
        ("2024", (key, name)): people
        for key, cell in found.cells.items()
        for name, people in counts_of(cell).items()
    }


def released(people, cuts, earlier=()):
    found = snapshot(people, cuts)
    guarded = guard(
        found, [old for old, _ in earlier], WORLD, fewest=10, objective="communities", seconds=0.3
    )
    rows = published(found, guarded)
    findings = attack_values(
        rows, [old for _, old in earlier], WORLD, truths=truths(found), fewest=10
    )
    kept = Snapshot(len(earlier) + 1, found.cells, guarded.open_counts)
    return findings, guarded, (kept, rows)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("cuts", [SIMPLE, NO_TOTALS, THREE_MARGINS])
def test_nothing_comes_out_of_a_release(cuts, seed):
    people = microdata(random.Random(seed), largest=120)

    findings, guarded, _ = released(people, cuts)

    assert guarded.protection.safe
    assert bool(findings.asked) == any(1 <= n < 10 for n in truths(snapshot(people, cuts)).values())
    assert findings.passed


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_nothing_comes_out_of_two_releases_that_differ_by_one_child(seed):
    chance = random.Random(seed)
    people = microdata(chance, largest=120)
    _, _, first = released(people, SIMPLE)
    school = chance.choice(list(people))
    total, yes = people[school]

    findings, guarded, _ = released({**people, school: (total + 1, yes + 1)}, SIMPLE, [first])

    assert guarded.protection.safe
    assert findings.passed


def corrected(people, kind, chance):
    """Return the people after a child has moved, or a count of many was put right."""
    old, new = chance.sample([key for key in people if people[key][0] > people[key][1]], 2)
    (total, yes), (more, others) = people[old], people[new]
    if kind == "move":
        return {**people, old: (total - 1, yes), new: (more + 1, others)}
    return {**people, old: (total + chance.randint(10, 40), yes + chance.randint(0, 9))}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("kind", ["move", "correction"])
@pytest.mark.parametrize("cuts", [SIMPLE, THREE_MARGINS])
def test_a_later_release_is_safe_or_says_which_one_blocks_it(kind, seed, cuts):
    chance = random.Random(seed)
    people = microdata(chance, largest=120)
    _, _, first = released(people, cuts)

    findings, guarded, _ = released(corrected(people, kind, chance), cuts, [first])

    assert findings.passed if guarded.protection.safe else guarded.blockers == (1,)


@pytest.mark.slow
def test_releases_protected_one_by_one_give_away_what_differs():
    given_away = 0
    for seed in range(4):
        chance = random.Random(seed)
        people = microdata(chance, largest=120)
        changed = corrected(people, "move", chance)
        _, _, (_, first) = released(people, SIMPLE)
        _, _, (_, second) = released(changed, SIMPLE)

        findings = attack_values(
            second, [first], WORLD, truths=truths(snapshot(changed, SIMPLE)), fewest=10
        )

        given_away += not findings.passed
    assert given_away == 4


@pytest.mark.parametrize("name", ["threshold only", "one value too many"])
def test_the_attacker_finds_a_planted_leak(name):
    people = {
        (school, race, sex): (60, 30) for school in SCHOOLS for race in RACES for sex in SEXES
    }
    people["north", "asian", "girls"], people["north", "asian", "boys"] = (4, 2), (0, 0)
    found = snapshot(people, SIMPLE)
    guarded = guard(found, [], WORLD, fewest=10, objective="cells", seconds=0.3)
    rows = published(found, guarded)
    for row in rows:
        key = (row.place, row.by, tuple(row.categories.items()))
        cell = found.cells[key]
        leak = row.shown == "protects"
        if leak and (name == "threshold only" or row.place == "north"):
            row.shown, row.estimate = "yes", 0.0
            row.numerator, row.denominator = cell.numerator, cell.denominator

    findings = attack_values(rows, [], WORLD, truths=truths(found), fewest=10)

    assert not findings.passed


def test_a_difference_of_one_child_is_found_by_the_attacker():
    people = {
        (school, race, sex): (60, 30) for school in SCHOOLS for race in RACES for sex in SEXES
    }
    _, _, (_, first) = released(people, SIMPLE)
    _, _, (_, second) = released({**people, ("north", "asian", "girls"): (61, 31)}, SIMPLE)

    findings = attack_values(second, [first], WORLD, truths={}, fewest=10)

    assert findings.isolated > 0
