"""Facts and queries made up by Hypothesis, small enough that everything meets everything."""

from hypothesis import strategies as st

from longtable.core.warehouse.facts import MARKS, MASKS, Fact
from longtable.core.warehouse.query import Query, ancestors

CUTS = ("", "race", "race+sex")
LEVELS = ("school", "district")
SOURCES = ("city", "partner/7")
PLACES = ("school 1", "school 2", "école", "district 1", "city")
CATEGORIES = (None, "a", "B", "'")
PEOPLE = st.one_of(st.integers(0, 9), st.just(2**63 - 1))


@st.composite
def facts(draw):
    """One fact; of a level are all counts or all means, so that they can be summed."""
    level, cut = draw(st.sampled_from(LEVELS)), draw(st.sampled_from(CUTS))
    mark = draw(st.sampled_from(("", "", "", *MARKS)))
    kind = "mean" if level == "district" else "count"
    values = {"denominator": draw(PEOPLE)}
    if kind == "mean":
        values["total"] = draw(st.floats(-1e9, 1e9))
    else:
        values["numerator"] = draw(PEOPLE)
    return Fact(
        indicator=draw(st.sampled_from(("reads", "works"))),
        period=draw(st.sampled_from(("2017", "2018"))),
        place=draw(st.sampled_from(PLACES)),
        level=level,
        source=draw(st.sampled_from(SOURCES)),
        kind=kind,
        categories=tuple(
            (breakdown, draw(st.sampled_from(CATEGORIES)))
            for breakdown in (cut.split("+") if cut else ())
        ),
        mark=mark,
        eligible=draw(st.one_of(st.none(), PEOPLE)),
        **({} if mark in MASKS else values),
    )


@st.composite
def queries(draw):
    """One query over such facts, with any groupings, roll-up and filters."""
    cut = draw(st.sampled_from(CUTS))
    breakdowns = cut.split("+") if cut else []
    columns = ("period", "place", *breakdowns)
    grouping = st.lists(st.sampled_from(columns), unique=True).map(tuple)
    keep = {}
    if breakdowns and draw(st.booleans()):
        keep["race"] = draw(st.lists(st.sampled_from(CATEGORIES), unique=True))
    if draw(st.booleans()):
        keep["place"] = draw(st.lists(st.sampled_from(PLACES), unique=True))
    return Query(
        indicator=draw(st.sampled_from(("reads", "works"))),
        level=draw(st.sampled_from(LEVELS)),
        cut=cut,
        groupings=tuple(draw(st.lists(grouping, min_size=1, max_size=8))),
        periods=draw(st.sampled_from((None, None, ("2018",), ("2017", "2018")))),
        sources=draw(st.sampled_from((None, None, ("city",)))),
        roll_up=draw(st.sampled_from((frozenset(), _TREE))),
        keep=keep,
    )


_TREE = ancestors({"school 1": "district 1", "école": "city", "district 1": "city"})
