"""Where the tables of a sheet are: titles, headers, data and footnotes, row by row."""

from dataclasses import dataclass, field

import numpy as np

from longtable.core.spreadsheets.cells import is_period, is_year
from longtable.core.spreadsheets.detection.area import Area, value_columns
from longtable.core.spreadsheets.detection.heads import (
    Head,
    data_votes,
    find_head,
    find_text_head,
    looks_like_a_header,
)
from longtable.core.spreadsheets.detection.lines import is_note
from longtable.core.spreadsheets.detection.words import is_head_word
from longtable.core.spreadsheets.distinct import Codes
from longtable.core.spreadsheets.marks import SIGNS
from longtable.core.spreadsheets.sheets import Value, shown

CLOSE_LOOK = 20_000
COVER_ROWS = 8
DIGITS = frozenset("0123456789-.")


@dataclass(slots=True)
class Region:
    """One table as rows counted from 0. `values` are its columns of numbers, periods or codes."""

    area: Area
    headers: list[int]
    first: int
    last: int
    values: dict[int, str]
    titles: list[int] = field(default_factory=list)
    footnotes: list[int] = field(default_factory=list)
    sections: list[int] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Search:
    """What has been found so far from the top of the area down."""

    area: Area
    counts: list[int]
    regions: list[Region] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    texts: range = field(default_factory=lambda: range(0))


def find_regions(area: Area) -> list[Region]:
    """Return the tables of an area from top to bottom."""
    counts = area.sheet.filled(area.left, area.right)
    search = Search(area, counts.tolist())
    for chunk in _chunks(counts):
        _take(search, chunk)
    _settle_texts(search)
    if search.regions:
        search.regions[-1].footnotes.extend(search.lines)
    return search.regions


def _chunks(counts: Codes) -> list[range]:
    """Return the runs of rows that hold something."""
    edges = np.flatnonzero(np.diff(counts > 0, prepend=False, append=False)).tolist()
    return [range(start, stop) for start, stop in zip(edges[::2], edges[1::2], strict=True)]


def _take(search: Search, chunk: range) -> None:
    """Read one run of filled rows: lines of text, words in columns, or a table."""
    area, counts = search.area, search.counts
    widest = max(counts[chunk.start : chunk.stop])
    if widest == 1 and (area.right - area.left > 1 or len(chunk) == 1):
        _settle_texts(search)
        search.lines.extend(chunk)
        return
    values = value_columns(area, chunk, counts)
    head = find_head(area, chunk, values, counts) if values else None
    if head is None or _is_cover(search, chunk, values):
        _settle_texts(search)
        search.texts = chunk
        return
    if len(search.texts) <= COVER_ROWS and not _settles_as_table(search):
        search.lines.extend(search.texts)
        search.texts = range(0)
    if not head.headers and search.texts:
        head.headers = _adopted(search, head.values)
    if not head.headers:
        _settle_texts(search)
    search.lines.extend(head.lines)
    if head.headers or not search.regions:
        _begin(search, head.headers, head.first, head.sections, values=head.values)
    else:
        _continue(search)
    _read_body(search, range(head.first, chunk.stop))


def _is_cover(search: Search, chunk: range, values: dict[int, str]) -> bool:
    """Lines like "Contact: | name" above a table are no table."""
    area = search.area
    firsts = [shown(area.rows[row][area.filled(row)[0]]) for row in chunk[:COVER_ROWS]]
    named = sum(first.strip().endswith(":") for first in firsts)
    pairs = all(search.counts[row] <= 2 for row in chunk)
    return pairs and "n" not in values.values() and 2 * named >= min(len(chunk), COVER_ROWS)


def _settles_as_table(search: Search) -> bool:
    """Words in two columns, few rows, above a wider table with numbers are no table."""
    narrow = all(search.counts[row] <= 2 for row in search.texts)
    return not narrow or search.area.right - search.area.left < 3 or bool(search.regions)


def _adopted(search: Search, values: dict[int, str]) -> list[int]:
    """Return the header that stands above an empty row, and keep the rest as lines."""
    rows = list(search.texts)
    tail: list[int] = []
    while rows and looks_like_a_header(search.area, rows[-1], values):
        tail.insert(0, rows.pop())
    search.lines.extend(rows if tail else [])
    search.texts = range(0) if tail else search.texts
    return tail


def _begin(
    search: Search, headers: list[int], first: int, sections: list[int], *, values: dict[int, str]
) -> None:
    if search.texts:
        _settle_texts(search)
    titles = _close(search)
    region = Region(search.area, headers, first, first, values, titles, sections=sections)
    search.regions.append(region)


