"""What columns have to do with each other: which is whose percentage of what."""

from collections.abc import Sequence

from longtable.core.spreadsheets import cells
from longtable.core.spreadsheets.detection.area import Area, sample

ROWS = 60
MOST_COLUMNS = 60
FEWEST_ROWS = 3


def percent_triples(
    area: Area, rows: Sequence[int], *, counts: Sequence[int], percents: Sequence[int]
) -> list[tuple[int, int, int]]:
    """Return the columns (numerator, denominator, percent) that fit in at least 95 % of rows.

    Looked at in a sample of rows; the numerator must be nearest at the left of its percent.
    """
    if len(counts) < 2 or not percents or len(counts) > MOST_COLUMNS * 3:
        return []
    looked = [rows[at] for at in sample(range(len(rows)), most=ROWS)]
    numbers = {at: [_number(area, row, at) for row in looked] for at in {*counts, *percents}}
    found = []
    for percent in percents:
        pair = _pair(numbers, counts, percent)
        if pair:
            found.append((*pair, percent))
    return found


def _pair(
    numbers: dict[int, list[float | None]], counts: Sequence[int], percent: int
) -> tuple[int, int] | None:
    near = sorted(counts, key=lambda at: (abs(percent - at), at > percent))[:MOST_COLUMNS]
    for top in near:
        for bottom in sorted(counts, key=lambda at: (at > top, abs(top - at))):
            if (
                bottom != top
                and bottom != percent != top
                and _fits(numbers[top], numbers[bottom], numbers[percent])
            ):
                return top, bottom
    return None


def _fits(
    tops: list[float | None], bottoms: list[float | None], percents: list[float | None]
) -> bool:
    tried = fitted = distinct = 0
    for top, bottom, percent in zip(tops, bottoms, percents, strict=True):
        if top is None or percent is None or not bottom:
            continue
        tried += 1
        share = top / bottom
        fits = (
            abs(100 * share - percent) <= 0.51
            if percent > 1
            else (abs(share - percent) <= 0.005 or abs(100 * share - percent) <= 0.06)
        )
        fitted += fits
        distinct += fits and top not in (0, bottom)
        if tried - fitted > max(1, len(tops) // 20):
            return False
    return tried >= FEWEST_ROWS and 20 * fitted >= 19 * tried and distinct >= 2


def _number(area: Area, row: int, column: int) -> float | None:
    value = area.rows[row][column]
    if value == "" or value is None:
        return None
    cell = cells.understand(value, area.decimal)
    return cell.number if cell.kind == cells.NUMBER else None
