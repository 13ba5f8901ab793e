import pytest
import sqlglot

from longtable.core.warehouse.query import Query, ancestors
from longtable.core.warehouse.sql import Sums, cells_sql, for_dialect


def a_query(**traits) -> Query:
    """A query by race and sex, unless the traits say otherwise."""
    return Query(**{"indicator": "reads", "level": "school", "cut": "race+sex"} | traits)


@pytest.mark.parametrize(
    ("traits", "message"),
    [
        ({"groupings": (("age",),)}, "'age' is none of period, place, race, sex"),
        ({"groupings": ("race",)}, r"write \('race',\)"),
        ({"groupings": (("sex", "sex"),)}, "named twice"),
        ({"cut": "sex+race"}, "cut: 'sex\\+race' must name"),
        ({"indicator": ""}, "indicator: must not be empty"),
        ({"periods": "2018"}, r"periods: write \['2018'\]"),
        ({"sources": ["a\n"]}, "sources: holds a character"),
        ({"keep": {"age": ["1"]}}, "keep: 'age' is not"),
        ({"keep": {"race": ["\x00"]}}, "keep race: holds a character"),
        ({"roll_up": frozenset({("a", "")})}, "roll_up: must not be empty"),
    ],
)
def test_a_query_that_cannot_be_answered_is_refused(traits, message):
    with pytest.raises(ValueError, match=message):
        a_query(**traits)


def test_a_grouping_given_twice_is_one():
    query = a_query(groupings=(("sex", "race"), ("race", "sex"), ("period",)))

    assert query.columns == ("period", "race", "sex")
    assert query.sets == (("race", "sex"), ("period",))


def test_a_ragged_tree_has_all_its_ancestors():
    pairs = ancestors({"s": "d", "d": "c", "c": None, "t": "c"})

    assert pairs == {("s", "d"), ("s", "c"), ("d", "c"), ("t", "c")}


def test_a_place_within_itself_is_refused():
    with pytest.raises(ValueError, match="within itself"):
        ancestors({"a": "b", "b": "c", "c": "b"})


@pytest.mark.slow
@pytest.mark.parametrize("narrow", [True, False])
@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "spark", "clickhouse"])
def test_the_text_is_one_that_other_engines_read(dialect, narrow):
    query = a_query(
        groupings=((), ("place", "race"), ("sex",)),
        roll_up=ancestors({"it's": "d"}),
        keep={"race": ["it's", None]},
    )
    sums = Sums("count", masked=True, caution=True, eligible=True, narrow=narrow)

    text = for_dialect(cells_sql(query, facts="facts", sums=sums), dialect)

    tree = sqlglot.parse_one(text, read=dialect)
    functions = {type(node).__name__ for node in tree.find_all(sqlglot.exp.AggFunc)}
    assert functions == {"Sum", "Count", "Grouping"}
    assert len(list(tree.find_all(sqlglot.exp.GroupingSets))) == 2
    assert [n.name for n in tree.find_all(sqlglot.exp.Table)].count("facts") == 1
