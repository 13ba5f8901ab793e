"""Numbers that do not go together, and masked numbers that the others give away."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

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
        parts, whole = view.numbers(top), view.numbers(bottom)
        known = int((~np.isnan(parts) & ~np.isnan(whole)).sum())
        above = np.flatnonzero(parts > whole)
        if 5 * len(above) > known and len(above) > 1:
            continue
        for at in above:
            said = (
                f'{parts[at]:g} in "{top.name}" is more than {whole[at]:g} in "{bottom.name}".',
                "A part can't be larger than the whole it is counted from.",
                "Check both numbers in this row.",
            )
            yield view.problem("part_above_whole", view.rows[at], top.letter, said)


def _totals(view: TableView, counts: Sequence[Column]) -> Iterator[Problem]:
    table = view.table
    if len(table.total_rows) != 1 or len(view.rows) < 2 or table.section_rows:
        return
    total = table.total_rows[0]
    if view.rows[0] < total < view.rows[-1]:
        return
    line = view.sheet.rows[total - 1]
    label = " ".join(cells.clean(v) for v in line if isinstance(v, str))
    if not SUMMING.search(label):
        return
    for column in counts:
        numbers = view.numbers(column)
        said_total = view.number_at(total, column)
        if said_total is None or np.isnan(numbers).any():
            yield from _one_masked(view, column, total, said_total)
            continue
        added = sum(numbers.tolist())
        if added != said_total and abs(added - said_total) <= NEAR * max(said_total, 1):
            said = (
                f'The total of "{column.name}" says {said_total:g}, the rows add up to {added:g}.',
                "One of them is wrong, or a row is missing.",
                "Check the rows; totals are never taken in as data.",
            )
            yield view.problem("total_differs", total, column.letter, said)


def _one_masked(
    view: TableView, column: Column, total: int, said_total: float | None
) -> Iterator[Problem]:
    numbers = view.numbers(column)
    gaps = np.isnan(numbers)
    masked = view.rows[view.masked(column)]
    added = sum(numbers[~gaps].tolist())
    alone = len(masked) == 1 and view.rows[gaps].tolist() == masked.tolist()
    if said_total is not None and alone and added <= said_total:
        yield _leak(view, masked[0], column, f"the total in row {total} less the other rows")


def _given_away(view: TableView, parts: Parts) -> Iterator[Problem]:
    columns = [*parts.columns, parts.whole]
    gaps = np.stack([np.isnan(view.numbers(column)) for column in columns])
    masked = np.stack([view.masked(column) for column in columns])
    for at in np.flatnonzero((gaps.sum(axis=0) == 1) & (gaps & masked).any(axis=0)):
        hidden = columns[int(gaps[:, at].argmax())]
        others = " ".join(column.letter for column in columns if column is not hidden)
        yield _leak(view, view.rows[at], hidden, f"columns {others}")


def _given_away_by_percent(
    view: TableView, links: Sequence[tuple[Column, Column, Column]]
) -> Iterator[Problem]:
    for top, bottom, percent in links:
        whole, share = view.numbers(bottom), view.numbers(percent)
        told = ~np.isnan(whole) & (whole != 0) & ~np.isnan(share)
        for row in view.rows[told & view.masked(top)]:
            yield _leak(view, row, top, f"columns {bottom.letter} and {percent.letter}")


def _leak(view: TableView, row: int, column: Column, source: str) -> Problem:
    said = (
        f'The masked number in "{column.name}" can be worked out from {source}.',
        "Whoever sees this file sees what the mask was meant to hide.",
        "Tell the source. It stays masked here; never publish what gives it away.",
    )
    return view.problem("mask_undone", row, column.letter, said)
