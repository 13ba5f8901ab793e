"""The needle: a trend with what is known of its error, its goal, and the way left in people."""

from collections.abc import Iterator
from dataclasses import dataclass

from longtable.core.charts.axes import draw_periods, draw_values
from longtable.core.charts.canvas import Canvas
from longtable.core.charts.gaps import draw_notices, gaps, lanes
from longtable.core.charts.labels import Label, draw_column, label, needed
from longtable.core.charts.legend import Key, draw_legend
from longtable.core.charts.letters import width_of
from longtable.core.charts.scales import Scale, ticks
from longtable.core.charts.spec import Needle, Point, Series
from longtable.core.charts.words import Words

FEW = 5  # up to here single error bars say more than a band


@dataclass(frozen=True, slots=True)
class Plot:
    """The two scales of a plot and the size of its text."""

    x: Scale
    y: Scale
    size: float


def draw_needle(spec: Needle, words: Words, canvas: Canvas) -> None:
    """Draw the picture on an empty canvas."""
    if spec.series.last is None and not any(one.last for one in spec.comparators):
        _draw_nothing(spec, words, canvas)
        return
    size = 14.0
    column = _column(spec, words, canvas.width, size)
    values = ticks(_all_values(spec))
    left = max(width_of(words.value(value), size) for value in values) + 10
    right = canvas.width - column - 30
    x = _time_scale(spec, left + 14, right)
    notices = lanes(gaps(spec.series, words), x, size, (0, canvas.width - column))
    top = 14 + (max((one.lane for one in notices), default=-1) + 1) * size * 1.5
    tall = 300.0 if canvas.width > 500 else 270.0
    around = Plot(x, Scale(values[0], values[-1], top + tall, top), size)
    labels = _labels(spec, words, around, column)
    tall = max(tall, needed(labels) + 8)
    highest = top + _headroom(spec, around)
    plot = Plot(x, Scale(values[0], values[-1], top + tall, highest), size)

    draw_values(canvas, values, plot.y, words.value, (0, right + 6), size)
    draw_notices(canvas, notices, plot.x, (top, top + tall), size)
    _draw_comparators(canvas, spec, plot)
    _draw_goal(canvas, spec, plot)
    _draw_error(canvas, spec.series, plot)
    _draw_line(canvas, spec.series, plot, "main", wide=3.0)
    _draw_dots(canvas, spec.series, plot)
    _draw_first_value(canvas, spec, words, plot)
    _draw_bracket(canvas, spec, plot)
    draw_column(
        canvas,
        _labels(spec, words, plot, column),
        right + 30,
        low=top - 12,
        high=top + tall + 12,
        tie_from=right + 8,
    )
    foot = draw_periods(canvas, _periods(spec), plot.x, top + tall + 6, size)
    canvas.height = draw_legend(canvas, _legend(spec, words), 0, foot + 8, size) + 6


def _column(spec: Needle, words: Words, width: float, size: float) -> float:
    """Return the width of the column of labels: a number in it is never cut."""
    values = [one.last.value for one in (spec.series, *spec.comparators) if one.last]
    longest = max(width_of(words.value(v), size, bold=True) for v in values if v is not None)
    return max(min(0.3 * width, 190.0), longest + 10)


def runs(series: Series) -> Iterator[list[Point]]:
    """Yield the stretches of points that a line may join: no gap and no break within them."""
    stretch: list[Point] = []
    for point in series.points:
        if stretch and (point.value is None or point.break_before):
            yield stretch
            stretch = []
        if point.value is not None:
            stretch.append(point)
    if stretch:
        yield stretch


def _all_values(spec: Needle) -> list[float]:
    found = [
        number
        for series in (spec.series, *spec.comparators)
        for point in series.points
        for number in (point.value, point.low, point.high)
        if number is not None
    ]
    return found + ([spec.goal.value] if spec.goal else [])


def _periods(spec: Needle) -> list[tuple[float, str]]:
    found = {
        point.at: point.label
        for series in (*spec.comparators, spec.series)
        for point in series.points
    }
    return sorted(found.items())


