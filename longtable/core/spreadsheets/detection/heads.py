"""Find the header rows of a run of filled rows, and the first row of data."""

import itertools
from dataclasses import dataclass, field

from longtable.core.spreadsheets import cells
from longtable.core.spreadsheets.detection.area import Area, sample
from longtable.core.spreadsheets.detection.words import is_head_word

DEEPEST_HEAD = 60
MOST_HEADERS = 5
LONG = 60


@dataclass(slots=True)
class Head:
    """Rows counted from 0: `lines` above, `headers`, labels before the data, its first row."""

    headers: list[int]
    first: int
    values: dict[int, str]
    lines: list[int] = field(default_factory=list)
    sections: list[int] = field(default_factory=list)


def data_votes(area: Area, row: int, values: dict[int, str]) -> int:
    """Return how many cells of a row are what the data of their columns are."""
    return sum(_is_data(area.letter(row, at), letter) for at, letter in values.items())


def _is_data(letter: str, expected: str) -> bool:
    return letter == expected or (letter == "n" and expected in "yc")


def _votes_against(area: Area, row: int, values: dict[int, str]) -> int:
    """Return how many cells are words over data; years are, unless numbers stand beside them."""
    letters = [(area.letter(row, at), expected) for at, expected in values.items()]
    numbers = any(letter == "n" for letter, _ in letters)
    years = 0 if numbers else sum(a == "y" and b == "n" for a, b in letters)
    return years + sum(a == "t" or (a == "c" and b != "c") for a, b in letters)


def looks_like_a_header(area: Area, row: int, values: dict[int, str]) -> bool:
    """Tell whether the cells over the numbers are words or years, at least two cells in all."""
    numbers = {at: letter for at, letter in values.items() if letter == "n"} or values
    letters = [area.letter(row, at) for at in numbers]
    filled = [letter for letter in letters if letter != "b"]
    words = [letter for letter in filled if letter in "tyc"]
    if len(area.filled(row)) < 2 or not words or "n" in filled:
        return False
    return 10 * len(words) >= 6 * len([letter for letter in filled if letter != "w"])


def find_head(area: Area, chunk: range, values: dict[int, str], counts: list[int]) -> Head | None:
    """Return the head of a run of rows with values, None when no row looks like data."""
    numbers = {at: letter for at, letter in values.items() if letter == "n"} or values
    first = _first_data(area, chunk, values, numbers)
    if first is None:
        return None
    head = Head([], first, values)
    row = first - 1
    while row >= chunk.start and _is_label(area, row, counts) and row - 1 >= chunk.start:
        head.sections.insert(0, row)
        row -= 1
    if row >= chunk.start and _is_header(area, row, numbers, counts, below=False):
        head.headers = [row]
        row = _climb(area, chunk, row, head, numbers, counts)
    elif head.sections:
        row = first - 1
        head.sections = []
    if not head.headers and _counts_up(area, first) and first + 2 < chunk.stop:
        head.headers, head.first = [first], first + 1
        head.lines = list(range(chunk.start, first))
        return head
    if not head.headers:
        head.lines = list(range(chunk.start, first))
        return _without_header(area, chunk, head, counts)
    head.lines = list(range(chunk.start, row + 1))
    return head


def _counts_up(area: Area, row: int) -> bool:
    """Tell whether a row is "School, 3, 4, 5, 6": grades or weeks over the numbers below."""
    first, *rest = [area.rows[row][at] for at in area.filled(row)] or [""]
    numbers = [cells.understand(value).number for value in rest]
    steps = len(numbers) >= 3 and all(
        a is not None and b is not None and b - a == 1 and 0 <= a < 60
        for a, b in itertools.pairwise(numbers)
    )
    return steps and isinstance(first, str) and is_head_word(first)


