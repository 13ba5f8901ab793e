"""What every engine must answer: fixed cases with the answers written out, and generated ones.

A rule takes a function that opens the engine over a folder, and an empty folder.
"""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from longtable.core.warehouse.engine import Engine, NotSummable, Query, ancestors
from longtable.core.warehouse.facts import Fact
from longtable.core.warehouse.store import FactStore

Opens = Callable[[Path], Engine]


def a_count(numerator=1, denominator=2, **traits) -> Fact:
    """A count of one school in 2018, unless the traits say otherwise; a mask has no values."""
    if traits.get("mark") not in (None, "", "caution"):
        numerator = denominator = None
    return Fact(
        **{
            "indicator": "reads",
            "period": "2018",
            "place": "school 1",
            "level": "school",
            "source": "city",
            "numerator": numerator,
            "denominator": denominator,
        }
        | traits
    )


def ask(engine: Engine, **traits) -> dict:
    """The cells of a query by key, each as (numerator, denominator)."""
    cells = engine.cells(Query(**{"indicator": "reads", "level": "school"} | traits))
    assert len({cell.key for cell in cells}) == len(cells), "a key comes twice"
    return {cell.key: (cell.numerator, cell.denominator) for cell in cells}


def an_empty_warehouse_has_no_cells(opens: Opens, folder: Path) -> None:
    FactStore(folder)

    engine = opens(folder)

    assert ask(engine, groupings=((), ("period", "place"))) == {}
    assert engine.catalog() == []
    assert engine.facts(Query(indicator="reads", level="school")) == []


def what_nobody_stored_has_no_cells(opens: Opens, folder: Path) -> None:
    FactStore(folder).replace("city", [a_count()])

    engine = opens(folder)

    assert ask(engine, indicator="works") == {}
    assert ask(engine, level="district") == {}
    assert ask(engine, cut="race") == {}
    assert ask(engine, periods=["2019"]) == {}
    assert ask(engine, periods=[]) == {}
    assert ask(engine, sources=["elsewhere"]) == {}
    assert ask(engine, keep={"place": []}) == {}


def a_total_given_beside_its_parts_counts_once(opens: Opens, folder: Path) -> None:
    parts = [a_count(3, 10, categories=(("race", c),)) for c in ("Black", "White")]
    by_sex = [a_count(2, 10, categories=(("sex", c),)) for c in ("f", "m", "x")]
    district = a_count(60, 200, level="district", place="district 1")
    FactStore(folder).replace("city", [a_count(6, 20), *parts, *by_sex, district])

    engine = opens(folder)

    assert ask(engine) == {(): (6, 20)}
    assert ask(engine, cut="race") == {(): (6, 20)}
    assert ask(engine, cut="sex") == {(): (6, 30)}
    assert ask(engine, level="district") == {(): (60, 200)}
    assert engine.cuts("reads") == ("", "race", "sex")
    assert engine.levels("reads") == ("district", "school")


def the_folder_may_have_any_name(opens: Opens, folder: Path) -> None:
    inside = folder / "ware'house [1]*é"
    FactStore(inside).replace("city", [a_count(1, 2)])

    assert ask(opens(inside)) == {(): (1, 2)}


def several_sources_add_up(opens: Opens, folder: Path) -> None:
    store = FactStore(folder)
    for source, hits in (("a", 1), ("b/ü", 2), ("../c", 4)):
        store.replace(source, [a_count(hits, 10, source=source, period=f"201{hits}")])

    engine = opens(folder)

    assert ask(engine) == {(): (7, 30)}
    assert ask(engine, sources=["a", "../c"]) == {(): (5, 20)}
    assert ask(engine, periods=["2012"]) == {(): (2, 10)}
    assert engine.periods("reads") == ("2011", "2012", "2014")
    assert [part.source for part in engine.catalog()] == ["../c", "a", "b/ü"]


def a_replaced_source_is_read_anew(opens: Opens, folder: Path) -> None:
    store = FactStore(folder)
    store.replace("city", [a_count(1, 2)])
    engine = opens(folder)
    assert ask(engine) == {(): (1, 2)}

    store.replace("city", [a_count(5, 9), a_count(1, 1)])
    assert ask(engine) == {(): (6, 10)}

    store.remove("city")
    assert ask(engine) == {}


