"""The scales at the edges of a plot."""

import re
from collections.abc import Callable

from longtable.core.charts.canvas import Canvas
from longtable.core.charts.letters import shorten, width_of
from longtable.core.charts.scales import Scale

# Decimals that say nothing: "50.0%" is "50%", if that holds for every number of a scale.
_NEEDLESS = re.compile(r"(?<=\d)[.,]0{1,2}(?!\d)")


def written(values: list[float], write: Callable[[float], str]) -> list[str]:
    """Return the numbers of a scale as text, without decimals where none of them needs any."""
    texts = [write(value) for value in values]
    return [_NEEDLESS.sub("", one) for one in texts] if all(map(_NEEDLESS.search, texts)) else texts


def draw_values(
    canvas: Canvas,
    values: list[float],
    y: Scale,
    write: Callable[[float], str],
    span: tuple[float, float],
    size: float,
) -> None:
    """Draw a level line for each value, its number at the left; zero is drawn darker."""
    start, end = span
    texts = written(values, write)
    wide = max(width_of(text, size) for text in texts)
    for value, text in zip(values, texts, strict=True):
        height = y(value)
        canvas.line((start + wide + 8, height), (end, height), "quiet" if value == 0 else "grid")
        canvas.text(
            (start + wide, height + size * 0.34),
            text,
            size=size,
            anchor="end",
            paint="axis",
        )


def draw_periods(
    canvas: Canvas, periods: list[tuple[float, str]], x: Scale, top: float, size: float
) -> float:
    """Write as many periods as fit, the first and the last always; return the foot."""
    for at, words in _that_fit(periods, x, size, canvas.width):
        place = x(at)
        canvas.line((place, top - 6), (place, top), "quiet")
        left, right = _span(place, words, size, canvas.width)
        canvas.text(
            ((left + right) / 2, top + size * 1.2),
            words,
            size=size,
            anchor="middle",
            paint="axis",
        )
    return top + size * 1.5


def _that_fit(
    periods: list[tuple[float, str]], x: Scale, size: float, width: float
) -> list[tuple[float, str]]:
    """Return the last period and, from the first on, each whose label touches no other."""
    cut = [(at, shorten(words, size, width / 3)) for at, words in periods]
    end = _span(x(cut[-1][0]), cut[-1][1], size, width)[0]
    kept, edge = [], -1e9
    for at, words in cut[:-1]:
        left, right = _span(x(at), words, size, width)
        if left >= edge + 12 and right + 12 <= end:
            kept.append((at, words))
            edge = right
    return [*kept, cut[-1]]


def _span(place: float, words: str, size: float, width: float) -> tuple[float, float]:
    half = width_of(words, size) / 2
    left = min(max(place - half, 1.0), width - 2 * half - 1)
    return left, left + 2 * half
