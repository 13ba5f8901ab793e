"""What holds for every picture, whatever it is of."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from longtable.core.charts.axes import written
from longtable.core.charts.canvas import Canvas
from longtable.core.charts.datasets import csv_text, rows
from longtable.core.charts.letters import Box, width_of
from longtable.core.charts.picture import NARROW, WIDE, draw, picture, svg
from longtable.core.charts.samples import PERCENT, samples
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
)
from longtable.core.charts.words import Words

PLAIN = Words(value=lambda value: f"{value:g}", count=str)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
numbers = some.floats(-1e7, 1e7, allow_nan=False).map(lambda number: round(number, 2))
names = some.text(max_size=60)


def overlaps(canvas: Canvas) -> list[tuple[str, str]]:
    """Return the pairs of texts of a canvas whose boxes overlap."""
    boxes = [(words, box) for words, box in canvas.boxes if words.strip()]
    return [
        (words, others)
        for index, (words, box) in enumerate(boxes)
        for others, other in boxes[index + 1 :]
        if box.overlaps(other)
    ]


def outside(canvas: Canvas) -> list[str]:
    """Return the texts that stand outside the picture."""
    paper = Box(-1.5, -1.5, canvas.width + 1.5, canvas.height + 1.5)
    return [
        words
        for words, box in canvas.boxes
        if words.strip()
        and (
            box.left < paper.left
            or box.right > paper.right
            or box.top < paper.top
            or box.bottom > paper.bottom
        )
    ]


def data_texts(drawn: str) -> list[str]:
    """Return the texts of an SVG that are no numbers of a scale."""
    return [
        "".join(text.itertext())
        for text in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")
        if "lt-fill-axis" not in text.get("class", "")
    ]


@some.composite
def points(draw_, *, size: int = 40) -> tuple[Point, ...]:
    found = []
    for year in range(1990, 1990 + draw_(some.integers(1, size))):
        state = draw_(some.sampled_from(["shown"] * 5 + ["withheld", "masked", "missing"]))
        if state != "shown":
            found.append(Point(year, str(year), state=state))
            continue
        value, error = draw_(numbers), draw_(some.floats(0, 1e5))
        low, high = (value - error, value + error) if draw_(some.booleans()) else (None, None)
        stop = draw_(some.sampled_from(["", "", "", "new test"]))
        careful = draw_(some.booleans())
        found.append(
            Point(year, str(year), value, low, high, 10**9, caution=careful, break_before=stop)
        )
    return tuple(found)


@some.composite
def categories(draw_) -> tuple[Category, ...]:
    found = []
    for _ in range(draw_(some.integers(0, 9))):
        value = draw_(some.one_of(some.none(), numbers))
        past = draw_(some.one_of(some.none(), points(size=8)))
        series = Series("past", past) if past else None
        state = "withheld" if value is None else "shown"
        low, high = (None, None) if value is None else (value - 3, value + 4)
        found.append(
            Category(draw_(names), value, low, high, 5, state, distance=draw_(names), series=series)
        )
    return tuple(found)


@some.composite
def charts(draw_) -> Chart:
    title, key, goal = (
        draw_(names),
        "one",
        draw_(some.one_of(some.none(), numbers.map(lambda v: Goal(v, "2030", 2030)))),
    )
    kind = draw_(some.integers(0, 4))
    if kind == 0:
        others = tuple(
            Series(draw_(names), p) for p in draw_(some.lists(points(size=6), max_size=6))
        )
        main = Series(draw_(names), draw_(points()))
        return Needle(key, title, title, main, goal, 1990, draw_(names), others, draw_(names))
    groups = draw_(categories())
    if kind == 1:
        return SmallMultiples(key, title, title, groups, goal)
    if kind == 2:
        return DotRange(key, title, title, groups, goal, draw_(names))
    if kind == 3:
        return Strip(key, title, title, groups, groups[0].name if groups else "")
    return Bars(key, title, title, groups)


@pytest.mark.slow
@given(charts(), some.sampled_from([WIDE, NARROW]), some.booleans())
@settings(max_examples=60, deadline=None)
def test_every_picture_is_well_formed_and_nothing_in_it_overlaps(chart, width, literal):
    canvas = draw(chart, PLAIN, width=width, literal=literal)

    drawn = canvas.finish(chart.key, chart.title, chart.description)

    ElementTree.fromstring(drawn)
    assert not re.search(r'="-?(nan|inf)"', drawn)
    assert overlaps(canvas) == []
    assert outside(canvas) == []


@pytest.mark.parametrize("chart", samples(), ids=lambda chart: chart.key)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_samples_keep_their_words_apart_and_inside(chart, width):
    canvas = draw(chart, PERCENT, width=width)

    assert overlaps(canvas) == []
    assert outside(canvas) == []


@pytest.mark.parametrize("chart", samples(), ids=lambda chart: chart.key)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_text_is_large_enough_on_a_phone(chart, width):
    """A phone of 360 px leaves 328 to a picture: 14 units are 12.7 px."""
    sizes = [
        float(size)
        for size in re.findall(r'font-size="([\d.]+)"', svg(chart, PERCENT, width=width))
    ]

    assert sizes
    assert min(sizes) * 328 / NARROW >= 12


@pytest.mark.parametrize("chart", samples(), ids=lambda chart: chart.key)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_number_in_the_picture_is_in_the_rows(chart, width):
    told = {
        number for row in rows(chart, PERCENT) for cell in row for number in NUMBER.findall(cell)
    }

    drawn = {
        number
        for text in data_texts(svg(chart, PERCENT, width=width))
        for number in NUMBER.findall(text)
    }

    assert drawn <= told
    assert drawn


def test_the_check_of_overlap_finds_a_planted_one():
    canvas = Canvas(720, literal=True)
    canvas.text((10, 40), "one label")
    canvas.text((40, 44), "another")
    canvas.text((700, 20), "beyond the edge")
    canvas.height = 60

    assert overlaps(canvas) == [("one label", "another")]
    assert outside(canvas) == ["beyond the edge"]


def test_the_check_of_rows_finds_a_number_that_they_hide():
    hidden = (
        '<svg xmlns="http://www.w3.org/2000/svg"><text class="lt-fill-ink">7 of 41</text></svg>'
    )

    assert {n for text in data_texts(hidden) for n in NUMBER.findall(text)} == {"7", "41"}


def test_a_line_never_crosses_a_gap_or_a_break():
    series = Series(
        "All",
        (
            Point(1, "1", 5.0),
            Point(2, "2", 6.0),
            Point(3, "3", state="withheld"),
            Point(4, "4", 7.0),
            Point(5, "5", 8.0, break_before="new"),
            Point(6, "6", 9.0),
        ),
    )

    drawn = svg(Needle("k", "t", "d", series), PLAIN)

    lines = re.findall(r'<path d="M([^"Z]+)" fill="none"', drawn)
    assert [line.count("L") for line in lines] == [1, 1]
    assert "not shown" in drawn
    assert "new" in drawn


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_a_long_name_of_a_group_is_written_in_full(width):
    name = "American Indian, multiracial and not reported, with those who came in the last year"
    groups = (Category(name, 0.4, low=0.3, high=0.5), Category("White", 0.6, low=0.5, high=0.7))

    canvas = draw(DotRange("k", "t", "d", groups), PLAIN, width=width)

    written = " ".join(words for words, _box in canvas.boxes)
    assert name in written
    assert overlaps(canvas) == outside(canvas) == []


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("values", [(190, 187, 179), (100, 40, 20), (5, 6, 9), (5, 90, 8)])
def test_the_line_does_not_run_through_its_first_value(values, width):
    series = Series("All", tuple(Point(2019 + n, str(n), one) for n, one in enumerate(values)))

    canvas = draw(Needle("k", "t", "d", series), PLAIN, width=width)

    drawn = canvas.finish("k", "t", "d")
    (line,) = re.findall(r'<path d="M([^"Z]+)" fill="none"', drawn)
    places = [tuple(map(float, one.replace(",", " ").split())) for one in line.split("L")]
    written = [box for words, box in canvas.boxes if words == str(values[0])]
    assert any(abs(box.left - places[0][0]) < 20 for box in written)
    assert not any(crosses(places[0], places[1], box) for box in written)
    assert crosses((0, 0), (10, 10), Box(4, 4, 6, 6))
    assert overlaps(canvas) == []


def crosses(start, end, box):
    """Whether a straight line comes into a box."""
    (x, y), (last_x, last_y) = start, end
    shares = [step / 200 for step in range(201)]
    on_the_way = [(x + share * (last_x - x), y + share * (last_y - y)) for share in shares]
    return any(box.left < x < box.right and box.top < y < box.bottom for x, y in on_the_way)


def test_text_from_people_stays_text():
    chart = Bars(
        'k"><x', "<script>", "&\x00\ud800", (Category("</text><script>alert(1)</script>", 3.0),)
    )

    drawn = svg(chart, PLAIN)

    ElementTree.fromstring(drawn)
    assert "<script" not in drawn


def test_both_widths_have_ids_of_their_own():
    made = picture(samples()[0], PERCENT)

    ids = re.findall(r' id="([^"]+)"', made.wide + made.narrow)
    assert len(ids) == len(set(ids)) == 4


def test_a_download_needs_no_style_sheet():
    drawn = svg(samples()[0], PERCENT, literal=True)

    assert "class=" not in drawn
    assert "var(" not in drawn
    assert "font-family" in drawn


def test_csv_is_no_formula_and_holds_the_plain_numbers():
    chart = Bars(
        "k", "t", "d", (Category("=1+1", -2.5, -4.0, -1.0, 12), Category("b", state="masked"))
    )

    lines = csv_text(chart, PLAIN).splitlines()

    assert lines[1] == "'=1+1,-2.5,-4.0,-1.0,12,"
    assert lines[2] == "b,,,,,not given"


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": float("nan")},
        {"value": None},
        {"value": 3.0, "state": "withheld"},
        {"value": 3.0, "low": 5.0, "high": 4.0},
    ],
)
def test_what_must_not_be_drawn_is_refused(wrong):
    with pytest.raises(ValueError, match="a group"):
        Category("a group", **wrong)


def test_points_out_of_order_are_refused():
    with pytest.raises(ValueError, match="order of time"):
        Series("all", (Point(2, "2", 1.0), Point(1, "1", 1.0)))


# Texts and their widths in em as a browser measured them in DejaVu Sans, regular and bold: the
# widest font that a system is likely to set our pictures in.
WIDEST = [
    ("50 points between the lowest group and the highest", 26.22, 29.67),
    ("After-school table with a very long name", 20.28, 23.04),
    ("Goal: 42% by 2027", 9.56, 10.51),
    ("1,240 more children", 10.10, 11.35),
    ("Children who learn English", 13.32, 15.10),
    ("+12.4 points (very likely 9.8 to 15.0)", 18.44, 20.71),
    ("Milwaukee Public Schools", 12.69, 14.46),
    ("Meta: 1,240 niños más", 11.42, 12.79),
    ("2009–2024", 5.59, 6.07),
]


@pytest.mark.parametrize(("words", "regular", "bold"), WIDEST)
def test_text_is_measured_no_narrower_than_in_the_widest_font(words, regular, bold):
    assert width_of(words, 1) >= regular
    assert width_of(words, 1, bold=True) >= bold


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (["50.0%", "60.0%"], ["50%", "60%"]),
        (["50,0 %", "60,0 %"], ["50 %", "60 %"]),
        (["2.5%", "3.0%"], ["2.5%", "3.0%"]),
        (["1,000", "2,000"], ["1,000", "2,000"]),
    ],
)
def test_a_scale_shows_decimals_only_where_one_of_its_numbers_needs_them(texts, shown):
    values = [float(number) for number, _ in enumerate(texts)]

    assert written(values, lambda value: texts[int(value)]) == shown
