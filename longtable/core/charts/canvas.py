"""Shapes and text as SVG: colored by the page's style sheet, or by literal colors."""

import re
from html import escape

from longtable.core.charts.letters import Box, width_of

# Paints by name: the page's token of that name (`--lt-plot-…`), and its color on white paper
# where there is no style sheet: in downloads, mail and documents.
PAINTS = {
    "ink": "#211c15",
    "soft": "#5c5143",
    "axis": "#5c5143",
    "main": "#a5441a",
    "band": "#eec9ab",
    "goal": "#1b5443",
    "quiet": "#8c8170",
    "quiet-band": "#ebe2d2",
    "faint": "#cbbfa9",
    "grid": "#e7ddcb",
    "paper": "#fffdf8",
}
FONT = (
    "-apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, system-ui, "
    "'Newsreader Display', sans-serif"
)
LARGE = 18.0  # from here on text is set in the display face, which is narrower
DISPLAY = "'Newsreader Display', Newsreader, Georgia, serif"
DASHES = {"goal": "7 5", "path": "1.5 5", "break": "3 4", "leader": "1 3"}
# What XML cannot hold: control characters and halves of surrogate pairs.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Canvas:
    """Collects shapes, and the boxes of all text, in user units from the top left corner."""

    def __init__(self, width: float, *, literal: bool) -> None:
        self.width, self.height, self.literal = width, 0.0, literal
        self.boxes: list[tuple[str, Box]] = []
        self._parts: list[str] = []

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        paint: str,
        *,
        wide: float = 1.0,
        dash: str = "",
    ) -> None:
        """Draw a straight line."""
        (x, y), (u, v) = start, end
        self._parts.append(
            f'<line x1="{_n(x)}" y1="{_n(y)}" x2="{_n(u)}" y2="{_n(v)}" '
            f"{self._stroke(paint, wide, dash)}/>"
        )

    def path(
        self, points: list[tuple[float, float]], paint: str, *, wide: float = 2.0, dash: str = ""
    ) -> None:
        """Draw a line through points."""
        route = "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
        self._parts.append(
            f'<path d="M{route}" fill="none" stroke-linejoin="round" stroke-linecap="round" '
            f"{self._stroke(paint, wide, dash)}/>"
        )

    def area(self, points: list[tuple[float, float]], paint: str) -> None:
        """Fill the area between points."""
        route = "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
        self._parts.append(f'<path d="M{route}Z" {self._fill(paint)}/>')

    def rect(self, box: Box, paint: str, *, corner: float = 0.0) -> None:
        """Fill a rectangle."""
        wide, tall = max(0.0, box.right - box.left), max(0.0, box.bottom - box.top)
        self._parts.append(
            f'<rect x="{_n(box.left)}" y="{_n(box.top)}" width="{_n(wide)}" height="{_n(tall)}" '
            f'rx="{_n(corner)}" {self._fill(paint)}/>'
        )

    def dot(
        self, x: float, y: float, paint: str, *, radius: float = 4.0, hollow: bool = False
    ) -> None:
        """Draw a round mark; hollow ones carry an exclamation mark: use with care."""
        fill = self._fill("paper" if hollow else paint)
        edge = self._stroke(paint if hollow else "paper", 2.0 if hollow else 1.5, "")
        radius = max(radius, 6.5) if hollow else radius
        body = f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" {_merge(fill, edge)}/>'
        self._parts.append(body)
        if hollow:
            self.line((x, y - 3.6), (x, y + 0.6), paint, wide=2.0)
            self.line((x, y + 2.6), (x, y + 4), paint, wide=2.0)

    def dots(self, places: list[tuple[float, float]], paint: str, *, radius: float) -> None:
        """Draw many plain round marks as one shape, which keeps a page small."""
        route = "".join(f"M{_n(x)} {_n(y)}h0" for x, y in places)
        self._parts.append(
            f'<path d="{route}" fill="none" stroke-linecap="round" '
            f"{self._stroke(paint, 2 * radius, '')}/>"
        )

    def text(
        self,
        place: tuple[float, float],
        words: str,
        *,
        size: float = 14.0,
        anchor: str = "start",
        paint: str = "ink",
        bold: bool = False,
    ) -> None:
        """Write one line of text with its baseline at `place`, on a halo of paper.

        `anchor` is start, middle or end. The paint "axis" is for the numbers of a scale, which
        are no data.
        """
        x, y = place
        wide = width_of(words, size, bold=bold)
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        self.boxes.append((words, Box(left, y - size * 0.8, left + wide, y + size * 0.22)))
        weight = ' font-weight="650"' if bold else ""
        place_at = "" if anchor == "start" else f' text-anchor="{anchor}"'
        look = _merge(self._fill(paint), self._stroke("paper", 4.0, ""))
        if size >= LARGE:
            look = self._display(look)
        self._parts.append(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}"{weight}{place_at} '
            f'paint-order="stroke" stroke-linejoin="round" {look}>{clean(words)}</text>'
        )

    def finish(self, key: str, title: str, description: str) -> str:
        """Return the whole SVG element with its title and description."""
        style = f' font-family="{FONT}"' if self.literal else ""
        paper = ""
        if self.literal:
            paper = (
                f'<rect width="{_n(self.width)}" height="{_n(self.height)}" {self._fill("paper")}/>'
            )
        name = re.sub(r"[^A-Za-z0-9-]+", "-", key) + f"-{int(self.width)}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" '
            f'viewBox="0 0 {_n(self.width)} {_n(self.height)}" '
            f'width="{_n(self.width)}" height="{_n(self.height)}" direction="ltr"{style} '
            f'aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{clean(title)}</title>'
            f'<desc id="{name}-d">{clean(description)}</desc>{paper}{"".join(self._parts)}</svg>'
        )

    def _display(self, look: str) -> str:
        if self.literal:
            return f'{look} font-family="{DISPLAY}"'
        return look.replace('class="', 'class="lt-display ')

    def _fill(self, paint: str) -> str:
        return f'fill="{PAINTS[paint]}"' if self.literal else f'class="lt-fill-{paint}"'

    def _stroke(self, paint: str, wide: float, dash: str) -> str:
        color = f'stroke="{PAINTS[paint]}"' if self.literal else f'class="lt-line-{paint}"'
        dashes = f' stroke-dasharray="{DASHES[dash]}"' if dash else ""
        return f'{color} stroke-width="{_n(wide)}"{dashes}'


def clean(words: str) -> str:
    """Return text that is safe in XML, with what XML cannot hold left out."""
    return escape(_FORBIDDEN.sub("", words))


def _merge(fill: str, stroke: str) -> str:
    """Join two looks into one, since an element has one class attribute."""
    return re.sub(r'class="([^"]+)" class="([^"]+)"', r'class="\1 \2"', f"{fill} {stroke}")


def _n(number: float) -> str:
    return f"{round(number, 1):g}" if abs(number) < 1e5 else f"{number:.0f}"
