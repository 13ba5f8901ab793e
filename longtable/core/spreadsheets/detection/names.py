"""Names of columns out of one or several header rows."""

import itertools
import re

from longtable.core.spreadsheets import cells
from longtable.core.spreadsheets.detection.area import Area
from longtable.core.spreadsheets.sheets import column_letter

LONGEST = 160


def column_names(area: Area, headers: list[int], columns: list[int]) -> list[str]:
    """Return a name for each column; header rows are joined from the top by ": ".

    A head that spans columns is carried to the right: over its merged cells where the file says
    so, else up to the next head, and the last no wider than the others where those are alike.
    """
    if not headers:
        return [f"Column {column_letter(at + 1)}" for at in columns]
    levels = [_spread(area, row, columns, last=row == headers[-1]) for row in headers]
    levels = [_nicer(level, levels[at + 1 :]) for at, level in enumerate(levels)]
    return [
        _join([level[position] for level in levels]) or f"Column {column_letter(at + 1)}"
        for position, at in enumerate(columns)
    ]


def _spread(area: Area, row: int, columns: list[int], *, last: bool) -> list[str]:
    """Return the text over each column in one header row, spanning heads carried right."""
    texts = [_tidy(cells.clean(area.rows[row][at])) for at in columns]
    merged = {
        at: _tidy(cells.clean(area.rows[a][b]))
        for a, b, c, d in area.sheet.merged
        if a <= row <= c and (d > b or row == a)
        for at in range(b, d + 1)
    }
    texts = [text or merged.get(at, "") for text, at in zip(texts, columns, strict=True)]
    spanning = any(a <= row <= c and d > b for a, b, c, d in area.sheet.merged)
    return texts if last or spanning else _carried(texts)


def _carried(texts: list[str]) -> list[str]:
    starts = [at for at, text in enumerate(texts) if text]
    gaps = [b - a for a, b in itertools.pairwise(starts)]
    spans = [gap for gap in gaps if gap > 1]
    if starts and not spans and len(starts) > 2:
        return texts
    usual = spans[-1] if spans and len(set(spans)) == 1 else len(texts)
    carried = list(texts)
    for start, gap in zip(starts, [*gaps, usual], strict=True):
        for at in range(start + 1, min(start + gap, len(texts))):
            carried[at] = texts[start]
    return carried


def _nicer(level: list[str], below: list[list[str]]) -> list[str]:
    """Take the spelling of the lower row where it repeats the head with its spaces."""
    nicer: dict[str, str] = {}
    for lower in below:
        for head, text in zip(level, lower, strict=True):
            start = _repeated(head, text)
            if start:
                nicer[head] = text[:start].strip(" :-–")
    return [nicer.get(head, head) for head in level]


def _repeated(head: str, text: str) -> int:
    """Return where in `text` the letters of `head` end, 0 when it does not begin with them."""
    letters = [c for c in head.lower() if c.isalnum() or c in "&%#"]
    at = 0
    for position, character in enumerate(text.lower()):
        if at == len(letters):
            return position if letters and len(text) > position else 0
        if character.isalnum() or character in "&%#":
            if character != letters[at]:
                return 0
            at += 1
    return len(text) if letters and at == len(letters) else 0


def _join(parts: list[str]) -> str:
    joined: list[str] = []
    for part in parts:
        if not part or part in joined:
            continue
        start = _repeated(joined[-1], part) if joined else 0
        rest = (
            part[start:].strip(" :-–")
            if start and not part[start - 1 : start + 1].isalpha()
            else part
        )
        if rest:
            joined.append(rest)
    return ": ".join(joined)


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
