"""The few marks that a direct label can not explain, below the picture."""

from dataclasses import dataclass

from longtable.core.charts.canvas import Canvas
from longtable.core.charts.letters import Box, shorten, width_of


@dataclass(frozen=True, slots=True)
class Key:
    """A mark and what it means: band, range, path, goal, or caution."""

    mark: str
    words: str


def draw_legend(canvas: Canvas, keys: list[Key], left: float, top: float, size: float) -> float:
    """Write the keys in as many rows as they need; return the foot."""
    x, y = left, top
    for key in keys:
        words = shorten(key.words, size, canvas.width - left - 34)
        wide = 34 + width_of(words, size)
        if x > left and x + wide > canvas.width:
            x, y = left, y + size * 1.6
        _draw_mark(canvas, key.mark, x, y + size * 0.5)
        canvas.text((x + 30, y + size * 0.85), words, size=size, paint="soft")
        x += wide + 16
    return y + (size * 1.3 if keys else 0.0)


def _draw_mark(canvas: Canvas, mark: str, x: float, y: float) -> None:
    if mark == "band":
        canvas.rect(Box(x, y - 6, x + 22, y + 6), "band")
        canvas.line((x, y), (x + 22, y), "main", wide=3.0)
    elif mark == "range":
        canvas.line((x, y), (x + 22, y), "band", wide=9.0)
        for end in (x, x + 22):
            canvas.line((end, y - 6), (end, y + 6), "main", wide=1.5)
    elif mark == "caution":
        canvas.dot(x + 11, y, "main", hollow=True)
    else:
        canvas.line((x, y), (x + 22, y), "goal", wide=2.0, dash=mark)
