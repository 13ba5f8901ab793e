"""Small multiples: each group's own little trend, all on one scale."""

from longtable.core.charts.canvas import Canvas
from longtable.core.charts.legend import Key, draw_legend
from longtable.core.charts.letters import fitting, shorten, width_of, wrap
from longtable.core.charts.needle import Plot, runs
from longtable.core.charts.scales import Scale, ticks
from longtable.core.charts.spec import Category, Point, SmallMultiples
from longtable.core.charts.words import Words

TALL = 100.0  # of each little plot


def draw_small_multiples(spec: SmallMultiples, words: Words, canvas: Canvas) -> None:
    """Draw the groups in the order in which they come, as many beside each other as fit."""
    across = 3 if canvas.width > 500 else 2
    between = 28.0 if across == 3 else 18.0
    wide = (canvas.width - between * (across - 1)) / across
    size = 14.0
    values = ticks(_values(spec), most=4)
    times = [point.at for group in spec.categories for point in _points(group)]
    top = draw_legend(canvas, _legend(spec, words), 0, 4, size) + 18
    for start in range(0, len(spec.categories), across):
        row = spec.categories[start : start + across]
        heads = [_head(group, words, wide, size) for group in row]
        head = max(map(len, heads)) * size * 1.3 + 44
        for column, (group, lines) in enumerate(zip(row, heads, strict=True)):
            left = column * (wide + between)
            x = Scale(min(times, default=0), max(times, default=0), left + 5, left + wide - 8)
            y = Scale(values[0], values[-1], top + head + TALL, top + head)
            _draw_group(canvas, group, words, lines, (left, top, wide), Plot(x, y, size))
            _draw_frame(canvas, spec, Plot(x, y, size), (left, left + wide))
            _draw_trend(canvas, group, words, Plot(x, y, size), left)
        top += head + TALL + size * 3.2
    canvas.height = max(top - 8, 40.0)
    if not spec.categories:
        canvas.text((8, 34), words.nothing, size=16, paint="soft")
        canvas.height = 52


def _points(group: Category) -> tuple[Point, ...]:
    return group.series.points if group.series else ()


def _values(spec: SmallMultiples) -> list[float]:
    found = [group.value for group in spec.categories]
    for group in spec.categories:
        for point in _points(group):
            found += [point.value, point.low, point.high]
    found += [spec.goal.value] if spec.goal else []
    return [value for value in found if value is not None]


def _head(group: Category, words: Words, wide: float, size: float) -> list[tuple[str, bool]]:
    """Return the lines above a little plot: the name (bold), then the distance left."""
    lines = [(line, True) for line in wrap(group.name, size + 1, wide, most=2, bold=True)]
    return lines + [(line, False) for line in wrap(group.distance, size, wide, most=2)]


def _draw_group(
    canvas: Canvas,
    group: Category,
    words: Words,
    lines: list[tuple[str, bool]],
    place: tuple[float, float, float],
    plot: Plot,
) -> None:
    left, top, wide = place
    size = plot.size
    names = [line for line, bold in lines if bold]
    for number, line in enumerate(names):
        canvas.text((left, top + (number + 1) * size * 1.3), line, size=size + 1, bold=True)
    y = top + len(names) * size * 1.3 + 30
    if group.value is None:
        canvas.text(
            (left, y), shorten(words.absence(group.state), size, wide), size=size, paint="soft"
        )
    else:
        value = words.value(group.value)
        large = fitting(value, 26, size, wide)
        canvas.text((left, y), value, size=large, paint="main", bold=True)
        if group.low is not None and group.high is not None:
            room = wide - width_of(value, large, bold=True) - 8
            text = words.likely_text(group.low, group.high)
            if width_of(text, size) <= room:
                canvas.text((left + wide - room, y), text, size=size, paint="soft")
    for number, line in enumerate(line for line, bold in lines if not bold):
        canvas.text((left, y + (number + 1) * size * 1.3), line, size=size)


def _draw_frame(
    canvas: Canvas, spec: SmallMultiples, plot: Plot, span: tuple[float, float]
) -> None:
    start, end = span
    canvas.line((start, plot.y.start), (end, plot.y.start), "quiet")
    if spec.goal:
        height = plot.y(spec.goal.value)
        canvas.line((start, height), (end, height), "goal", wide=2.0, dash="goal")


def _draw_trend(canvas: Canvas, group: Category, words: Words, plot: Plot, left: float) -> None:
    points = _points(group)
    if group.series is None or not points:
        return
    for stretch in runs(group.series):
        known = [p for p in stretch if p.low is not None and p.high is not None]
        if len(known) == len(stretch) > 1:
            upper = [(plot.x(p.at), plot.y(p.high)) for p in known if p.high is not None]
            lower = [(plot.x(p.at), plot.y(p.low)) for p in known if p.low is not None]
            canvas.area(upper + lower[::-1], "band")
        route = [(plot.x(p.at), plot.y(p.value)) for p in stretch if p.value is not None]
        if len(route) > 1:
            canvas.path(route, "main", wide=2.5)
        else:
            canvas.dot(*route[0], "main", radius=3)
    for point in points:
        if point.value is not None and (point.caution or point is group.series.last):
            canvas.dot(plot.x(point.at), plot.y(point.value), "main", hollow=point.caution)
        elif point.value is None and group.series.last:
            canvas.line(
                (plot.x(point.at), plot.y.start - 4),
                (plot.x(point.at), plot.y.start + 4),
                "soft",
                wide=2,
            )
    _draw_ends(canvas, points, plot, left)


def _draw_ends(canvas: Canvas, points: tuple[Point, ...], plot: Plot, left: float) -> None:
    size = plot.size
    base = plot.y.start + size * 1.25
    room = plot.x.end + 8 - left
    first, last = points[0].label, points[-1].label
    both = width_of(first, size) + width_of(last, size) + 10
    if len(points) > 1 and both <= room:
        canvas.text((left, base), first, size=size, paint="axis")
    last = shorten(last, size, room)
    canvas.text((left + room, base), last, size=size, anchor="end", paint="axis")


def _legend(spec: SmallMultiples, words: Words) -> list[Key]:
    keys = []
    if spec.goal and spec.categories:
        keys.append(Key("goal", words.goal_text(spec.goal.value, spec.goal.by)))
    points = [point for group in spec.categories for point in _points(group)]
    if any(point.low is not None for point in points):
        keys.append(Key("band", words.interval))
    if any(point.caution for point in points):
        keys.append(Key("caution", words.caution))
    return keys