def a_masked_fact_leaves_every_total_unknown(opens: Opens, folder: Path) -> None:
    facts = [
        a_count(3, 10, categories=(("race", "Black"),)),
        a_count(categories=(("race", "White"),), mark="suppressed"),
        a_count(4, 9, categories=(("race", "Asian"),), mark="caution"),
    ]
    FactStore(folder).replace("city", facts)

    cells = opens(folder).cells(
        Query(indicator="reads", level="school", cut="race", groupings=((), ("race",)))
    )

    total, asian, black, white = cells
    assert (total.numerator, total.denominator, total.total) == (None, None, None)
    assert (total.rows, total.masked_rows, total.caution_rows) == (3, 1, 1)
    assert (total.known_numerator, total.known_denominator) == (7, 19)
    assert (asian.numerator, black.numerator, white.numerator) == (4, 3, None)
    assert (white.masked_rows, white.known_numerator) == (1, 0)


def every_mask_is_unknown(opens: Opens, folder: Path) -> None:
    marks = ("suppressed", "not_available", "not_applicable")
    facts = [a_count(place=mark, mark=mark) for mark in marks]
    FactStore(folder).replace("city", [*facts, a_count(0, 5)])

    answer = ask(opens(folder), groupings=(("place",),))

    assert {key[0][1]: value for key, value in answer.items()} == {
        "school 1": (0, 5),
        **dict.fromkeys(marks, (None, None)),
    }


def an_unknown_category_is_no_subtotal(opens: Opens, folder: Path) -> None:
    facts = [
        a_count(hits, 10, categories=(("race", race), ("sex", sex)))
        for hits, race, sex in ((1, None, "f"), (2, "Black", None), (4, None, None))
    ]
    FactStore(folder).replace("city", facts)

    answer = ask(
        opens(folder), cut="race+sex", groupings=((), ("race",), ("sex",), ("sex", "race"))
    )

    assert answer == {
        (): (7, 30),
        (("race", "Black"),): (2, 10),
        (("race", None),): (5, 20),
        (("sex", "f"),): (1, 10),
        (("sex", None),): (6, 20),
        (("race", "Black"), ("sex", None)): (2, 10),
        (("race", None), ("sex", "f")): (1, 10),
        (("race", None), ("sex", None)): (4, 10),
    }


def only_the_kept_categories_are_read(opens: Opens, folder: Path) -> None:
    facts = [
        a_count(hits, 10, categories=(("race", race),), place=place)
        for hits, race, place in ((1, "Black", "a"), (2, "White", "a"), (4, None, "b"))
    ]
    FactStore(folder).replace("city", facts)
    engine = opens(folder)

    assert ask(engine, cut="race", keep={"race": ["Black", None]}) == {(): (5, 20)}
    assert ask(engine, cut="race", keep={"race": ["Black", "x"], "place": ["b"]}) == {}
    assert ask(engine, cut="race", keep={"place": ["a"]}) == {(): (3, 20)}


def names_are_taken_as_they_are(opens: Opens, folder: Path) -> None:
    names = [
        "Ñandú",
        "ذكور",
        "Hmong Daw 白",
        "it's",
        "a\\b",
        "'; DROP TABLE facts; --",
        "NULL",
        " ",
    ]
    facts = [a_count(1, 2, categories=(("race", name),), place=name) for name in names]
    FactStore(folder).replace("city", facts)

    answer = ask(opens(folder), cut="race", groupings=(("place", "race"),))

    assert answer == {(("place", name), ("race", name)): (1, 2) for name in names}
    kept = ask(opens(folder), cut="race", keep={"race": names, "place": names})
    assert kept == {(): (len(names), 2 * len(names))}


def huge_counts_are_exact(opens: Opens, folder: Path) -> None:
    most = 2**63 - 1
    FactStore(folder).replace("city", [a_count(most, most, eligible=most) for _ in range(5)])

    (cell,) = opens(folder).cells(Query(indicator="reads", level="school"))

    assert (cell.numerator, cell.denominator, cell.eligible) == (5 * most,) * 3


def means_add_their_sums(opens: Opens, folder: Path) -> None:
    mean = {"kind": "mean", "numerator": None}
    facts = [a_count(denominator=4, total=total, **mean) for total in (0.1, 0.2, 1e9, -3)]
    FactStore(folder).replace("city", facts)

    (cell,) = opens(folder).cells(Query(indicator="reads", level="school"))

    assert (cell.total, cell.denominator, cell.numerator) == (999999997.3, 16, None)


