"""Which facts a cut is made from, with both engines."""

import pytest

from longtable.core.warehouse.engine import ENGINES, open_engine
from longtable.core.warehouse.facts import Fact
from longtable.core.warehouse.store import FactStore
from longtable.measures.counting import Counted, World, count

WORLD = World(
    parents={"city": None, "north": "city", "south": "city"},
    levels={"city": "city", "north": "school", "south": "school"},
    covering=frozenset({"race"}),
)
CITY, BY_RACE = ("city", ()), ("city", ("race",))


def fact(place, numerator, denominator, *, race="", period="2024", **more):
    said = {"numerator": numerator, "denominator": denominator} if numerator is not None else {}
    return Fact(
        indicator="1/reading",
        period=period,
        place=place,
        level=WORLD.levels[place],
        source="submission-1",
        categories=(("race", race or None),) if race is not None else (),
        **{**said, **more},
    )


@pytest.fixture(params=ENGINES)
def counted(request, tmp_path):
    def do(facts, *wanted):
        FactStore(tmp_path).replace("submission-1", facts)
        return count(open_engine(request.param, tmp_path), "1/reading", wanted, WORLD)

    return do


def said(counting):
    return {
        (c.period, c.place, *(v for _, v in c.categories)): (c.numerator, c.denominator)
        for c in counting.cells
    }


def test_what_the_source_gives_itself_goes_before_sums(counted):
    facts = [
        fact("city", 50, 100, race=None),
        fact("north", 20, 40, race="black"),
        fact("south", 25, 50, race="black"),
    ]

    found = said(counted(facts, CITY, BY_RACE))

    assert found == {("2024", "city"): (50, 100), ("2024", "city", "black"): (45, 90)}


def test_who_is_in_no_known_category_counts_for_everybody(counted):
    facts = [fact("north", 20, 40, race="black"), fact("north", 5, 10)]

    found = said(counted(facts, CITY, BY_RACE))

    assert found == {("2024", "city"): (25, 50), ("2024", "city", "black"): (20, 40)}


def test_categories_that_do_not_cover_everyone_are_never_summed(counted):
    facts = [
        Fact(
            indicator="1/reading",
            period="2024",
            place="city",
            level="city",
            source="submission-1",
            categories=(("language", "hmong"),),
            numerator=1,
            denominator=20,
        )
    ]

    assert counted(facts, CITY).cells == []


def test_each_period_is_made_from_its_own_facts(counted):
    facts = [
        fact("city", 50, 100, race=None, period="2023"),
        fact("north", 20, 40, race=None, period="2024"),
    ]

    found = said(counted(facts, CITY))

    assert found == {("2023", "city"): (50, 100), ("2024", "city"): (20, 40)}


def test_a_place_that_is_missing_from_a_sum_is_said(counted):
    counting = counted([fact("north", 20, 40, race=None)], CITY)

    assert counting.gaps == [{"period": "2024", "place": "city", "missing": ["south"]}]


def test_a_masked_part_masks_the_sum_and_keeps_the_mark(counted):
    facts = [
        fact("north", 20, 40, race=None),
        fact("south", None, None, race=None, mark="not_available"),
    ]

    counting = counted(facts, CITY, ("school", ()))

    cells = {cell.place: cell for cell in counting.cells}
    assert (cells["city"].masked, cells["city"].numerator) == (True, None)
    assert (cells["south"].masked, cells["south"].mark) == (True, "not_available")
    assert cells["north"].numerator == 20


def test_estimates_stand_as_published_and_are_never_summed(counted):
    given = {"kind": "estimate", "lower": 10.0, "upper": 14.0, "as_published": "12.0"}
    facts = [
        fact(place, None, None, race=None, estimate=12.0, **given) for place in ("north", "south")
    ]

    cells = counted(facts, CITY, ("school", ())).cells

    assert {(c.place, c.estimate, c.as_published) for c in cells} == {
        ("north", 12.0, "12.0"),
        ("south", 12.0, "12.0"),
    }


def test_a_mean_is_a_sum_over_a_count(counted):
    facts = [
        Fact(
            indicator="1/reading",
            period="2024",
            place=place,
            level="school",
            source="submission-1",
            kind="mean",
            total=total,
            denominator=people,
        )
        for place, total, people in [("north", 90.0, 30), ("south", 30.0, 10)]
    ]

    cell = counted(facts, CITY).cells[0]

    assert (cell.total, cell.denominator, cell.numerator) == (120.0, 40, None)


def test_a_cell_survives_being_kept():
    cell = Counted("2024", "city", "city", "", (), numerator=0, denominator=0, eligible=0)

    assert Counted.from_json(cell.as_json()) == cell
