"""Rows that sum up others: by what they are called, and by what they hold."""

from collections.abc import Sequence

from longtable.core.spreadsheets import cells
from longtable.core.spreadsheets.detection.area import Area
from longtable.core.spreadsheets.detection.words import WHOLES, names_a_total
from longtable.core.spreadsheets.distinct import Codes

MOST_ROWS = 3_000
MOST_SHARE = 0.6
LEVELS = {"district", "school", "county", "city", "region", "place", "tract"}
LABEL_ROLES = {"place", "group", "other", "period"}


def total_rows(
    area: Area, rows: Codes, *, labels: Sequence[int], counts: Sequence[int]
) -> list[int]:
    """Return the rows, counted from 0, that sum up others.

    `labels` are the columns that name a row, `counts` those whose numbers add up.
    A label column where most rows say "All" tells rows apart no longer and is left aside.
    """
    found = _by_label(area, rows, labels)
    if len(rows) <= MOST_ROWS and counts:
        found |= _by_sum(area, rows.tolist(), found, labels, counts=counts)
    return sorted(found)


def _by_label(area: Area, rows: Codes, labels: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for column in labels:
        here = area.sheet.column(column).at(rows)
        says = {text: names_a_total(text) for text, *_ in here.counted() if isinstance(text, str)}
        if "state" in says and LEVELS & says.keys():
            says = {text: found and text.strip().lower() != "state" for text, found in says.items()}
        named = rows[here.marked(lambda value, says=says: says.get(value, False))]  # type: ignore[misc]
        if len(rows) <= 2 or len(named) <= MOST_SHARE * len(rows):
            found.update(named.tolist() if len(rows) > 1 else [])
    return found


def _by_sum(
    area: Area,
    rows: Sequence[int],
    named: set[int],
    labels: Sequence[int],
    *,
    counts: Sequence[int],
) -> set[int]:
    numbers = {row: [_number(area, row, at) for at in counts] for row in rows}
    found: set[int] = set()
    plain = [row for row in rows if row not in named]
    if len(plain) >= 3:
        head, *rest = plain
        if _is_sum(numbers[head], [numbers[row] for row in rest], sure=False):
            found.add(head)
        *rest, foot = plain
        if not found and _is_sum(numbers[foot], [numbers[row] for row in rest], sure=False):
            found.add(foot)
    found |= _subtotals(numbers, plain, found) | _wholes(area, numbers, plain, labels)
    return found | _parents(area, numbers, rows, labels)


def _wholes(
    area: Area, numbers: dict[int, list[float | None]], plain: Sequence[int], labels: Sequence[int]
) -> set[int]:
    """The row of a state or the nation beside its parts: as many people as all others or more."""
    named = [
        row
        for row in plain
        if any(cells.clean(area.rows[row][at]).lower() in WHOLES for at in labels[:2])
    ]
    if len(named) != 1 or len(plain) < 3:
        return set()
    others = [numbers[row] for row in plain if row != named[0]]
    pairs = [
        (value, sum(number for number in column if number))
        for value, *column in zip(numbers[named[0]], *others, strict=True)
        if value is not None
    ]
    return set(named) if pairs and all(value >= rest > 0 for value, rest in pairs) else set()


def _subtotals(
    numbers: dict[int, list[float | None]], plain: Sequence[int], known: set[int]
) -> set[int]:
    """Rows that hold the sum of all rows since the last such row; two in a table at least."""
    found: set[int] = set()
    since: list[int] = []
    for row in plain:
        if len(since) >= 2 and _is_sum(numbers[row], [numbers[r] for r in since], sure=True):
            found.add(row)
            since = []
        elif row not in known:
            since.append(row)
    alone = len(found) == 1 and not since
    return found if len(found) >= 2 or alone else set()


def _parents(
    area: Area, numbers: dict[int, list[float | None]], rows: Sequence[int], labels: Sequence[int]
) -> set[int]:
    """Rows whose label is how the labels of the rows below them begin, and that sum them up."""
    found: set[int] = set()
    for column in labels[:2]:
        texts = [cells.clean(area.rows[row][column]) for row in rows]
        for at, text in enumerate(texts):
            stem = text.rstrip(": ")
            if len(stem) < 2 or at + 1 >= len(rows):
                continue
            end = at + 1
            while end < len(rows) and len(texts[end]) > len(text) and texts[end].startswith(stem):
                end += 1
            below = [numbers[row] for row in rows[at + 1 : end]]
            if len(below) >= 2 and _is_sum(numbers[rows[at]], below, sure=False, needed=1):
                found.add(rows[at])
    return found


def _is_sum(
    total: list[float | None], parts: list[list[float | None]], *, sure: bool, needed: int = 2
) -> bool:
    """Tell whether each number is the sum of the numbers above or below it, with enough proof."""
    proofs = 0
    for at, value in enumerate(total):
        column = [part[at] for part in parts]
        if value is None or any(number is None for number in column):
            continue
        present = [number for number in column if number]
        tolerance = 0.005 * len(column) if value != int(value) else 0.0
        if abs(sum(present) - value) > tolerance:
            return False
        if len(present) >= 2 and value >= 10:
            proofs += 2 if len(present) >= (4 if sure else 3) and value >= 50 else 1
    return proofs >= needed


def _number(area: Area, row: int, column: int) -> float | None:
    value = area.rows[row][column]
    if value == "" or value is None:
        return None
    cell = cells.understand(value, area.decimal)
    return cell.number if cell.kind == cells.NUMBER else None
