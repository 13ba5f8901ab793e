"""What leads to what, as a tree: side by side where there is room, indented on a phone."""

from dataclasses import dataclass
from itertools import pairwise

from longtable.core.charts.canvas import Canvas
from longtable.core.charts.letters import Box, wrap

SIZE, LINE, AIR = 14.0, 18.0, 10.0
LEVELS = 4
INDENT = 22.0
NARROW = 480


@dataclass(frozen=True, slots=True)
class Branch:
    """A thing on one of four levels, what stands under it, and whether it hangs loose."""

    level: int
    text: str
    below: tuple["Branch", ...] = ()
    is_loose: bool = False


def draw_branches(
    branches: list[Branch], key: str, title: str, description: str, *, width: int
) -> str:
    """Return the tree as SVG, `width` units wide; text is 14 units."""
    canvas = Canvas(width, literal=False)
    top = 8.0
    for branch in branches:
        if width < NARROW:
            top, _ = _indented(canvas, branch, top)
        else:
            top = _beside(canvas, branch, top)[0] + AIR
    canvas.height = top
    return canvas.finish(key, title, description)


def _beside(canvas: Canvas, branch: Branch, top: float) -> tuple[float, float]:
    """Draw a branch with those below it to its right; return its end and its middle."""
    column = (canvas.width - 12) / LEVELS
    left = 4 + branch.level * column
    room = column - 28
    lines = wrap(branch.text, SIZE, room - 16, most=4)
    height = len(lines) * LINE + 12
    end, middles = top, []
    for child in branch.below:
        end, middle = _beside(canvas, child, end)
        middles.append((middle, child.level))
    middle = (middles[0][0] + middles[-1][0]) / 2 if middles else top + height / 2
    start = max(top, middle - height / 2)
    middle = start + height / 2
    for other, level in middles:
        elbow = left + room + 12
        stop = 4 + level * column
        points = [(left + room, middle), (elbow, middle), (elbow, other), (stop, other)]
        canvas.path(points, "quiet", wide=1.5)
    _box(canvas, branch, lines, Box(left, start, left + room, start + height))
    return max(end, start + height + AIR), middle


def _indented(canvas: Canvas, branch: Branch, top: float) -> tuple[float, float]:
    """Draw a branch with those below it indented under it; return its end and its middle."""
    left = 4 + branch.level * INDENT
    right = canvas.width - 4
    lines = wrap(branch.text, SIZE, right - left - 16, most=4)
    height = len(lines) * LINE + 12
    end = top + height + AIR
    for child in branch.below:
        trunk = left + INDENT / 2
        begun = end
        end, middle = _indented(canvas, child, begun)
        stop = 4 + child.level * INDENT
        canvas.path([(trunk, top + height), (trunk, middle), (stop, middle)], "quiet", wide=1.5)
    _box(canvas, branch, lines, Box(left, top, right, top + height))
    return end, top + height / 2


def _box(canvas: Canvas, branch: Branch, lines: list[str], box: Box) -> None:
    corners = [
        (box.left, box.top),
        (box.right, box.top),
        (box.right, box.bottom),
        (box.left, box.bottom),
        (box.left, box.top),
    ]
    canvas.rect(box, "paper", corner=3)
    for start, stop in pairwise(corners):
        paint, dash = ("main", "break") if branch.is_loose else ("quiet", "")
        canvas.line(start, stop, paint, wide=1.5, dash=dash)
    for number, line in enumerate(lines):
        place = (box.left + 8, box.top + 6 + (number + 0.78) * LINE)
        canvas.text(place, line, size=SIZE, bold=branch.level == 0)
