"""A spec as all that a page or a document needs of it."""

from dataclasses import dataclass

from longtable.core.charts.canvas import Canvas
from longtable.core.charts.datasets import Row, header, rows
from longtable.core.charts.multiples import draw_small_multiples
from longtable.core.charts.needle import draw_needle
from longtable.core.charts.ranges import draw_bars, draw_dot_range
from longtable.core.charts.spec import Bars, Chart, DotRange, Needle, SmallMultiples
from longtable.core.charts.strip import draw_strip
from longtable.core.charts.words import Words

WIDE, NARROW = 720, 360


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in both widths, and the same numbers in rows."""

    key: str
    title: str
    note: str
    wide: str
    narrow: str
    header: Row
    rows: tuple[Row, ...]


def picture(spec: Chart, words: Words) -> Picture:
    """Return the picture for a page: its colors come from the page's style sheet."""
    return Picture(
        spec.key,
        spec.title,
        spec.note,
        svg(spec, words),
        svg(spec, words, width=NARROW),
        header(spec, words),
        tuple(rows(spec, words)),
    )


def svg(spec: Chart, words: Words, *, width: int = WIDE, literal: bool = False) -> str:
    """Return the SVG, `width` units wide (720 or 360; text is 14 units or larger).

    `literal` writes colors and fonts into it: for downloads, mail and documents.
    """
    return draw(spec, words, width=width, literal=literal).finish(
        spec.key, spec.title, spec.description
    )


def draw(spec: Chart, words: Words, *, width: int = WIDE, literal: bool = False) -> Canvas:
    """Return the drawn canvas, which knows where all its text stands."""
    canvas = Canvas(width, literal=literal)
    match spec:
        case Needle():
            draw_needle(spec, words, canvas)
        case SmallMultiples():
            draw_small_multiples(spec, words, canvas)
        case DotRange():
            draw_dot_range(spec, words, canvas)
        case Bars():
            draw_bars(spec, words, canvas)
        case _:
            draw_strip(spec, words, canvas)
    return canvas
