"""Tables side by side: empty columns that part a sheet."""

from longtable.core.spreadsheets.detection.area import Area
from longtable.core.spreadsheets.sheets import Sheet

MOST_ROWS = 20_000


def bands(sheet: Sheet, decimal: str) -> list[Area]:
    """Return the parts of a sheet, left to right, that hold tables of their own.

    An empty column parts two tables only where the right part begins with a column of labels
    under a header of its own; otherwise it is a gap inside one table.
    """
    whole = Area(sheet, 0, sheet.width, decimal)
    if len(sheet.rows) > MOST_ROWS or sheet.width < 4:
        return [whole]
    pieces = _pieces(sheet)
    if len(pieces) < 2:
        return [whole]
    areas = [Area(sheet, *pieces[0], decimal)]
    for left, right in pieces[1:]:
        piece = Area(sheet, left, right, decimal)
        if _stands_alone(piece) and _stands_alone(areas[-1]):
            areas.append(piece)
        else:
            areas[-1] = Area(sheet, areas[-1].left, right, decimal)
    return [
        Area(sheet, 0 if not at else area.left, area.right, decimal)
        for at, area in enumerate(areas)
    ]


def _pieces(sheet: Sheet) -> list[tuple[int, int]]:
    used = [any(cell not in ("", None) for cell in column) for column in zip(*sheet.rows)]  # noqa: B905
    pieces: list[tuple[int, int]] = []
    start = None
    for at, filled in enumerate([*used, False]):
        if filled and start is None:
            start = at
        elif not filled and start is not None:
            pieces.append((start, at))
            start = None
    return pieces


def _stands_alone(area: Area) -> bool:
    """A part with labels first, numbers after, and at least three rows of both."""
    if area.right - area.left < 2:
        return False
    rows = [row for row, count in enumerate(area.counts()) if count >= 2][:200]
    if len(rows) < 3:
        return False
    first = [area.letter(row, area.left) for row in rows]
    others = "".join(
        area.letter(row, at) for row in rows[1:] for at in range(area.left + 1, area.right)
    )
    labels = sum(letter in "tyc" for letter in first)
    heads = [area.letter(rows[0], at) for at in range(area.left, area.right)]
    headed = all(letter in "tybcw" for letter in heads) and heads.count("b") <= 1
    return 2 * labels > len(first) and headed and "n" in others
