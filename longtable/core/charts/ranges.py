"""Groups at one time: dots with their intervals on one scale; and plain bars."""

from longtable.core.charts.axes import written
from longtable.core.charts.canvas import Canvas
from longtable.core.charts.legend import Key, draw_legend
from longtable.core.charts.letters import Box, shorten, width_of, wrap
from longtable.core.charts.scales import Scale, ticks
from longtable.core.charts.spec import Bars, Category, DotRange
from longtable.core.charts.words import Words

SIZE = 14.0
LINE = SIZE * 1.15
_MOST_LINES = 4  # of a group's name


def draw_dot_range(spec: DotRange, words: Words, canvas: Canvas) -> None:
    """Draw a row for each group in the order in which they come, on one scale."""
    names, values = _columns(spec.categories, words, canvas.width)
    beside = names > 0
    numbers = ticks(_numbers(spec))
    half = max(width_of(words.value(n), SIZE) for n in (numbers[0], numbers[-1])) / 2
    start = (names + 14 if beside else 0) + half
    x = Scale(numbers[0], numbers[-1], start, canvas.width - max(values + 14, half))
    head = _draw_goal_name(canvas, spec, words, x)
    lines = max((len(_named(group, names or canvas.width)) for group in spec.categories), default=1)
    row = max(38.0, lines * LINE + 8) if beside else 58.0 + (lines - 1) * LINE
    foot = head + row * len(spec.categories) + 4
    _draw_scale(canvas, numbers, x, words, (head, foot))
    if spec.goal:
        canvas.line(
            (x(spec.goal.value), head - 2), (x(spec.goal.value), foot), "goal", wide=2, dash="goal"
        )
    for number, group in enumerate(spec.categories):
        top = head + number * row
        _draw_row(canvas, group, words, x, (top, row, names))
    foot += SIZE * 1.6
    if spec.gap:
        foot = _draw_gap(canvas, spec, x, foot + 8)
    keys = _keys(spec.categories, words)
    canvas.height = draw_legend(canvas, keys, 0, foot + 8, SIZE) + 8
    if not spec.categories:
        canvas.text((8, canvas.height + 10), words.nothing, size=16, paint="soft")
        canvas.height += 30


def draw_bars(spec: Bars, words: Words, canvas: Canvas) -> None:
    """Draw a bar from zero for each amount, its name above, its value at the end."""
    shown = [group.value for group in spec.categories if group.value is not None]
    room = (
        max((width_of(words.value(value), SIZE + 2, bold=True) for value in shown), default=0) + 12
    )
    low, high = min(0.0, *shown, 0.0), max(0.0, *shown, 0.0)
    before = room if low < 0 else 0.0
    x = Scale(low, high if high > low else 1.0, before, canvas.width - room)
    for number, group in enumerate(spec.categories):
        top = 4 + number * 56.0
        name = shorten(group.name, SIZE, canvas.width, bold=True)
        canvas.text((0, top + 15), name, size=SIZE, bold=True)
        if group.value is None:
            absent = words.absence(group.state)
            left = min(x(0) + 8, canvas.width - width_of(absent, SIZE))
            canvas.text((max(left, 0.0), top + 38), absent, size=SIZE, paint="soft")
            continue
        start, end = sorted((x(0), x(group.value)))
        canvas.line((x(0), top + 19), (x(0), top + 47), "soft")
        canvas.rect(Box(start, top + 23, end, top + 43), "main", corner=2)
        if group.value < 0:
            canvas.text(
                (start - 6, top + 39),
                words.value(group.value),
                size=SIZE + 2,
                bold=True,
                anchor="end",
            )
        else:
            canvas.text((end + 6, top + 39), words.value(group.value), size=SIZE + 2, bold=True)
    foot = 4 + len(spec.categories) * 56.0
    canvas.height = foot
    if not spec.categories:
        canvas.text((8, 34), words.nothing, size=16, paint="soft")
        canvas.height = 52


def _numbers(spec: DotRange) -> list[float]:
    found = [n for group in spec.categories for n in (group.value, group.low, group.high)]
    found += [spec.goal.value] if spec.goal else []
    return [number for number in found if number is not None]