def _first_data(
    area: Area, chunk: range, values: dict[int, str], numbers: dict[int, str]
) -> int | None:
    needed = max(1, (len(numbers) + 2) // 3)
    deep = range(chunk.start, min(chunk.stop, chunk.start + DEEPEST_HEAD))
    first = next(
        (
            row
            for row in deep
            if data_votes(area, row, numbers) >= needed
            and data_votes(area, row, numbers) > _votes_against(area, row, numbers)
        ),
        None,
    )
    if first is None:
        return None
    row = first - 1
    while (
        row > chunk.start
        and data_votes(area, row, numbers)
        and not _votes_against(area, row, numbers)
    ):
        row -= 1
    has_head = row >= chunk.start and _votes_against(area, row, numbers) > 0
    return row + 1 if has_head and row + 1 < first and len(area.filled(row)) > 2 else first


def _without_header(area: Area, chunk: range, head: Head, counts: list[int]) -> Head:
    """A table of years and words alone: its head is a first row unlike the rest."""
    if head.first > chunk.start:
        singles = [row for row in head.lines if counts[row] == 1]
        head.sections = [row for row in singles if row == head.first - 1 and len(head.lines) == 1]
        head.lines = [row for row in head.lines if row not in head.sections]
    return head


def _is_label(area: Area, row: int, counts: list[int]) -> bool:
    return (
        counts[row] == 1
        and area.filled(row)[0] <= area.left + 1
        and (
            area.letter(row, area.filled(row)[0]) == "t"
            or area.letter(row, area.filled(row)[0]) == "y"
        )
    )


def _is_header(
    area: Area, row: int, numbers: dict[int, str], counts: list[int], *, below: bool
) -> bool:
    """A row of words over the numbers; over a header one word may span several columns."""
    letters = {at: area.letter(row, at) for at in area.filled(row)}
    if any(letters.get(at) == "n" for at in numbers):
        return False
    if counts[row] == 1:
        only = next(iter(letters))
        spans = any(a == row and b <= only <= d for a, b, _, d in area.sheet.merged)
        return below and (
            (only > area.left and only >= min(numbers, default=0)) or (spans and only > area.left)
        )
    if below and _is_key_and_value(area, row, counts):
        return False
    over = [letters[at] for at in numbers if at in letters]
    return bool(over) or (below and counts[row] >= 2)


def _is_key_and_value(area: Area, row: int, counts: list[int]) -> bool:
    filled = area.filled(row)
    text = cells.clean(area.rows[row][filled[0]])
    return (
        counts[row] == 2
        and filled[0] == area.left
        and (text.endswith(":") or (filled[1] == filled[0] + 1 and area.right - area.left > 4))
    )


def _climb(
    area: Area, chunk: range, row: int, head: Head, numbers: dict[int, str], counts: list[int]
) -> int:
    """Take in the header rows above the lowest one; return the row above them all."""
    above = row - 1
    while (
        above >= chunk.start
        and len(head.headers) < MOST_HEADERS
        and _is_header(area, above, numbers, counts, below=True)
    ):
        head.headers.insert(0, above)
        above -= 1
    return above


def find_text_head(area: Area, chunk: range, counts: list[int]) -> Head | None:
    """Return the head of a table of words or of a form to fill, None where there is no table."""
    widest = max(counts[row] for row in chunk)
    if widest < 2 or len(chunk) < 2:
        return None
    start = next(row for row in chunk if 10 * counts[row] >= 6 * widest and counts[row] >= 2)
    headers = [start]
    form = _form(area, chunk, start, counts)
    if form:
        return form
    body = range(start + 1, chunk.stop)
    texts = [cells.clean(area.rows[start][at]) for at in area.filled(start)]
    below = sample(body)
    if len(body) < 2 or len(set(texts)) < len(texts) or max(map(len, texts)) > LONG:
        return None
    lengths = [len(cells.clean(area.rows[r][at])) for r in below for at in area.filled(r)[1:]]
    full = sum(counts[row] >= 2 for row in below)
    if not lengths or sum(lengths) / len(lengths) > LONG or 2 * full < len(below):
        return None
    return Head(headers, start + 1, {}, list(range(chunk.start, start)))


def _form(area: Area, chunk: range, start: int, counts: list[int]) -> Head | None:
    """A form to fill: headers over columns that are still empty, and labels at their left."""
    first = start
    while first + 1 < chunk.stop and first - start < MOST_HEADERS:
        following = area.filled(first + 1)
        if len(following) < 2 or following[-1] <= area.left + 1:
            break
        first += 1
    body = range(first + 1, chunk.stop)
    used = {at for row in body for at in area.filled(row)}
    heads = {at for row in range(start, first + 1) for at in area.filled(row)}
    if len(body) < 3 or len(heads - used) < 1 or len(used) > 2 or not used:
        return None
    above = start
    while above - 1 >= chunk.start and counts[above - 1] >= 2:
        above -= 1
    return Head(list(range(above, first + 1)), first + 1, {}, list(range(chunk.start, above)))