def _continue(search: Search) -> None:
    """Go on with the table above an empty row; short lines between are labels of its parts."""
    region = search.regions[-1]
    for row in search.lines:
        if is_note(search.area.text(row)):
            region.footnotes.append(row)
        else:
            region.sections.append(row)
    search.lines = []


def _close(search: Search) -> list[int]:
    """Give the waiting lines to the table above as footnotes; return those that are titles."""
    lines, search.lines = search.lines, []
    if not search.regions:
        return lines
    notes = [at for at, row in enumerate(lines) if is_note(search.area.text(row))]
    split = notes[-1] + 1 if notes else 0
    search.regions[-1].footnotes.extend(lines[:split])
    return lines[split:]


def _read_body(search: Search, body: range) -> None:
    """Follow the rows of a table: a header again, a new header, footnotes at the end."""
    area, region = search.area, search.regions[-1]
    end = _footnotes_from(search, body)
    for row in _suspects(area, range(body.start + 1, end), search.counts, region):
        if [area.rows[row][at] for at in area.filled(row)] == [
            area.rows[head][at] for head in region.headers[-1:] for at in area.filled(head)
        ]:
            region.skipped.append(row)
        elif head := _another_head(search, row, end):
            _split(search, row, head, body.stop)
            return
    if region.sections:
        region.sections.extend(_labels(search, range(body.start, end), region))
    region.last = max(end - 1, body.start)
    region.footnotes.extend(range(end, body.stop))


def _labels(search: Search, rows: range, region: Region) -> list[int]:
    """Return the rows that hold a label alone, with data below."""
    return [
        row
        for row in rows[:-1]
        if search.counts[row] == 1
        and search.area.filled(row)[0] <= search.area.left + 1
        and not data_votes(search.area, row, region.values)
    ]


def _split(search: Search, row: int, head: Head, stop: int) -> None:
    region = search.regions[-1]
    above = row
    while above - 1 > region.first and search.counts[above - 1] == 1:
        above -= 1
    region.last = above - 1
    search.lines.extend(range(above, row))
    _begin(search, head.headers, head.first, head.sections, values=head.values)
    _read_body(search, range(head.first, stop))


def _suspects(area: Area, rows: range, counts: list[int], region: Region) -> list[int]:
    """Return the rows whose cells under the numbers are words."""
    numbers = [at for at, letter in region.values.items() if letter == "n"]
    if not numbers or len(rows) > CLOSE_LOOK:
        return []
    probe = numbers[:3] + numbers[-1:]
    return [
        row
        for row in rows
        if counts[row] >= 2
        and all(_may_head(area.rows[row][at]) for at in probe)
        and looks_like_a_header(area, row, region.values)
    ]


def _may_head(value: Value) -> bool:
    """Tell at a glance whether a cell may stand over numbers."""
    if value.__class__ is str:
        text = str(value)
        return not text or (
            text.lower() not in SIGNS and (text[0] not in DIGITS or is_period(text))
        )
    return is_year(value)


def _another_head(search: Search, row: int, end: int) -> Head | None:
    """Return the head of a table that begins in this row, None where none does."""
    rest = range(row, end)
    texts = [shown(search.area.rows[row][at]) for at in search.area.filled(row)]
    known = sum(is_head_word(text) for text in texts)
    if len(rest) < 2 or 2 * known < len(texts) or len(set(texts)) < len(texts) - 1:
        return None
    values = value_columns(search.area, range(row + 1, end), search.counts)
    head = find_head(search.area, rest, values, search.counts) if values else None
    return head if head and head.headers and head.headers[0] == row else None


def _footnotes_from(search: Search, body: range) -> int:
    """Return the row where the lines of text below the data begin."""
    area, region = search.area, search.regions[-1]
    row = body.stop
    while row - 1 > body.start and _is_line(search, row - 1, region):
        row -= 1
    for at in range(row, body.stop):
        outside = area.filled(at)[0] > area.left + 1
        if outside or is_note(area.text(at)):
            return at
    return body.stop


def _is_line(search: Search, row: int, region: Region) -> bool:
    area = search.area
    filled = area.filled(row)
    few = len(filled) == 1 or (len(filled) == 2 and is_note(area.text(row)))
    wide = area.right - area.left > 1
    return wide and few and not data_votes(area, row, region.values)


def _settle_texts(search: Search) -> None:
    """Decide what a run of words in columns is: a table of words, a form to fill, or lines."""
    chunk, search.texts = search.texts, range(0)
    if not chunk:
        return
    head = find_text_head(search.area, chunk, search.counts)
    noted = bool(search.regions) and is_note(search.area.text(chunk[0]))
    if head is None or noted:
        search.lines.extend(chunk)
        return
    search.lines.extend(head.lines)
    _begin(search, head.headers, head.first, [], values={})
    _read_body(search, range(head.first, chunk.stop))
