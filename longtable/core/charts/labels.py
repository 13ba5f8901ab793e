"""Labels beside what they name: a column of them, none over another."""

from dataclasses import dataclass

from longtable.core.charts.canvas import Canvas
from longtable.core.charts.letters import fitting, place, wrap

HEAD = 28.0  # the room of a large head


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text that would like to stand at height `y`, perhaps below a large `head`."""

    y: float
    lines: tuple[str, ...]
    paint: str = "ink"
    size: float = 14.0
    bold: bool = False
    head: str = ""
    head_size: float = HEAD
    tied: bool = True

    @property
    def height(self) -> float:
        """The room that the label takes, with a little air."""
        return len(self.lines) * self.size * 1.22 + 6 + (HEAD if self.head else 0.0)


def label(
    y: float, text: str, *, width: float, size: float, paint: str = "ink", head: str = ""
) -> Label:
    """Return a label whose text is broken to fit a column of `width`; quiet ones are not bold."""
    bold = paint != "soft"
    lines = tuple(wrap(text, size, width, most=6, bold=bold))
    large = fitting(head, HEAD, size, width)
    return Label(y, lines, paint, size, bold, head, large, tied=paint != "ink")


def needed(labels: list[Label]) -> float:
    """Return the height that a column of labels needs."""
    return sum(one.height for one in labels)


def draw_column(
    canvas: Canvas, labels: list[Label], x: float, *, low: float, high: float, tie_from: float
) -> None:
    """Write labels in a column at `x`, as near as can be to where they would like to stand.

    A label that had to move away is tied to its place by a thin line from `tie_from`.
    """
    centers = place([one.y for one in labels], [one.height for one in labels], low, high)
    for one, center in zip(labels, centers, strict=True):
        if one.tied and abs(center - one.y) > 12:
            canvas.line((tie_from, one.y), (x - 4, center), "quiet", wide=1.0, dash="leader")
        top = center - one.height / 2 + 3
        if one.head:
            canvas.text((x, top + 22), one.head, size=one.head_size, paint=one.paint, bold=True)
            top += HEAD
        for number, line in enumerate(one.lines):
            baseline = top + (number + 0.8) * one.size * 1.22
            canvas.text((x, baseline), line, size=one.size, paint=one.paint, bold=one.bold)