def _columns(groups: tuple[Category, ...], words: Words, width: float) -> tuple[float, float]:
    """Return the widths of the columns of names (0: they stand above their rows) and values."""
    values = [words.value(g.value) for g in groups if g.value is not None]
    wide = max((width_of(value, SIZE + 2, bold=True) for value in values), default=0.0) + 4
    if width <= 500:
        return 0.0, wide
    names = max((width_of(group.name, SIZE, bold=True) for group in groups), default=0.0)
    return min(max(names, 60.0), 220.0), wide


def _draw_scale(
    canvas: Canvas, numbers: list[float], x: Scale, words: Words, span: tuple[float, float]
) -> None:
    head, foot = span
    end = -1e9
    for number, text in zip(numbers, written(numbers, words.value), strict=True):
        canvas.line((x(number), head), (x(number), foot), "quiet" if number == 0 else "grid")
        half = width_of(text, SIZE) / 2
        if x(number) - half > end + 8:
            canvas.text(
                (x(number), foot + SIZE * 1.2),
                text,
                size=SIZE,
                anchor="middle",
                paint="axis",
            )
            end = x(number) + half


def _draw_goal_name(canvas: Canvas, spec: DotRange, words: Words, x: Scale) -> float:
    """Write the goal above its line, within the picture; return where the rows begin."""
    if spec.goal is None:
        return 6.0
    text = shorten(words.goal_text(spec.goal.value, spec.goal.by), SIZE, canvas.width, bold=True)
    wide = width_of(text, SIZE, bold=True)
    left = min(max(x(spec.goal.value) - wide / 2, 0.0), canvas.width - wide)
    canvas.text((left, 16), text, size=SIZE, paint="goal", bold=True)
    return 26.0


def _named(group: Category, width: float) -> list[str]:
    return wrap(group.name, SIZE, width, most=_MOST_LINES, bold=True)


def _draw_row(
    canvas: Canvas, group: Category, words: Words, x: Scale, place: tuple[float, float, float]
) -> None:
    top, row, names = place
    y = top + row / 2 if names else top + row - 18
    lines = _named(group, names or canvas.width)
    for number, line in enumerate(lines):
        shift = number - (len(lines) - 1) / (2 if names else 1)
        base = y + SIZE * 0.34 if names else y - 20
        canvas.text((0, base + shift * LINE), line, size=SIZE, bold=True)
    if group.value is None:
        canvas.text(
            (x.start + 8, y + SIZE * 0.34), words.absence(group.state), size=SIZE, paint="soft"
        )
        return
    if group.low is not None and group.high is not None:
        canvas.line((x(group.low), y), (x(group.high), y), "band", wide=9)
        for end in (x(group.low), x(group.high)):
            canvas.line((end, y - 6), (end, y + 6), "main", wide=1.5)
    canvas.dot(x(group.value), y, "main", radius=6, hollow=group.caution)
    canvas.text(
        (canvas.width, y + SIZE * 0.36),
        words.value(group.value),
        size=SIZE + 2,
        anchor="end",
        bold=True,
    )


def _draw_gap(canvas: Canvas, spec: DotRange, x: Scale, top: float) -> float:
    """Draw a bracket from the lowest dot to the highest, with the gap said below it."""
    values = [group.value for group in spec.categories if group.value is not None]
    if len(values) < 2:
        return top
    start, end = x(min(values)), x(max(values))
    canvas.line((start, top), (end, top), "ink", wide=2)
    for edge in (start, end):
        canvas.line((edge, top - 6), (edge, top + 1), "ink", wide=2)
    lines = wrap(spec.gap, SIZE + 2, canvas.width, most=3, bold=True)
    wide = max(width_of(line, SIZE + 2, bold=True) for line in lines)
    left = min(max((start + end) / 2 - wide / 2, 0.0), canvas.width - wide)
    for number, line in enumerate(lines):
        canvas.text((left, top + 22 + number * 20), line, size=SIZE + 2, bold=True)
    return top + 10 + len(lines) * 20


def _keys(groups: tuple[Category, ...], words: Words) -> list[Key]:
    keys = []
    if any(group.low is not None and group.high is not None for group in groups):
        keys.append(Key("range", words.interval))
    if any(group.caution for group in groups):
        keys.append(Key("caution", words.caution))
    return keys
