"""Many places as dots on one scale, one of them pointed out."""

from longtable.core.charts.axes import written
from longtable.core.charts.canvas import Canvas
from longtable.core.charts.letters import shorten, width_of
from longtable.core.charts.scales import Scale, ticks
from longtable.core.charts.spec import Category, Strip
from longtable.core.charts.words import Words

SIZE = 14.0


def draw_strip(spec: Strip, words: Words, canvas: Canvas) -> None:
    """Draw every place as a dot; dots that would cover each other stand above and below."""
    shown = sorted(
        (group for group in spec.categories if group.value is not None),
        key=lambda group: group.name != spec.highlighted,
    )
    if not shown:
        canvas.text((8, 34), words.nothing, size=16, paint="soft")
        canvas.height = 52
        return
    numbers = ticks([group.value for group in shown if group.value is not None], to_zero=0.15)
    half = max(width_of(words.value(number), SIZE) for number in numbers) / 2
    x = Scale(numbers[0], numbers[-1], max(half, 10.0), canvas.width - max(half, 10.0))
    radius = 4.5 if canvas.width > 500 else 3.2
    places = _swarm(shown, x, radius)
    tall = max(abs(rise) for _, rise in places) + radius
    middle = 34 + tall
    foot = middle + tall + 10
    end = -1e9
    for number, text in zip(numbers, written(numbers, words.value), strict=True):
        canvas.line((x(number), 30), (x(number), foot), "grid")
        edge = width_of(text, SIZE) / 2
        if x(number) - edge > end + 8:
            canvas.text(
                (x(number), foot + SIZE * 1.2),
                text,
                size=SIZE,
                anchor="middle",
                paint="axis",
            )
            end = x(number) + edge
    chosen = shown[0] if shown[0].name == spec.highlighted else None
    others = places[1:] if chosen else places
    canvas.dots([(left, middle + rise) for left, rise in others], "quiet", radius=radius)
    if chosen:
        left, rise = places[0]
        _draw_chosen(canvas, chosen, words, (left, middle + rise))
    canvas.height = _say_the_rest(canvas, spec, words, foot + SIZE * 1.6)


def _swarm(groups: list[Category], x: Scale, radius: float) -> list[tuple[float, float]]:
    """Return for each group its place and its rise above the middle, so that no dots overlap."""
    step, columns = 2 * radius + 0.6, dict[int, int]()
    found = []
    for group in groups:
        assert group.value is not None
        column = round(x(group.value) / step)
        rank = columns.get(column, 0)
        columns[column] = rank + 1
        side = 1 if rank % 2 else -1
        found.append((column * step, side * ((rank + 1) // 2) * step))
    return found


def _draw_chosen(canvas: Canvas, group: Category, words: Words, place: tuple[float, float]) -> None:
    x, y = place
    assert group.value is not None
    value = words.value(group.value)
    name = shorten(
        group.name, SIZE + 1, canvas.width - width_of(f"{value}  ", SIZE + 1, bold=True), bold=True
    )
    text = f"{name} {value}"
    wide = width_of(text, SIZE + 1, bold=True)
    left = min(max(x - wide / 2, 0.0), canvas.width - wide)
    canvas.line((x, 24), (x, y), "main", wide=2)
    canvas.dot(x, y, "main", radius=8)
    canvas.text((left, 18), text, size=SIZE + 1, paint="main", bold=True)


def _say_the_rest(canvas: Canvas, spec: Strip, words: Words, top: float) -> float:
    """Say how many places are not drawn, and why."""
    y = top
    for state in ("withheld", "masked", "missing"):
        count = sum(group.state == state for group in spec.categories)
        if count:
            y += SIZE * 1.5
            text = f"{words.count(count)} {words.absence(state)}"
            canvas.text((0, y), shorten(text, SIZE, canvas.width), size=SIZE, paint="soft")
    return y + 8