def _time_scale(spec: Needle, start: float, end: float) -> Scale:
    times = [at for at, _ in _periods(spec)]
    return Scale(times[0], times[-1], start, end - 8)


def _xy(point: Point, plot: Plot) -> tuple[float, float]:
    assert point.value is not None
    return plot.x(point.at), plot.y(point.value)


def _draw_goal(canvas: Canvas, spec: Needle, plot: Plot) -> None:
    if spec.goal is None:
        return
    height = plot.y(spec.goal.value)
    canvas.line(
        (plot.x.start - 8, height), (plot.x.end + 34, height), "goal", wide=2.0, dash="goal"
    )
    start = next(
        (p for p in spec.series.points if p.at == spec.baseline and p.value is not None), None
    )
    last = spec.series.last
    if start is None or last is None or last.at <= start.at or spec.goal.at <= start.at:
        return
    assert start.value is not None
    share = min(1.0, (last.at - start.at) / (spec.goal.at - start.at))
    due = start.value + share * (spec.goal.value - start.value)
    canvas.path([_xy(start, plot), (plot.x(last.at), plot.y(due))], "goal", wide=2.0, dash="path")


def _draw_comparators(canvas: Canvas, spec: Needle, plot: Plot) -> None:
    paint = "quiet" if len(spec.comparators) <= 3 else "faint"
    for series in spec.comparators:
        _draw_line(canvas, series, plot, paint, wide=1.5)


def _draw_line(canvas: Canvas, series: Series, plot: Plot, paint: str, *, wide: float) -> None:
    for stretch in runs(series):
        points = [_xy(point, plot) for point in stretch]
        if len(points) > 1:
            canvas.path(points, paint, wide=wide)
        elif paint != "main":
            canvas.dot(*points[0], paint, radius=2.5)


def _draw_error(canvas: Canvas, series: Series, plot: Plot) -> None:
    """Draw a band where the points are many, a bar at each where they are few."""
    known = [p for p in series.points if p.low is not None and p.high is not None]
    for stretch in runs(series):
        with_error = [p for p in stretch if p in known]
        if len(known) > FEW and len(with_error) == len(stretch) > 2:
            upper = [(plot.x(p.at), plot.y(p.high)) for p in stretch if p.high is not None]
            lower = [(plot.x(p.at), plot.y(p.low)) for p in stretch if p.low is not None]
            canvas.area(upper + lower[::-1], "band")
            continue
        for point in with_error:
            assert point.low is not None
            assert point.high is not None
            x, low, high = plot.x(point.at), plot.y(point.low), plot.y(point.high)
            canvas.line((x, low), (x, high), "band", wide=7.0)
            for end in (low, high):
                canvas.line((x - 5, end), (x + 5, end), "main", wide=1.5)


def _draw_dots(canvas: Canvas, series: Series, plot: Plot) -> None:
    last, many = series.last, len(series.points) > 20
    for point in series.points:
        if point.value is None:
            continue
        if point is last or point.caution or not many:
            radius = 6.0 if point is last else 4.0
            canvas.dot(*_xy(point, plot), "main", radius=radius, hollow=point.caution)
    for stretch in runs(series):
        if many and len(stretch) == 1 and stretch[0] is not last:
            canvas.dot(*_xy(stretch[0], plot), "main", hollow=stretch[0].caution)


def _headroom(spec: Needle, plot: Plot) -> float:
    """Return how much lower the highest value is drawn, for the first one to be written above."""
    found = _first_two(spec)
    if found is None or _rises(*found):
        return 0.0
    return max(0.0, plot.y.end + plot.size + 10 - _upper(found[0], plot))


def _draw_first_value(canvas: Canvas, spec: Needle, words: Words, plot: Plot) -> None:
    """Write the first value beside its point, on the side that the line leaves free."""
    found = _first_two(spec)
    if found is None:
        return
    first, _second = found
    assert first.value is not None
    lower = plot.y(first.value if first.low is None else first.low) + 20
    below = _rises(*found) and lower <= plot.y.start - 2
    canvas.text(
        (max(plot.x(first.at) - 8, plot.x.start - 8), lower if below else _upper(first, plot) - 10),
        words.value(first.value),
        size=plot.size,
        paint="main",
        bold=True,
    )


