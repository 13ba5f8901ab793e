"""How wide text is, so that nothing overlaps, and where it breaks."""

from dataclasses import dataclass

# Widths in em, those of DejaVu Sans and Verdana: the widest of the sans-serif fonts that today's
# systems come with, so that text fits whichever of them a reader has.
_NARROW, _THIN = set("iljI.,:;'|!’‘·"), set("frt()[]/-* ")
_WIDE, _SIGNS = set("mwMW%@—…"), set("+−=±<>≤≥~")
_BOLD = 1.12  # how much wider bold text is


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that text fills, in user units; y grows downward."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Whether two rectangles share more than an edge."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text in user units, rather too wide than too narrow."""
    return sum(map(_em, text)) * size * (_BOLD if bold else 1.0)


def wrap(text: str, size: float, width: float, *, most: int = 3, bold: bool = False) -> list[str]:
    """Break text into at most `most` lines of at most `width`; what does not fit ends in …"""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, size, bold=bold) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [shorten(line, size, width, bold=bold) for line in lines]


def shorten(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Return text, or its beginning and … where it is wider than `width`."""
    if width_of(text, size, bold=bold) <= width:
        return text
    while text and width_of(text + "…", size, bold=bold) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def fitting(text: str, largest: float, smallest: float, width: float) -> float:
    """Return the largest size up to `largest` at which bold text fits, and at least `smallest`."""
    return max(
        smallest, min(largest, largest * width / max(width_of(text, largest, bold=True), 1.0))
    )


def place(wanted: list[float], heights: list[float], low: float, high: float) -> list[float]:
    """Return centers as near to those wanted as can be without overlap, in the same order.

    Boxes keep the order of `wanted`. They stay within `low` and `high` while they fit there;
    more of them than fit run past `high`. Method: isotonic least squares by pooling adjacent
    violators, after taking away the room that the boxes above need.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    pools: list[tuple[float, int]] = []
    room = 0.0
    for index in order:
        pools.append((wanted[index] - room - heights[index] / 2, 1))
        room += heights[index]
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (second, m), (first, n) = pools.pop(), pools.pop()
            pools.append(((first * n + second * m) / (n + m), n + m))
    tops = [top for top, members in pools for _ in range(members)]
    placed, above = [0.0] * len(wanted), 0.0
    for top, index in zip(tops, order, strict=True):
        start = max(low, min(top, high - room))
        placed[index] = start + above + heights[index] / 2
        above += heights[index]
    return placed


def _em(letter: str) -> float:
    if letter in _NARROW:
        return 0.34
    if letter in _THIN:
        return 0.41
    if letter in _WIDE:
        return 1.0
    if letter in _SIGNS:
        return 0.84
    if letter.isupper():
        return 0.78
    return 0.64 if ord(letter) < 0x2E80 else 1.05
