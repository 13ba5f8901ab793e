"""Invented data for the gallery and the tests. Never shown as if it were real."""

from collections.abc import Sequence

from longtable.core.charts.spec import (
    Bars,
    Category,
    Chart,
    DotRange,
    Goal,
    Needle,
    Point,
    Series,
    SmallMultiples,
    Strip,
    furthest_first,
)
from longtable.core.charts.words import Words

PERCENT = Words(value=lambda share: f"{share * 100:.0f}%", count=lambda people: f"{people:,}")
_GOAL = Goal(0.60, "2030", 2030)


def trend(name: str, first: int, values: Sequence[float | None], *, error: float = 0.02) -> Series:
    """Return a yearly series; None is a value that was withheld."""
    points = []
    for year, value in enumerate(values, first):
        if value is None:
            points.append(Point(year, str(year), state="withheld"))
        else:
            low, high = max(0.0, value - error), value + error
            points.append(Point(year, str(year), value, low, high, people=3120))
    return Series(name, tuple(points))


def samples() -> tuple[Chart, ...]:
    """Return one of each picture, in its harder states."""
    return (_needle(), _broken(), _short(), _multiples(), _dots(), _strip(), _bars())


def _needle() -> Needle:
    values = [0.23, 0.245, 0.24, 0.248, 0.247, 0.253, 0.268, 0.277, 0.294, 0.302, 0.31]
    others = tuple(
        trend(
            f"County {n}",
            2015,
            [0.30 + 0.013 * n + 0.002 * ((n * 7 + y * 3) % 5) for y in range(11)],
        )
        for n in range(9)
    )
    return Needle(
        "needle",
        "Black children read better than in 2015, but too slowly to reach the goal",
        "A line rises from 23 percent in 2015 to 31 percent in 2025. The goal is 60 percent.",
        trend("Black children", 2015, list(values)),
        _GOAL,
        baseline=2015,
        distance="905 more children must learn to read well",
        comparators=others,
        comparators_name="Every other county",
        note="Share of children in grade 4 who read well. Illustrative data.",
    )


def _broken() -> Needle:
    points = (
        Point(2009, "2009", 0.31, 0.28, 0.34, 900),
        Point(2011, "2011", 0.33, 0.30, 0.36, 910),
        Point(2013, "2013", 0.30, 0.26, 0.34, 400, caution=True),
        Point(2015, "2015", 0.34, 0.31, 0.37, 930),
        Point(2017, "2017", 0.22, 0.19, 0.25, 900, break_before="2016: new test"),
        Point(2019, "2019", 0.23, 0.20, 0.26, 890),
        Point(2020, "2020", state="missing"),
        Point(2021, "2021", state="missing"),
        Point(2022, "2022", 0.19, 0.16, 0.22, 880),
        Point(2023, "2023", state="withheld"),
        Point(2024, "2024", 0.21, 0.18, 0.24, 870),
    )
    return Needle(
        "broken",
        "The test changed in 2016: what came before can not be compared with what came after",
        "Two lines with a break in 2016 and gaps in 2020, 2021 and 2023.",
        Series("All children", points),
        Goal(0.40, "2028", 2028),
        distance="1,240 more children",
        comparators=(trend("the state", 2017, [0.29, 0.30, 0.30, 0.28, 0.27, 0.28, 0.285, 0.29]),),
    )


def _short() -> Needle:
    points = (
        Point(2023, "2023–24", 0.71, 0.66, 0.76, 310),
        Point(2024, "2024–25", 0.69, 0.64, 0.74, 322),
    )
    return Needle(
        "short",
        "Two years are too few to say whether it moves",
        "Two points with error bars: 71 and 69 percent.",
        Series("Ready for kindergarten", points),
        Goal(0.80, "2029–30", 2029),
        baseline=2023,
        distance="35 more children",
    )


def _groups() -> tuple[Category, ...]:
    found = []
    data = (
        ("Black", 0.31, 0.03, 3120, "905 more children"),
        ("Latino or Hispanic of any race", 0.35, 0.03, 2905, "726 more children"),
        ("Asian", 0.62, 0.04, 1040, ""),
        ("White", 0.61, 0.02, 5010, ""),
        ("Children learning English", 0.12, 0.05, 240, "115 more children"),
    )
    for number, (name, value, error, people, distance) in enumerate(data):
        past = trend(
            name,
            2019,
            [value + 0.01 * ((number + y) % 3 - 1) for y in range(6)] + [value],
            error=error,
        )
        found.append(
            Category(
                name,
                value,
                value - error,
                value + error,
                people,
                caution=people < 300,
                distance=distance,
                series=past,
            )
        )
    quiet = trend("Native", 2019, [None] * 7)
    return (*found, Category("Native", state="withheld", series=quiet))


def _multiples() -> SmallMultiples:
    return SmallMultiples(
        "groups",
        "Two groups have reached the goal; children who learn English are furthest from it",
        "Six small trends on one scale from 0 to 80 percent.",
        furthest_first(_groups()),
        _GOAL,
    )


def _dots() -> DotRange:
    return DotRange(
        "range",
        "Half of the way lies between the groups",
        "Six groups as dots from 12 to 62 percent; one is not shown.",
        furthest_first(_groups()),
        _GOAL,
        gap="50 points between the lowest group and the highest",
    )


def _strip() -> Strip:
    places = tuple(
        Category(f"Neighborhood {n}", 0.2 + 0.5 * ((n * 37 % 195) / 195) ** 1.4, people=100 + n)
        for n in range(190)
    )
    hidden = tuple(Category(f"Small place {n}", state="withheld") for n in range(5))
    return Strip(
        "strip",
        "Harambee stands in the lower half of 195 neighborhoods",
        "A dot for each neighborhood from 20 to 70 percent; Harambee at 34 percent.",
        (*places, Category("Harambee", 0.34, people=412), *hidden),
        highlighted="Harambee",
    )


def _bars() -> Bars:
    return Bars(
        "bars",
        "Most of the children whom we reach are reached by three programs",
        "Bars from minus 12 to 2,140.",
        (
            Category("Reading circle", 0.64),
            Category("Large provider", 0.21),
            Category(
                "After-school table with a very long name that goes on and on and on and on", 0.08
            ),
            Category("Left again", -0.07),
            Category("Summer camp", state="missing"),
        ),
    )