def _first_two(spec: Needle) -> tuple[Point, Point] | None:
    shown = [point for point in spec.series.points if point.value is not None]
    return (shown[0], shown[1]) if len(shown) > 1 else None


def _rises(first: Point, second: Point) -> bool:
    assert first.value is not None
    assert second.value is not None
    return second.value >= first.value


def _upper(point: Point, plot: Plot) -> float:
    """Return where a point or its interval ends above."""
    assert point.value is not None
    return plot.y(point.value if point.high is None else point.high)


def _draw_bracket(canvas: Canvas, spec: Needle, plot: Plot) -> None:
    """Draw the distance left: from the last value to the goal, as a bracket."""
    last = spec.series.last
    if last is None or spec.goal is None or not spec.distance:
        return
    (x, y), top = _xy(last, plot), plot.y(spec.goal.value)
    if abs(top - y) < 4:
        return
    edge = plot.x.end + 24
    canvas.line((x + 9, y), (edge, y), "ink", wide=1.0, dash="leader")
    canvas.line((edge, y), (edge, top), "ink", wide=2.0)
    for end in (y, top):
        canvas.line((edge - 6, end), (edge + 1, end), "ink", wide=2.0)
    canvas.line((edge, (y + top) / 2), (edge + 9, (y + top) / 2), "ink", wide=2.0)


def _labels(spec: Needle, words: Words, plot: Plot, column: float) -> list[Label]:
    """Return what stands beside the right end: the goal, the distance, the value, the others."""
    found: list[Label] = []
    last, size, width = spec.series.last, plot.size, column - 8
    if spec.goal:
        text = words.goal_text(spec.goal.value, spec.goal.by)
        found.append(label(plot.y(spec.goal.value), text, width=width, size=size, paint="goal"))
    if last is not None and last.value is not None:
        y = plot.y(last.value)
        if spec.goal and spec.distance:
            middle = (y + plot.y(spec.goal.value)) / 2
            found.append(label(middle, spec.distance, width=width, size=size + 5))
        head = words.value(last.value)
        found.append(label(y, spec.series.name, width=width, size=size, paint="main", head=head))
    return found + _other_labels(spec, words, plot, width)


def _other_labels(spec: Needle, words: Words, plot: Plot, width: float) -> list[Label]:
    ends = [(s.name, s.last) for s in spec.comparators if s.last is not None]
    if len(ends) > 3 and spec.comparators_name:
        values = sorted(p.value for _, p in ends if p is not None and p.value is not None)
        middle = values[len(values) // 2]
        return [
            label(plot.y(middle), spec.comparators_name, width=width, size=plot.size, paint="soft")
        ]
    return [
        label(
            plot.y(p.value),
            f"{words.value(p.value)} {name}",
            width=width,
            size=plot.size,
            paint="soft",
        )
        for name, p in ends
        if p is not None and p.value is not None
    ]


def _legend(spec: Needle, words: Words) -> list[Key]:
    points = spec.series.points
    keys = []
    if any(point.low is not None and point.high is not None for point in points):
        keys.append(Key("band", words.interval))
    if (
        spec.goal
        and any(p.at == spec.baseline and p.value is not None for p in points)
        and len(points) > 1
    ):
        keys.append(Key("path", words.path))
    if any(point.caution and point.value is not None for point in points):
        keys.append(Key("caution", words.caution))
    return keys


def _draw_nothing(spec: Needle, words: Words, canvas: Canvas) -> None:
    """Say that there is nothing, and why where that is known."""
    reasons = {words.absence(point.state) for point in spec.series.points}
    text = words.nothing if len(reasons) != 1 else f"{spec.series.name}: {reasons.pop()}"
    found = label(0, text, width=canvas.width - 16, size=16.0, paint="soft")
    for number, line in enumerate(found.lines):
        canvas.text((8, 34 + number * 22), line, size=16.0, paint="soft")
    canvas.height = 44 + len(found.lines) * 22
