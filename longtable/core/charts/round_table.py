"""A round table from above: one chair per seat, and the community as a ring around it."""

from dataclasses import dataclass
from math import cos, pi, sin

from longtable.core.charts.canvas import Canvas
from longtable.core.charts.letters import Box, wrap
from longtable.core.charts.picture import NARROW, WIDE, Picture

PAINTS = ("main", "goal", "quiet", "ink", "band", "faint", "soft")
RING_PAINTS = ("faint", "quiet-band", "band")
LINE = 22.0
SIZE = 14.0


@dataclass(frozen=True, slots=True)
class Chair:
    """A seat: to which group it belongs, what it is called, and what is said of it in the rows."""

    name: str
    group: str
    is_empty: bool = False
    said: str = ""


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the community: its share, from 0 to 1, and the share as it is written."""

    name: str
    share: float
    written: str


@dataclass(frozen=True, slots=True)
class RoundTable:
    """The picture. Groups stand in the order in which they first have a chair.

    `seats_word` stands under their number in the middle; `empty_word` in the legend; `header`
    names the columns of the rows: chair, group, who sits there.
    """

    key: str
    title: str
    description: str
    chairs: tuple[Chair, ...]
    seats_word: str
    empty_word: str
    header: tuple[str, str, str]
    ring: tuple[Slice, ...] = ()
    ring_name: str = ""
    note: str = ""

    @property
    def groups(self) -> tuple[str, ...]:
        """Return the groups that have a chair, each once."""
        return tuple(dict.fromkeys(chair.group for chair in self.chairs))


def round_table(spec: RoundTable) -> Picture:
    """Return the picture for a page in both widths, with rows that say the same."""
    return Picture(
        spec.key,
        spec.title,
        spec.note,
        round_table_svg(spec),
        round_table_svg(spec, width=NARROW),
        spec.header,
        tuple((one.name, one.group, one.said) for one in spec.chairs)
        + tuple((one.name, spec.ring_name, one.written) for one in spec.ring),
    )


def round_table_svg(spec: RoundTable, *, width: int = WIDE, literal: bool = False) -> str:
    """Return the SVG, `width` units wide (720 or 360)."""
    return draw_round_table(spec, width=width, literal=literal).finish(
        spec.key, spec.title, spec.description
    )


def draw_round_table(spec: RoundTable, *, width: int = WIDE, literal: bool = False) -> Canvas:
    """Return the drawn canvas: the table, and its legend beside it or, on a phone, below."""
    canvas = Canvas(width, literal=literal)
    center = (178.0, 178.0)
    _ring(spec, canvas, center)
    _table(spec, canvas, center)
    _chairs(spec, canvas, center)
    beside = width > 500
    foot = _legend(spec, canvas, (392.0, 34.0) if beside else (14.0, 386.0))
    canvas.height = max(360.0, foot) if beside else foot
    return canvas


def letter(place: int) -> str:
    """Return the letter that a group goes by, so that nothing is told by color alone."""
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place % 26]


def _at(center: tuple[float, float], radius: float, turn: float) -> tuple[float, float]:
    """Return a place by its turn around the table: 0 is at the top, 1 is there again."""
    angle = 2 * pi * turn - pi / 2
    return center[0] + radius * cos(angle), center[1] + radius * sin(angle)


def _band(
    center: tuple[float, float], radii: tuple[float, float], turns: tuple[float, float]
) -> list[tuple[float, float]]:
    """Return the outline of a part of a ring."""
    (inner, outer), (start, end) = radii, turns
    steps = max(2, round((end - start) * 120))
    way = [start + (end - start) * i / steps for i in range(steps + 1)]
    return [_at(center, outer, t) for t in way] + [_at(center, inner, t) for t in reversed(way)]


def _ring(spec: RoundTable, canvas: Canvas, center: tuple[float, float]) -> None:
    start = 0.0
    for place, one in enumerate(spec.ring):
        end = start + one.share
        gap = min(0.0025, one.share / 4)
        paint = RING_PAINTS[place % len(RING_PAINTS)]
        if place and place == len(spec.ring) - 1 and place % len(RING_PAINTS) == 0:
            paint = RING_PAINTS[1]  # the last part must not melt into the first
        canvas.area(_band(center, (156, 174), (start + gap, end - gap)), paint)
        if one.share >= 0.03:
            x, y = _at(center, 165, (start + end) / 2)
            canvas.text((x, y + 5), str(place + 1), size=SIZE, anchor="middle", bold=True)
        start = end


def _table(spec: RoundTable, canvas: Canvas, center: tuple[float, float]) -> None:
    x, y = center
    canvas.area(_band(center, (0, 80), (0, 1)), "quiet-band")
    canvas.path([_at(center, 80, i / 120) for i in range(121)], "faint", wide=1.5)
    canvas.text((x, y + 6), str(len(spec.chairs)), size=44, anchor="middle", bold=True)
    for row, words in enumerate(wrap(spec.seats_word, SIZE, 130, most=2)):
        canvas.text((x, y + 28 + 17 * row), words, size=SIZE, anchor="middle", paint="soft")


def _chairs(spec: RoundTable, canvas: Canvas, center: tuple[float, float]) -> None:
    many = len(spec.chairs)
    middle = 112.0
    radius = min(15.0, 0.82 * pi * middle / max(many, 1))
    for place, chair in enumerate(spec.chairs):
        turn = place / many
        group = spec.groups.index(chair.group)
        x, y = _at(center, middle, turn)
        half = radius * 1.15 / (2 * pi * (middle + radius))
        back = _band(center, (middle + radius + 2, middle + radius + 9), (turn - half, turn + half))
        paint = PAINTS[group % len(PAINTS)]
        if chair.is_empty:
            canvas.path([*back, back[0]], "soft", wide=1.2, dash="break")
            circle = [_at((x, y), radius - 1, i / 40) for i in range(41)]
            canvas.path(circle, "soft", wide=1.5, dash="break")
        else:
            canvas.area(back, paint)
            canvas.dot(x, y, paint, radius=radius)
            canvas.dot(x, y, "paper", radius=max(radius - 3, 5))
        size = SIZE if radius >= 11 else 12.0
        canvas.text(
            (x, y + size * 0.36),
            letter(group),
            size=size,
            anchor="middle",
            bold=True,
            paint="soft" if chair.is_empty else "ink",
        )


def _legend(spec: RoundTable, canvas: Canvas, start: tuple[float, float]) -> float:
    """Write what the letters and numbers stand for; return where it ends."""
    left, y = start
    room = canvas.width - left - 44
    for place, group in enumerate(spec.groups):
        chairs = [chair for chair in spec.chairs if chair.group == group]
        empty = sum(chair.is_empty for chair in chairs)
        paint = PAINTS[place % len(PAINTS)]
        canvas.rect(Box(left, y - 13, left + 6, y + 3), paint, corner=2)
        canvas.text((left + 14, y), letter(place), bold=True)
        words = f"{group}: {len(chairs)}"
        if empty:
            words += f" ({spec.empty_word}: {empty})"
        y = _lines(canvas, (left + 34, y), words, room)
    if spec.ring:
        y += 10
        for words in wrap(spec.ring_name, SIZE, room + 34, most=3, bold=True):
            canvas.text((left, y), words, bold=True)
            y += 18
        y += 4
        for place, one in enumerate(spec.ring):
            canvas.text((left + 14, y), str(place + 1), bold=True)
            y = _lines(canvas, (left + 34, y), f"{one.name}: {one.written}", room)
    return y


def _lines(canvas: Canvas, start: tuple[float, float], words: str, room: float) -> float:
    x, y = start
    for row in wrap(words, SIZE, room, most=2):
        canvas.text((x, y), row)
        y += 18
    return y + LINE - 18