def eligible_is_known_only_where_every_fact_has_it(opens: Opens, folder: Path) -> None:
    facts = [a_count(eligible=5), a_count(eligible=7, mark="suppressed"), a_count(place="b")]
    FactStore(folder).replace("city", facts)

    cells = opens(folder).cells(
        Query(indicator="reads", level="school", groupings=((), ("place",)))
    )

    assert [cell.eligible for cell in cells] == [None, None, 12]


def estimates_are_never_summed(opens: Opens, folder: Path) -> None:
    plain = {"kind": "estimate", "numerator": None, "denominator": None}
    poverty = a_count(**plain, estimate=12.5, lower=11, upper=14, as_published="12.50")
    FactStore(folder).replace("city", [poverty])
    FactStore(folder).replace("other", [a_count(1, 2, source="other")])
    engine = opens(folder)

    with pytest.raises(NotSummable, match="published"):
        ask(engine, sources=["city"])
    with pytest.raises(NotSummable, match="count and estimate"):
        ask(engine)
    assert ask(engine, sources=["other"]) == {(): (1, 2)}
    assert engine.published(Query(indicator="reads", level="school")) == [poverty]


def places_roll_up_through_a_ragged_tree(opens: Opens, folder: Path) -> None:
    parents = {
        "school 1": "district 1",
        "school 2": "district 1",
        "charter": "city",
        "district 1": "city",
        "city": None,
    }
    places = ("school 1", "school 2", "charter", "nowhere")
    facts = [a_count(2**n, 100, place=place) for n, place in enumerate(places)]
    FactStore(folder).replace("city", facts)

    answer = ask(
        opens(folder),
        groupings=((), ("place",), ("period",), ("place", "period")),
        roll_up=ancestors(parents),
    )

    by_place = {
        "school 1": (1, 100),
        "school 2": (2, 100),
        "charter": (4, 100),
        "nowhere": (8, 100),
        "district 1": (3, 200),
        "city": (7, 300),
    }
    assert answer == {
        (): (15, 400),
        (("period", "2018"),): (15, 400),
        **{(("place", place),): value for place, value in by_place.items()},
        **{(("period", "2018"), ("place", place)): v for place, v in by_place.items()},
    }


def a_pair_given_twice_or_with_itself_counts_once(opens: Opens, folder: Path) -> None:
    FactStore(folder).replace("city", [a_count(1, 2), a_count(1, 2)])
    pairs = frozenset({("school 1", "school 1"), ("school 1", "city"), ("x", "city")})

    answer = ask(opens(folder), groupings=(("place",),), roll_up=pairs)

    assert answer == {(("place", "city"),): (2, 4), (("place", "school 1"),): (2, 4)}


def six_breakdowns_in_sixty_four_groupings(opens: Opens, folder: Path) -> None:
    names = ("age", "grade", "language", "place of birth", "race", "sex")
    facts = [
        a_count(n, 100, categories=tuple((name, f"{n % (i + 2)}") for i, name in enumerate(names)))
        for n in range(60)
    ]
    FactStore(folder).replace("city", facts)
    groupings = tuple(c for size in range(7) for c in combinations(names, size))

    cells = opens(folder).cells(
        Query(indicator="reads", level="school", cut="+".join(names), groupings=groupings)
    )

    assert {cell.grouping for cell in cells} == set(groupings)
    assert len(groupings) == 64
    for grouping in groupings:
        inside = [cell for cell in cells if cell.grouping == grouping]
        assert sum(cell.numerator for cell in inside) == sum(range(60))
        assert sum(cell.rows for cell in inside) == 60


def cells_come_in_order(opens: Opens, folder: Path) -> None:
    races = ("b", None, "a", "Ω")
    facts = [a_count(categories=(("race", race),), period=p) for race in races for p in "21"]
    FactStore(folder).replace("city", facts)

    cells = opens(folder).cells(
        Query(indicator="reads", level="school", cut="race", groupings=(("race",), ("period",), ()))
    )

    values = [[value for _, value in cell.key] for cell in cells]
    assert values == [["a"], ["b"], ["Ω"], [None], ["1"], ["2"], []]


RULES = [
    rule
    for name, rule in list(globals().items())
    if callable(rule)
    and getattr(rule, "__module__", "") == __name__
    and name not in ("a_count", "ask")
]
