"""Numbers that do not go together, and masked numbers that the others give away."""

import re
from collections.abc import Iterator, Sequence

from longtable.core.spreadsheets import cells
from longtable.core.spreadsheets.checks.parts import Parts, parts_of_wholes, percent_links
from longtable.core.spreadsheets.checks.view import TableView
from longtable.core.spreadsheets.reading import Column, Problem

SUMMING = re.compile(r"total|\ball\b|overall|wide\b|combined|\bsum|suma|todos|todas", re.IGNORECASE)
NEAR = 0.2


def sum_problems(view: TableView) -> Iterator[Problem]:
    """Return parts above their whole, totals that do not add up, and masks that can be undone."""
    counts = [c for c in view.values if c.kind == "number" and c.role in ("count", "denominator")]
    links = percent_links(view, counts)
    for top, bottom, percent in links:
        yield _repeats(view, top, bottom, percent)
    yield from _above(view, counts, links)
    yield from _totals(view, counts)
    if any(mark.meaning == "suppressed" for mark in view.table.marks.values()):
        every = TableView(view.sheet, view.table, totals=True)
        leaks = [
            leak for parts in parts_of_wholes(every, counts) for leak in _given_away(every, parts)
        ]
        leaks += _given_away_by_percent(every, links)
        yield from {leak.cell: leak for leak in leaks}.values()


def _repeats(view: TableView, top: Column, bottom: Column, percent: Column) -> Problem:
    said = (
        f"Column {percent.letter} repeats column {top.letter} as a percentage of {bottom.letter}.",
        "Both say the same; the counts say it more exactly.",
        "Nothing needs to be done: the counts are used, the percentage is checked against them.",
    )
    return view.problem("repeats_as_percent", 0, percent.letter, said)


def _above(
    view: TableView, counts: Sequence[Column], links: Sequence[tuple[Column, Column, Column]]
) -> Iterator[Problem]:
    pairs = {(top.letter, bottom.letter): (top, bottom) for top, bottom, _ in links}
    wholes = [c for c in counts if c.role == "denominator"]
    if len(wholes) == 1:
        pairs |= {(c.letter, wholes[0].letter): (c, wholes[0]) for c in counts if c != wholes[0]}
    for top, bottom in pairs.values():
        both = list(zip(view.rows, view.numbers(top), view.numbers(bottom), strict=True))
        known = [(row, a, b) for row, a, b in both if a is not None and b is not None]
        above = [(row, a, b) for row, a, b in known if a > b]
        if 5 * len(above) > len(known) and len(above) > 1:
            continue
        for row, part, whole in above:
            said = (
                f'{part:g} in "{top.name}" is more than {whole:g} in "{bottom.name}".',
                "A part can't be larger than the whole it is counted from.",
                "Check both numbers in this row.",
            )
            yield view.problem("part_above_whole", row, top.letter, said)


def _totals(view: TableView, counts: Sequence[Column]) -> Iterator[Problem]:
    table = view.table
    if len(table.total_rows) != 1 or len(view.rows) < 2 or table.section_rows:
        return
    total = table.total_rows[0]
    if total not in (min(view.rows) - 1, max(view.rows) + 1) and not _outside(view, total):
        return
    line = view.sheet.rows[total - 1]
    label = " ".join(cells.clean(v) for v in line if isinstance(v, str))
    if not SUMMING.search(label):
        return
    for column in counts:
        numbers = view.numbers(column)
        said_total = view.number_at(total, column)
        if said_total is None or any(number is None for number in numbers):
            yield from _one_masked(view, column, total, said_total)
            continue
        added = sum(number for number in numbers if number is not None)
        if added != said_total and abs(added - said_total) <= NEAR * max(said_total, 1):
            said = (
                f'The total of "{column.name}" says {said_total:g}, the rows add up to {added:g}.',
                "One of them is wrong, or a row is missing.",
                "Check the rows; totals are never taken in as data.",
            )
            yield view.problem("total_differs", total, column.letter, said)


def _outside(view: TableView, total: int) -> bool:
    return total > max(view.rows) or total < min(view.rows)


def _one_masked(
    view: TableView, column: Column, total: int, said_total: float | None
) -> Iterator[Problem]:
    values = view.cells(column)
    gaps = [row for row, n in zip(view.rows, view.numbers(column), strict=True) if n is None]
    masked = [row for row, v in zip(view.rows, values, strict=True) if view.is_masked(v)]
    added = sum(number for number in view.numbers(column) if number is not None)
    if said_total is not None and len(masked) == 1 and gaps == masked and added <= said_total:
        yield _leak(view, masked[0], column, f"the total in row {total} less the other rows")


def _given_away(view: TableView, parts: Parts) -> Iterator[Problem]:
    columns = [*parts.columns, parts.whole]
    numbers = [view.numbers(column) for column in columns]
    values = [view.cells(column) for column in columns]
    for at, row in enumerate(view.rows):
        gaps = [place for place, found in enumerate(numbers) if found[at] is None]
        if len(gaps) == 1 and view.is_masked(values[gaps[0]][at]):
            others = " ".join(c.letter for place, c in enumerate(columns) if place != gaps[0])
            yield _leak(view, row, columns[gaps[0]], f"columns {others}")


def _given_away_by_percent(
    view: TableView, links: Sequence[tuple[Column, Column, Column]]
) -> Iterator[Problem]:
    for top, bottom, percent in links:
        lines = zip(
            view.rows,
            view.cells(top),
            view.numbers(bottom),
            view.numbers(percent),
            strict=True,
        )
        for row, value, whole, share in lines:
            if whole and share is not None and view.is_masked(value):
                yield _leak(view, row, top, f"columns {bottom.letter} and {percent.letter}")


def _leak(view: TableView, row: int, column: Column, source: str) -> Problem:
    said = (
        f'The masked number in "{column.name}" can be worked out from {source}.',
        "Whoever sees this file sees what the mask was meant to hide.",
        "Tell the source. It stays masked here; never publish what gives it away.",
    )
    return view.problem("mask_undone", row, column.letter, said)
