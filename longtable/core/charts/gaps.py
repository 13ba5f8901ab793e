"""What a trend does not say: periods without a value, and breaks, each with its word."""

from dataclasses import dataclass, replace

from longtable.core.charts.canvas import Canvas
from longtable.core.charts.letters import Box, shorten, width_of
from longtable.core.charts.scales import Scale
from longtable.core.charts.spec import Series
from longtable.core.charts.words import Words


@dataclass(frozen=True, slots=True)
class Notice:
    """A stretch of time (or a moment, for a break) with its word, and the lane it stands in."""

    start: float
    end: float
    words: str
    is_break: bool
    lane: int = 0
    left: float = 0.0


def gaps(series: Series, words: Words) -> list[Notice]:
    """Return the gaps and breaks of a series in the order of time; neighbors of a kind are one."""
    found: list[Notice] = []
    points = series.points
    for index, point in enumerate(points):
        before = points[index - 1].at if index else point.at
        if point.break_before and index:
            moment = (before + point.at) / 2
            found.append(Notice(moment, moment, point.break_before, is_break=True))
        if point.value is None:
            after = points[index + 1].at if index + 1 < len(points) else point.at
            start, end = (before + point.at) / 2, (point.at + after) / 2
            word = words.absence(point.state)
            last = found[-1] if found else None
            if last and not last.is_break and last.words == word and last.end == start:
                found[-1] = replace(last, end=end)
            else:
                found.append(Notice(start, end, word, is_break=False))
    return found


def lanes(notices: list[Notice], x: Scale, size: float, span: tuple[float, float]) -> list[Notice]:
    """Give each notice a lane above the plot in which its word touches no other."""
    ends: list[float] = []
    placed = []
    low, high = span
    for one in notices:
        word = shorten(one.words, size, high - low, bold=one.is_break)
        wide = width_of(word, size, bold=one.is_break)
        middle = (x(one.start) + x(one.end)) / 2
        left = min(max(middle - wide / 2, low), high - wide)
        lane = next((n for n, end in enumerate(ends) if end + 10 <= left), len(ends))
        ends[lane : lane + 1] = [left + wide]
        placed.append(replace(one, words=word, lane=lane, left=left))
    return placed


def draw_notices(
    canvas: Canvas, notices: list[Notice], x: Scale, span: tuple[float, float], size: float
) -> None:
    """Draw gaps as an empty, shaded stretch and breaks as a dashed line, each with its word."""
    top, bottom = span
    for one in notices:
        if not one.is_break:
            middle, half = (x(one.start) + x(one.end)) / 2, max(x(one.end) - x(one.start), 10) / 2
            canvas.rect(Box(middle - half, top, middle + half, bottom), "quiet-band")
    for one in notices:
        _draw_stem(canvas, one, (x(one.start) + x(one.end)) / 2, (_height(one, top, size), span))
    for one in notices:
        place = (one.left, _height(one, top, size))
        canvas.text(place, one.words, size=size, paint="soft", bold=one.is_break)


def _height(one: Notice, top: float, size: float) -> float:
    return top - 12 - one.lane * size * 1.5


def _draw_stem(
    canvas: Canvas, one: Notice, middle: float, place: tuple[float, tuple[float, float]]
) -> None:
    """Tie a word to its break or its gap."""
    baseline, (top, bottom) = place
    if one.is_break:
        for shift in (-2.5, 2.5):
            start, end = (middle + shift, baseline + 5), (middle + shift, bottom)
            canvas.line(start, end, "soft", wide=1.2, dash="break")
    elif one.lane:
        canvas.line((middle, baseline + 5), (middle, top), "quiet", wide=1.0, dash="leader")
